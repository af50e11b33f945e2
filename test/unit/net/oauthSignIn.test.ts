import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { loopbackPage } from '../../../src/core/oauth/loopbackPage.ts';
import { parametersOfQuery } from '../../../src/core/oauth/redirectAddress.ts';
import { missingScopes } from '../../../src/core/oauth/scopes.ts';
import type { SignInRequest, WaitingSignIn } from '../../../src/core/oauth/waitingSignIn.ts';
import { loopbackServer } from '../../../src/node/loopbackServer.ts';
import { type IdentityProvider, startIdentityProvider } from '../../bed/identityProvider.ts';
import { answerOf, faultOf } from '../core/profileSupport.ts';
import { browse, requestAt, setUpSignIns } from './oauthSupport.ts';

// Sign-ins as people make them, at a server that knows nothing of Latchkey.

const relay = 'https://relay.localhost/';
let provider: IdentityProvider;
before(async () => {
	provider = await startIdentityProvider({ redirectUris: [relay], scopes: ['gemini'] });
});
after(() => provider.close());

describe('a sign-in', () => {
	it('over an address of this machine ends at a page, and with tokens', async () => {
		const loopback = loopbackServer((receipt) => loopbackPage(receipt, 'code-oss://x/return', 'en'));
		const bed = await setUpSignIns(provider, { loopback });
		const signIn = await bed.start('loopback');
		assert.match(signIn.redirectUri, /^http:\/\/127\.0\.0\.1:\d+\/callback$/);
		const response = await fetch(await browse(signIn));
		assert.equal(response.status, 200);
		assert.match(await response.text(), /Back to the editor[\s\S]*code-oss:\/\/x\/return/);
		const tokens = await answerOf(signIn.end);
		assert.equal(tokens.account, 'ada@example.com');
		assert.ok(tokens.refreshToken);
		assert.equal(await provider.isLive(tokens.accessToken), true);
		await assert.rejects(fetch(signIn.redirectUri), TypeError);
	});

	it('that the person declines ends at a page too, which says so', async () => {
		const loopback = loopbackServer((receipt) => loopbackPage(receipt, undefined, 'en'));
		const bed = await setUpSignIns(provider, { loopback });
		const signIn = await bed.start('loopback');
		const response = await fetch(await browse(signIn, { login: 'ada', cancelAt: 'Sign in' }));
		assert.match(await response.text(), /Nothing was signed in/);
		assert.match(await faultOf(signIn.end), /^oauth-declined/);
	});

	for (const decoded of [false, true]) {
		it(`by the editor’s own address, its query ${decoded ? 'decoded' : 'as the browser has it'}, ends with tokens`, async () => {
			const bed = await setUpSignIns(provider);
			const signIn = await bed.start('uri-handler');
			const { search } = await browse(signIn);
			const query = decoded ? decodeURIComponent(search.slice(1)) : search.slice(1);
			assert.equal(bed.signIns.receive(parametersOfQuery(query), 'uri-handler'), 'answered');
			assert.equal((await answerOf(signIn.end)).account, 'ada@example.com');
		});
	}

	it('by a page in between takes the whole state, of which the page learns where the editor is', async () => {
		const bed = await setUpSignIns(provider);
		const { id, secret } = provider.clients.web;
		const request: SignInRequest = {
			...requestAt(provider, bed.server, 'uri-handler'),
			client: { id, kind: 'other', auth: 'client_secret_basic', redirectUris: [relay] },
			clientSecret: secret,
		};
		const signIn = await bed.start('uri-handler', request);
		assert.equal(signIn.redirectUri, relay);
		const { origin, searchParams } = await browse(signIn);
		assert.equal(`${origin}/`, relay);
		const [random = '', callback = ''] = (searchParams.get('state') ?? '').split('.');
		assert.equal(Buffer.from(callback, 'base64url').toString(), 'code-oss://latchkey.latchkey-gemini/oauth/callback');
		const cut = new URLSearchParams(searchParams);
		cut.set('state', random);
		assert.equal(bed.signIns.receive(cut, 'uri-handler'), 'stray');
		assert.equal(bed.signIns.receive(searchParams, 'uri-handler'), 'answered');
		await answerOf(signIn.end);
		assert.equal(provider.tokenRequests.at(-1)?.clientAuth, 'client_secret_basic');
		assert.doesNotMatch(bed.written(), new RegExp(secret));
	});

	it('by pasting the address, or the code alone, ends with tokens although the code alone names no server', async () => {
		const bed = await setUpSignIns(provider);
		assert.equal(bed.server.authorization_response_iss_parameter_supported, true);
		for (const pasted of [(url: URL) => url.href, (url: URL) => url.searchParams.get('code') ?? '']) {
			const signIn = await bed.start('paste');
			assert.equal(await signIn.paste(pasted(await browse(signIn))), undefined);
			assert.equal((await answerOf(signIn.end)).account, 'ada@example.com');
		}
	});

	it('of which a scope was unticked tells what was granted', async () => {
		const bed = await setUpSignIns(provider);
		const request = requestAt(provider, bed.server, 'uri-handler');
		const signIn = await bed.start('uri-handler', { ...request, scopes: [...request.scopes, 'gemini'] });
		const { searchParams } = await browse(signIn, { login: 'ada', without: ['gemini'] });
		bed.signIns.receive(searchParams, 'uri-handler');
		const { scopes = [] } = await answerOf(signIn.end);
		assert.deepEqual(missingScopes(signIn.request.scopes, scopes), ['gemini']);
	});

	it('is opened in the browser by its address, and sends nothing before', async () => {
		const bed = await setUpSignIns(provider);
		const before = provider.requests.authorization;
		const signIn = await bed.start('paste');
		assert.deepEqual(bed.opened, []);
		assert.equal(await signIn.openBrowser(), true);
		assert.deepEqual(bed.opened, [signIn.authorizationUrl]);
		assert.equal(provider.requests.authorization, before);
		signIn.cancel();
	});
});

