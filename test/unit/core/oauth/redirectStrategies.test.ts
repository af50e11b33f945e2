import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OAuthClient } from '../../../../src/core/oauth/oauthClient.ts';
import {
	loopbackAddress,
	pasteAddress,
	type RedirectStrategyId,
	redirectStrategies,
	type SignInEnvironment,
	uriHandlerAddress,
	waysFor,
} from '../../../../src/core/oauth/redirectStrategies.ts';

const client = (kind: OAuthClient['kind'], ...redirectUris: string[]): OAuthClient => ({
	id: 'x',
	kind,
	auth: 'none',
	redirectUris,
});

const editor = 'vscode://latchkey.latchkey-gemini/oauth/callback';
const inBrowser = 'https://code.example.com/stable-0a1b/callback?vscode-reqid=27&vscode-scheme=code-oss';
const relay = 'https://relay.example.com/';

const clients = {
	desktop: client('installed', 'http://localhost'),
	webWithRelay: client('web', relay),
	webWithLoopback: client('web', 'http://localhost:8080/callback'),
	webWithBoth: client('web', relay, 'http://127.0.0.1:8080/'),
	webWithout: client('web'),
	ofEditor: client('other', editor),
	ofFrontEnd: client('other', 'https://code.example.com/stable-0a1b/callback'),
	ofMachine: client('other', 'http://127.0.0.1/'),
	ofPage: client('other', relay),
	ofAll: client('other', relay, 'http://127.0.0.1/', editor),
} as const;

const environments = {
	desktop: { ui: 'desktop', isRemote: false, canListen: true, callback: editor },
	remote: { ui: 'desktop', isRemote: true, canListen: true, callback: editor },
	server: { ui: 'web', isRemote: true, canListen: true, callback: inBrowser },
	browser: { ui: 'web', isRemote: false, canListen: false, callback: inBrowser },
} as const satisfies Record<string, SignInEnvironment>;

const named = {
	uri: 'uri-handler',
	loop: 'loopback',
	paste: 'paste',
} as const satisfies Record<string, RedirectStrategyId>;
type Short = keyof typeof named;

/** The ways in order, `good` without mark, `possible` with `?`, without the impossible ones; and why the first is as it is. */
type Row = readonly [
	client: keyof typeof clients,
	environment: keyof typeof environments,
	ways: readonly (Short | `${Short}?`)[],
	reason: RegExp,
];
const rows: readonly Row[] = [
	['desktop', 'desktop', ['loop', 'paste'], /same machine/],
	['desktop', 'remote', ['loop', 'paste'], /forwards an address/],
	['desktop', 'server', ['paste', 'loop?'], /wherever the browser runs/],
	['desktop', 'browser', ['paste'], /wherever the browser runs/],
	['webWithRelay', 'desktop', ['uri?', 'paste'], /relay\.example\.com is a relay page/],
	['webWithRelay', 'remote', ['uri?', 'paste'], /relay\.example\.com is a relay page/],
	['webWithRelay', 'server', ['uri?', 'paste'], /relay\.example\.com is a relay page/],
	['webWithRelay', 'browser', ['uri?', 'paste'], /relay\.example\.com is a relay page/],
	['webWithLoopback', 'desktop', ['loop', 'paste'], /same machine/],
	['webWithLoopback', 'server', ['paste', 'loop?'], /wherever the browser runs/],
	['webWithLoopback', 'browser', ['paste'], /wherever the browser runs/],
	['webWithBoth', 'desktop', ['loop', 'uri?', 'paste'], /same machine/],
	['webWithBoth', 'remote', ['uri?', 'loop', 'paste'], /relay\.example\.com is a relay page/],
	['webWithBoth', 'server', ['uri?', 'paste', 'loop?'], /relay\.example\.com is a relay page/],
	['webWithout', 'desktop', [], /No redirect address of this client is on this machine/],
	['webWithout', 'browser', [], /No redirect address of this client leads back to the editor/],
	['ofEditor', 'desktop', ['uri'], /straight back/],
	['ofEditor', 'remote', ['uri'], /straight back/],
	['ofEditor', 'browser', [], /No redirect address of this client leads back to the editor/],
	['ofFrontEnd', 'browser', ['uri?', 'paste'], /another each time, it leads straight back/],
	['ofFrontEnd', 'server', ['uri?', 'paste'], /another each time, it leads straight back/],
	['ofMachine', 'desktop', ['loop', 'paste'], /same machine/],
	['ofMachine', 'remote', ['loop', 'paste'], /forwards an address/],
	['ofMachine', 'browser', ['paste'], /wherever the browser runs/],
	['ofPage', 'desktop', ['uri?', 'paste'], /relay\.example\.com is a relay page/],
	['ofAll', 'desktop', ['loop', 'uri', 'paste'], /same machine/],
	['ofAll', 'remote', ['uri', 'loop', 'paste'], /straight back/],
	['ofAll', 'browser', ['uri?', 'paste'], /relay\.example\.com is a relay page/],
];

