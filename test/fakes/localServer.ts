import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A server on this machine for one test, closed with all its connections at the end of it. */
export type LocalServer = { readonly origin: string; readonly [Symbol.asyncDispose]: () => Promise<void> };

export const localServer = (handle: RequestListener): Promise<LocalServer> => listen(createServer(handle), 'http');

/** The same over TLS, with a certificate in PEM. */
export const localTlsServer = (tls: { key: string; cert: string }, handle: RequestListener): Promise<LocalServer> =>
	listen(createTlsServer(tls, handle), 'https');

async function listen(server: Server, scheme: string): Promise<LocalServer> {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		origin: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
		[Symbol.asyncDispose]: async () => {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}
