import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { longestAnswer } from '../core/oauth/redirectAddress.ts';
import type { LoopbackReceiver } from '../core/oauth/signIns.ts';
import type { Receipt } from '../core/oauth/waitingSignIn.ts';

/** What the browser shows when it has brought its answer; made from our own words alone. */
export type LoopbackPage = (receipt: Exclude<Receipt, 'stray'>) => string;

/**
 * Listens on 127.0.0.1 for the one request that brings the answer of a sign-in (RFC 8252, section 7.3). Everything else, whatever it is,
 * gets the same plain 404 and changes nothing: any page in the browser and any program here can reach the port.
 */
export const loopbackServer = (page: LoopbackPage): LoopbackReceiver => ({
	async listen({ port = 0, path }, receive) {
		const server = createServer({
			maxHeaderSize: 2 * longestAnswer,
			requestTimeout: 10_000,
			keepAlive: false,
			requireHostHeader: false,
		});
		let isOver = false;
		server.on('request', (request, response) => {
			// A connection that was there before outlives the closing.
			const parameters = isOver ? undefined : parametersOf(request, path);
			const receipt = parameters ? receive(parameters) : 'stray';
			if (receipt === 'stray') {
				answer(response, 404, 'text/plain; charset=utf-8', 'Not found');
				return;
			}
			// Once the answer is here nobody else is to find an open port.
			isOver = true;
			server.close();
			answer(response, 200, 'text/html; charset=utf-8', page(receipt));
		});
		// What is no request, or too long for one, is told no more than any other.
		server.on('clientError', (_, socket) => socket.end(notFound));
		server.listen({ host: '127.0.0.1', port, exclusive: true });
		await once(server, 'listening');
		return {
			port: (server.address() as AddressInfo).port,
			dispose: () => {
				isOver = true;
				server.close();
				// What the last answer still has to say is said first.
				server.closeIdleConnections();
			},
		};
	},
});

const notFound =
	'HTTP/1.1 404 Not Found\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\nNot found';

/** The parameters of a request that may bring an answer; undefined for any other. */
function parametersOf({ method, url = '', headers }: IncomingMessage, path: string): URLSearchParams | undefined {
	const wanted = path === '' ? '/' : path;
	const at = url.indexOf('?');
	// A page whose name was made to lead here (DNS rebinding) shows by the Host header. The port may be that of a forwarding.
	const isAddressed = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(headers.host ?? '');
	const isAsked = method === 'GET' && at >= 0 && url.slice(0, at) === wanted && url.length <= longestAnswer;
	return isAsked && isAddressed ? new URLSearchParams(url.slice(at + 1)) : undefined;
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
	response.writeHead(status, {
		'content-type': type,
		'cache-control': 'no-store',
		connection: 'close',
		'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
		'referrer-policy': 'no-referrer',
		'x-content-type-options': 'nosniff',
	});
	response.end(body);
}