describe('the ways for a client', () => {
	for (const [who, where, expected, reason] of rows) {
		it(`${who} in ${where}: ${expected.join(', ') || 'none'}`, () => {
			const ways = waysFor(clients[who], environments[where]);
			const found = ways.filter(({ is }) => is !== 'impossible').map(({ id, is }) => (is === 'good' ? id : `${id}?`));
			const full = expected.map((each) => each.replace(/^\w+/, (short) => named[short as Short]));
			assert.deepEqual(found, full);
			assert.match(ways[0]?.reason ?? '', reason);
		});
	}

	it('are always all of them, each with what it takes and why it fits or not', () => {
		for (const each of Object.values(clients)) {
			for (const environment of Object.values(environments)) {
				const ways = waysFor(each, environment);
				assert.deepEqual(
					ways.map(({ id }) => id).toSorted(),
					redirectStrategies()
						.map(({ id }) => id)
						.toSorted(),
				);
				for (const { label, needs, reason } of ways) {
					assert.ok(label && needs && reason);
				}
			}
		}
	});

	it('is never the editor’s address with a Desktop client, for Google refuses that', () => {
		const uriHandler = waysFor(client('installed', editor), environments.desktop).find(
			({ id }) => id === 'uri-handler',
		);
		assert.equal(uriHandler?.is, 'impossible');
		assert.match(uriHandler?.reason ?? '', /Desktop client/);
	});
});

describe('the redirect address', () => {
	it('by the URI handler is the editor’s as it is registered, in the web with the query that tells callbacks apart', () => {
		assert.deepEqual(uriHandlerAddress(clients.ofEditor, `${editor}?windowId=1`), { redirectUri: editor });
		assert.deepEqual(uriHandlerAddress(clients.ofFrontEnd, inBrowser), { redirectUri: inBrowser });
	});

	it('by a relay page is the page’s', () => {
		assert.deepEqual(uriHandlerAddress(clients.webWithRelay, editor), { redirectUri: relay, relay });
	});

	it('by the URI handler of a Web client at Google is never the front end’s own', () => {
		assert.equal(
			uriHandlerAddress(client('web', 'https://code.example.com/stable-0a1b/callback'), inBrowser),
			undefined,
		);
	});

	type Place = ReturnType<typeof loopbackAddress>;
	const places: readonly (readonly [uri: string, place: Place])[] = [
		['http://127.0.0.1', { host: '127.0.0.1', path: '' }],
		['http://127.0.0.1/', { host: '127.0.0.1', path: '/' }],
		['http://localhost:8080/oauth/callback', { host: 'localhost', port: 8080, path: '/oauth/callback' }],
		['https://127.0.0.1/', undefined],
		['http://127.0.0.1.example.com/', undefined],
		['http://localhost@example.com/', undefined],
		['http://127.0.0.1:80:80/', undefined],
		['http://127.0.0.1:123456/', undefined],
		['http://127.0.0.1/?a=b', undefined],
		['http://127.0.0.2/', undefined],
		['http://0.0.0.0/', undefined],
		['http://[::1]/', undefined],
	];
	for (const [uri, place] of places) {
		it(`${uri} is ${place ? 'one' : 'none'} to listen at`, () => {
			assert.deepEqual(loopbackAddress(client('other', uri)), place);
		});
	}

	it('of a Desktop client is the loopback address with any port, whatever its file says', () => {
		assert.deepEqual(loopbackAddress(client('installed', 'http://localhost:9/x')), { host: '127.0.0.1', path: '/' });
	});

	type Paste = readonly [who: OAuthClient, address: string | undefined];
	const pastes: readonly Paste[] = [
		[clients.desktop, 'http://127.0.0.1:1/'],
		[clients.ofMachine, 'http://127.0.0.1:1/'],
		[clients.webWithRelay, relay],
		[clients.webWithBoth, relay],
		[clients.webWithLoopback, 'http://localhost:8080/callback'],
		[clients.ofAll, 'http://127.0.0.1:1/'],
		[clients.ofPage, relay],
		[clients.ofEditor, undefined],
		[clients.webWithout, undefined],
	];
	for (const [who, address] of pastes) {
		it(`to paste from, of ${who.kind} with ${who.redirectUris.join(' ') || 'none'}, is ${address ?? 'none'}`, () => {
			assert.equal(pasteAddress(who), address);
		});
	}
});
