import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** How the proxy behaves. */
export interface ProxyConduct {
	/** Port on this machine that a tunnel leads to, whatever host it is asked for. The proxy itself reaches nothing else. */
	readonly port: number;
	/** `user:password`; whoever does not show it gets a 407. */
	readonly credentials?: string;
	/** Status to refuse every tunnel with, such as 403. */
	readonly refuseWith?: number;
}

/** One thing asked of the proxy. */
export interface ProxyCall {
	/** `CONNECT`, or the method of a request over plain http. */
	readonly method: string;
	/** `host:port` of a tunnel, or a whole URL. */
	readonly target: string;
	/** 200 where the tunnel was opened. */
	readonly status: number;
}

/** A company's HTTP proxy: opens tunnels, and knows nothing of what goes through them. */
export interface ConnectProxy {
	/** `127.0.0.1:PORT` */
	readonly authority: string;
	/** Oldest first. */
	readonly calls: readonly ProxyCall[];
	/** Behaves differently from now on, and closes the tunnels of before, which a client would use again. */
	behave(conduct: ProxyConduct): Promise<void>;
	close(): Promise<void>;
}

export async function startConnectProxy(conduct: ProxyConduct): Promise<ConnectProxy> {
	let current = conduct;
	const calls: ProxyCall[] = [];
	const sockets = new Set<Duplex>();
	const keep = (socket: Duplex) => {
		sockets.add(socket);
		// Either side may leave at any time.
		socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
	};
	const statusOf = ({ headers }: IncomingMessage): number => {
		const { credentials, refuseWith } = current;
		const expected = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
		return expected !== undefined && headers['proxy-authorization'] !== expected ? 407 : (refuseWith ?? 200);
	};
	const closeAll = async () => {
		await Promise.all(
			[...sockets].map(async (socket) => {
				socket.destroy();
				if (!socket.closed) await once(socket, 'close');
			}),
		);
	};
	const server = createServer((request, response) => {
		// Nothing of ours is to come here without a tunnel, so no request is passed on.
		calls.push({ method: request.method ?? '', target: request.url ?? '', status: 403 });
		response.writeHead(403).end();
	});
	server.on('connection', keep);
	server.on('connect', (request: IncomingMessage, client: Socket) => {
		const status = statusOf(request);
		calls.push({ method: 'CONNECT', target: request.url ?? '', status });
		if (status !== 200) {
			const challenge = status === 407 ? 'Proxy-Authenticate: Basic realm="proxy"\r\n' : '';
			client.end(`HTTP/1.1 ${status} No\r\n${challenge}Content-Length: 0\r\nConnection: close\r\n\r\n`);
			return;
		}
		const behind = connect(current.port, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			client.pipe(behind).pipe(client);
		});
		keep(behind);
		behind.once('close', () => client.destroy());
		client.once('close', () => behind.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		authority: `127.0.0.1:${(server.address() as AddressInfo).port}`,
		calls,
		async behave(next) {
			current = next;
			await closeAll();
		},
		async close() {
			server.close();
			await closeAll();
			if (server.listening) await once(server, 'close');
		},
	};
}
