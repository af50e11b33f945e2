import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Listening = { readonly port: number; readonly servers: readonly Server[]; readonly hasV6: boolean };

/** A port that is free on both loopback addresses; random unless given. IPv6 is left out where the machine has none. */
export async function listenOnLoopback(listener: RequestListener, port = 0): Promise<Listening> {
	for (let attempt = 0; ; attempt++) {
		const v4 = await listen(listener, '127.0.0.1', port);
		const chosen = (v4.address() as AddressInfo).port;
		try {
			const v6 = await listen(listener, '::1', chosen);
			return { port: chosen, servers: [v4, v6], hasV6: true };
		} catch (error) {
			const code = (error as NodeJS.ErrnoException).code;
			if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') {
				return { port: chosen, servers: [v4], hasV6: false };
			}
			v4.close();
			// A random port may be taken on the other address: draw again. A given one is the caller's to change.
			if (code !== 'EADDRINUSE' || port !== 0 || attempt === 9) {
				throw error;
			}
		}
	}
}

async function listen(listener: RequestListener, host: string, port: number): Promise<Server> {
	const server = createServer({ noDelay: true }, listener);
	server.listen({ host, port, ipv6Only: host === '::1' });
	await once(server, 'listening');
	return server;
}
