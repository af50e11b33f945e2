import { hash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { root } from './paths.ts';

export interface Relay {
	/** `https://relay.localhost:PORT/`: a browser finds it on this machine by itself, and has to ignore its certificate. */
	readonly url: string;
	close(): Promise<void>;
}

/** The page that ships, hosted as its owner would who has listed these front ends. */
export async function startRelay({ frontEnds = [] }: { readonly frontEnds?: readonly string[] } = {}): Promise<Relay> {
	const page = ownedPage(shippedPage(), frontEnds);
	const host = 'relay.localhost';
	const { private: key, cert } = await generate([{ name: 'commonName', value: host }], { algorithm: 'sha256' });
	const server = createServer({ key, cert }, (request, response) => {
		if (request.method === 'GET' && request.url?.split('?')[0] === '/') {
			response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
		} else {
			response.writeHead(404).end();
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `https://${host}:${(server.address() as AddressInfo).port}/`,
		async close() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

/** A browser reads line ends as `\n`, whatever a checkout made of them. */
export const shippedPage = (): string =>
	readFileSync(join(root, 'docs/relay/index.html'), 'utf8').replaceAll('\r\n', '\n');

/** What the policy has to say of the page's one script or style. */
export function sourceHash(page: string, element: 'script' | 'style'): string {
	const text = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(page)?.[1] ?? '';
	return `'sha256-${hash('sha256', text, 'base64')}'`;
}

function ownedPage(page: string, frontEnds: readonly string[]): string {
	const list = /(?<=const frontEnds = )\[.*?\](?=;)/s;
	if (!list.test(page)) throw new Error('The relay page has no list of front ends.');
	const owned = page.replace(list, () => JSON.stringify(frontEnds));
	return owned.replace(sourceHash(page, 'script'), () => sourceHash(owned, 'script'));
}
