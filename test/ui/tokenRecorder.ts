import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Stands before the emulator's token endpoint and knows every secret that it gave, which the emulator itself tells nobody. */
export interface TokenRecorder {
	/** `http://127.0.0.1:PORT` */
	readonly origin: string;
	/** Oldest first. */
	readonly tokens: readonly string[];
	close(): Promise<void>;
}

export async function startTokenRecorder(target: string): Promise<TokenRecorder> {
	const tokens: string[] = [];
	const serve = async (request: IncomingMessage, response: ServerResponse) => {
		const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers;
		const body = await buffer(request);
		const answer = await fetch(`${target}${request.url}`, {
			method: request.method ?? 'GET',
			headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
			...(body.length > 0 && { body: new Uint8Array(body) }),
		});
		const text = await answer.text();
		tokens.push(...secretsIn(text));
		response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' }).end(text);
	};
	const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		tokens,
		async close() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

function secretsIn(text: string): readonly string[] {
	try {
		const answer = JSON.parse(text) as Record<string, unknown>;
		return ['access_token', 'refresh_token', 'id_token'].flatMap((name) => {
			const value = answer[name];
			return typeof value === 'string' ? [value] : [];
		});
	} catch {
		return [];
	}
}