describe('two sign-ins at once', () => {
	const orders: readonly (readonly [number, number])[] = [
		[0, 1],
		[1, 0],
	];
	for (const order of orders) {
		it(`end each with its own tokens, the ${order[0] === 0 ? 'first' : 'second'} one first`, async () => {
			const bed = await setUpSignIns(provider);
			const logins = ['ada', 'grace'];
			const signIns = [await bed.start('loopback'), await bed.start('loopback')];
			assert.notEqual(signIns[0]?.redirectUri, signIns[1]?.redirectUri);
			const ends = await Promise.all(signIns.map((signIn, index) => browse(signIn, { login: logins[index] ?? '' })));
			for (const index of order) {
				assert.equal(bed.signIns.receive(ends[index]?.searchParams ?? new URLSearchParams(), 'loopback'), 'answered');
				const { account } = await answerOf((signIns[index] as WaitingSignIn).end);
				assert.equal(account, `${logins[index]}@example.com`);
			}
			assert.deepEqual([bed.listening.size, bed.clock.waiting], [0, 0]);
		});
	}

	it('end both when the window closes', async () => {
		const bed = await setUpSignIns(provider);
		const signIns = [await bed.start('loopback'), await bed.start('paste')];
		bed.signIns.dispose();
		for (const { end } of signIns) {
			assert.deepEqual(await end, { kind: 'cancelled' });
		}
		assert.deepEqual([bed.listening.size, bed.clock.waiting], [0, 0]);
	});
});

describe('what is written down of a sign-in', () => {
	it('is each step, without state, code, verifier or any token', async () => {
		const bed = await setUpSignIns(provider);
		const signIn = await bed.start('uri-handler');
		const { searchParams } = await browse(signIn);
		bed.signIns.receive(searchParams, 'uri-handler');
		const { accessToken, refreshToken = '' } = await answerOf(signIn.end);
		assert.deepEqual(
			bed.transcript.entries.map(({ title }) => title),
			['Read the OpenID configuration', 'Sign-in', 'Sign-in', 'Exchange the authorization code for tokens'],
		);
		const written = bed.written();
		assert.match(written, /redirect_uri: code-oss:\/\/latchkey\.latchkey-gemini\/oauth\/callback/);
		assert.match(written, /code_verifier: \[redacted, 43 characters\]/);
		for (const secret of [signIn.state, searchParams.get('code') ?? 'none', accessToken, refreshToken, 'eyJ']) {
			assert.ok(!written.includes(secret), secret);
		}
		assert.deepEqual(bed.log, []);
	});
});

describe('a sign-in that cannot begin', () => {
	const way = { id: 'loopback', label: '', needs: '', is: 'good', reason: '' } as const;

	/** Why it could not begin; nothing of it is left. */
	async function faultOfStart(bed: Awaited<ReturnType<typeof setUpSignIns>>, different: object = {}): Promise<string> {
		const request = requestAt(provider, bed.server, 'loopback');
		const fault = await faultOf(bed.signIns.start({ ...request, server: { ...request.server, ...different } }, way));
		assert.deepEqual([bed.listening.size, bed.clock.waiting], [0, 0]);
		return fault;
	}

	it('since the port is taken says so', async () => {
		const listen = () => Promise.reject(Object.assign(new Error('x'), { code: 'EADDRINUSE' }));
		const bed = await setUpSignIns(provider, { loopback: { listen } });
		assert.equal(await faultOfStart(bed), 'oauth-redirect-mismatch: loopback: EADDRINUSE');
	});

	it('since the editor cannot forward the port leaves nothing listening', async () => {
		const forwarded = () => Promise.reject(new Error('no tunnel'));
		const bed = await setUpSignIns(provider, { forwarded });
		assert.equal(await faultOfStart(bed), 'oauth-redirect-mismatch: loopback: no redirect address');
	});

	for (const authorization_endpoint of [undefined, 'http://idp.example.com/', 'javascript:alert(1)']) {
		it(`since the server’s page for it is ${authorization_endpoint} leaves nothing listening`, async () => {
			const bed = await setUpSignIns(provider);
			assert.match(await faultOfStart(bed, { authorization_endpoint }), /^oauth-request-invalid/);
		});
	}
});

describe('in a remote window', () => {
	const forwardings: readonly (readonly [what: string, address: string, port: (own: string) => string])[] = [
		['another port of the person’s machine is the address', 'http://127.0.0.1:4711/', () => '4711'],
		['another port, by name, is the address', 'http://localhost:4711', () => '4711'],
		['an address of another kind is not', 'https://tunnel.example.com/', (own) => own],
	];
	for (const [what, address, port] of forwardings) {
		it(what, async () => {
			const bed = await setUpSignIns(provider, { forwarded: async () => address });
			const signIn = await bed.start('loopback');
			const [own = 0] = bed.listening.keys();
			assert.equal(signIn.redirectUri, `http://127.0.0.1:${port(String(own))}/callback`);
			const { searchParams } = await browse(signIn);
			assert.equal(bed.listening.get(own)?.(searchParams), 'answered');
			await answerOf(signIn.end);
		});
	}
});
