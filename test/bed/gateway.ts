import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { listenOnLoopback } from '../emulator/listen.ts';

export interface GatewayOptions {
	/** Origin of the emulator behind it. */
	readonly target: string;
	/** What the gateway itself shows there. */
	readonly apiKey: string;
	/** Judges what stands behind `Authorization: Bearer`. */
	readonly accepts: (token: string) => boolean | Promise<boolean>;
}

export interface GatewayCall {
	readonly method: string;
	readonly path: string;
	readonly accepted: boolean;
}

/** A company's reverse proxy in front of Gemini: takes tokens of its own, and holds the one API key. */
export interface Gateway {
	/** `http://127.0.0.1:PORT` */
	readonly origin: string;
	/** Oldest first, without preflights. */
	readonly calls: readonly GatewayCall[];
	close(): Promise<void>;
}

export async function startGateway({ target, apiKey, accepts }: GatewayOptions): Promise<Gateway> {
	const calls: GatewayCall[] = [];
	const serve = async (message: IncomingMessage, response: ServerResponse) => {
		const { method = '', url = '/', headers } = message;
		// A browser asks without any credential whether it may ask.
		if (method === 'OPTIONS') return await passOn(message, response, target, {});
		const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1];
		const accepted = token !== undefined && (await accepts(token));
		calls.push({ method, path: new URL(url, target).pathname, accepted });
		if (accepted) await passOn(message, response, target, { 'x-goog-api-key': apiKey });
		else refuse(message, response);
	};
	const { port, servers } = await listenOnLoopback((message, response) => {
		// Either side may leave in the middle; the other one then sees a broken connection too.
		serve(message, response).catch(() => response.destroy());
	});
	return {
		origin: `http://127.0.0.1:${port}`,
		calls,
		async close() {
			for (const server of servers) {
				server.close();
				server.closeAllConnections();
			}
		},
	};
}

async function passOn(
	message: IncomingMessage,
	response: ServerResponse,
	target: string,
	credential: Readonly<Record<string, string>>,
): Promise<void> {
	const { authorization: _, host: __, connection: ___, ...headers } = message.headers;
	const behind = ask(new URL(message.url ?? '/', target), {
		method: message.method,
		headers: { ...headers, ...credential },
	});
	response.once('close', () => behind.destroy());
	const answered = new Promise<IncomingMessage>((resolve, reject) => {
		behind.once('response', resolve).once('error', reject);
	});
	const [answer] = await Promise.all([answered, pipeline(message, behind)]);
	response.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders();
	await pipeline(answer, response);
}

/** RFC 6750, section 3. */
function refuse(message: IncomingMessage, response: ServerResponse): void {
	message.resume();
	const { origin } = message.headers;
	response.writeHead(401, {
		'www-authenticate': 'Bearer error="invalid_token"',
		'content-type': 'application/json',
		...(origin === undefined
			? {}
			: { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'www-authenticate', vary: 'origin' }),
	});
	response.end('{"error":"invalid_token","error_description":"The access token is missing, expired or revoked."}\n');
}
