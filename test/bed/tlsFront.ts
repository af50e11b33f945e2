import { once } from 'node:events';
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { ServerCertificate } from './certificates.ts';

export interface TlsFront {
	readonly port: number;
	/** Every request that came, oldest first: `POST generativelanguage.googleapis.com/v1beta/…`, without its query. */
	readonly requests: readonly string[];
	close(): Promise<void>;
}

/** Speaks TLS for a server that does not: Google's front end, or a proxy that reads what goes through it. */
export async function startTlsFront(certificate: ServerCertificate, target: string): Promise<TlsFront> {
	const requests: string[] = [];
	const server = createServer({ ...certificate }, (message, response) => {
		const { method = '', url = '/', headers } = message;
		requests.push(`${method} ${headers.host}${url.replace(/\?.*$/s, '')}`);
		// Either side may leave in the middle; the other one then sees a broken connection too.
		passOn(message, response, target).catch(() => response.destroy());
	});
	// A client that does not trust the certificate breaks the handshake off.
	server.on('tlsClientError', () => undefined);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		requests,
		async close() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

async function passOn(message: IncomingMessage, response: ServerResponse, target: string): Promise<void> {
	const { connection: _, ...headers } = message.headers;
	const behind = ask(new URL(message.url ?? '/', target), { method: message.method, headers });
	response.once('close', () => behind.destroy());
	const answered = new Promise<IncomingMessage>((resolve, reject) => {
		behind.once('response', resolve).once('error', reject);
	});
	const [answer] = await Promise.all([answered, pipeline(message, behind)]);
	response.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders();
	await pipeline(answer, response);
}
