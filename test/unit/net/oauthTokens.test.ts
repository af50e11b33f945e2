import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Failure } from '../../../src/core/errors/failure.ts';
import { google } from '../../../src/core/oauth/authorizationServer.ts';
import type { DiscoveredServer, OAuthProtocol, TokenCall } from '../../../src/core/oauth/protocol.ts';
import { Transcript } from '../../../src/core/oauth/transcript.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { TransportFault } from '../../../src/core/transportFault.ts';
import { WebOAuth } from '../../../src/net/oauth/oauthProtocol.ts';
import { type IdentityProvider, startIdentityProvider } from '../../bed/identityProvider.ts';
import { localServer } from '../../fakes/localServer.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { type Script, ScriptedTransport } from '../../fakes/scriptedTransport.ts';
import { answerOf, faultOf } from '../core/profileSupport.ts';
import { browse, protocolOver, setUpSignIns, transportTo } from './oauthSupport.ts';

const never = new AbortController().signal;

function failureOf(outcome: Outcome<unknown>): Failure {
	assert.ok(outcome.kind === 'failed', outcome.kind);
	return outcome.failure;
}

/** A protocol whose requests come to what a test says; where there is to be a wait, the clock moves on. */
function scripted(...scripts: Script[]) {
	const transport = new ScriptedTransport(...scripts);
	const transcript = new Transcript(new ManualClock());
	const clock = new ManualClock(Date.now());
	const impatient = {
		now: () => clock.now(),
		after: (ms: number, callback: () => void) => {
			// A pause between two attempts; what is longer is a limit.
			if (ms <= 60_000) {
				queueMicrotask(() => clock.advance(ms));
			}
			return clock.after(ms, callback);
		},
	};
	const random = { uuid: () => '', fraction: () => 0.5 };
	const protocol = new WebOAuth({ transport, clock: impatient, random, transcript });
	return { protocol, transport, clock, written: () => JSON.stringify(transcript.entries) };
}

const call = (auth: TokenCall['auth'] = { method: 'client_secret_post', secret: 'the-client-secret' }): TokenCall => ({
	server: google,
	clientId: 'the-client',
	auth,
	signal: never,
});
const json = (value: object, status = 200): Script => ({ status, chunks: [JSON.stringify(value)] });
const good = { access_token: 'ya29.the-access-token', token_type: 'Bearer', expires_in: 3599 };

describe('a renewal', () => {
	it('says just what the protocol says, to the token endpoint alone', async () => {
		const { protocol, transport } = scripted(json(good));
		await answerOf(protocol.refresh(call(), '1//the-refresh-token'));
		const [{ request, options } = assert.fail('nothing was sent')] = transport.sent;
		assert.deepEqual([request.method, request.url], ['POST', google.token_endpoint]);
		assert.deepEqual(Object.fromEntries(new URLSearchParams(request.body)), {
			grant_type: 'refresh_token',
			refresh_token: '1//the-refresh-token',
			client_id: 'the-client',
			client_secret: 'the-client-secret',
		});
		assert.deepEqual([options.credential, options.onlyTo], [undefined, ['oauth2.googleapis.com']]);
	});

	it('brings what the server gave, with times of this machine', async () => {
		const refresh = { refresh_token: '1//another', refresh_token_expires_in: 600, scope: 'a b' };
		const { protocol, clock } = scripted(json({ ...good, ...refresh }));
		assert.deepEqual(await answerOf(protocol.refresh(call(), 'r')), {
			accessToken: good.access_token,
			obtainedAt: clock.now(),
			expiresAt: clock.now() + 3_599_000,
			refreshToken: '1//another',
			refreshExpiresAt: clock.now() + 600_000,
			scopes: ['a', 'b'],
		});
	});

	const lives: readonly (readonly [told: unknown, seconds: number | undefined])[] = [
		[undefined, undefined],
		['3599', 3599],
		[0, 0],
		[1e12, 1e12],
	];
	for (const [told, seconds] of lives) {
		it(`for ${JSON.stringify(told) ?? 'no told number of'} seconds brings a token for ${seconds ?? 'no known time'}`, async () => {
			const { protocol, clock } = scripted(json({ ...good, expires_in: told }));
			const { expiresAt } = await answerOf(protocol.refresh(call(), 'r'));
			assert.equal(expiresAt, seconds === undefined ? undefined : clock.now() + seconds * 1000);
		});
	}

	type Row = readonly [what: string, script: Script, cause: string, requests: number];
	const faults: readonly Row[] = [
		[
			'a revoked token',
			json({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 400),
			'oauth-refresh-revoked',
			1,
		],
		[
			'a person who is to prove again who they are',
			json({ error: 'invalid_grant', error_subtype: 'invalid_rapt' }, 400),
			'oauth-reauth-required',
			1,
		],
		[
			'an unknown client',
			json({ error: 'invalid_client', error_description: 'The OAuth client was not found.' }, 401),
			'oauth-client-invalid',
			1,
		],
		['a broken server', json({ error: 'server_error' }, 500), 'server-error', 4],
		['a broken server without words', { status: 500, chunks: [] }, 'server-error', 4],
		['a page', { status: 502, type: 'text/html', chunks: ['<html><h1>502 Bad Gateway</h1></html>'] }, 'proxy', 1],
		['a page instead of tokens', { type: 'text/html', chunks: ['<html><title>Welcome</title></html>'] }, 'proxy', 1],
		['an empty answer', { chunks: [] }, 'answer-incomplete', 1],
		['an answer without a token', json({ token_type: 'Bearer' }), 'unknown', 1],
		[
			'an answer of another kind',
			json({ ...good, access_token: 'the-access', token_type: 'MAC', refresh_token: 'the-new-refresh' }),
			'unknown',
			1,
		],
		[
			'an answer that was cut',
			{ chunks: ['{"refresh_token":"the-new-refresh","access_token":"the-acc'] },
			'unknown',
			1,
		],
		[
			'a connection that breaks',
			new TransportFault('unreachable', 'oauth2.googleapis.com', 'ECONNRESET'),
			'network-unreachable',
			4,
		],
		['no answer in time', new TransportFault('timeout', 'oauth2.googleapis.com'), 'network-timeout', 4],
		[
			'a certificate nobody trusts',
			new TransportFault('tls', 'oauth2.googleapis.com', 'CERT_HAS_EXPIRED'),
			'network-tls',
			1,
		],
		['a redirect', new TransportFault('redirected', 'oauth2.googleapis.com', 'HTTP 302'), 'proxy', 1],
	];
	for (const [what, script, cause, requests] of faults) {
		it(`that meets ${what} fails as ${cause}, after ${requests} requests, with no secret told`, async () => {
			const { protocol, transport, written } = scripted(script);
			const failure = failureOf(await protocol.refresh(call(), 'the-refresh-token'));
			assert.deepEqual([failure.cause, transport.sent.length], [cause, requests]);
			for (const text of [written(), JSON.stringify(failure)]) {
				assert.doesNotMatch(text, /the-refresh-token|the-client-secret|the-acc|the-new-refresh/);
			}
		});
	}

	it('that meets a busy server once is had all the same', async () => {
		const { protocol, transport } = scripted(json({ error: 'temporarily_unavailable' }, 503), json(good));
		assert.equal((await answerOf(protocol.refresh(call(), 'r'))).accessToken, good.access_token);
		assert.equal(transport.sent.length, 2);
	});

	it('to a server that goes on and on without an answer ends as one that took too long', async () => {
		const answering = Promise.withResolvers<never>();
		const silent = {
			send: (_: unknown, { signal }: { readonly signal: AbortSignal }) => {
				signal.addEventListener('abort', () =>
					answering.reject(new TransportFault('cancelled', 'oauth2.googleapis.com')),
				);
				return answering.promise;
			},
		};
		const clock = new ManualClock();
		const random = { uuid: () => '', fraction: () => 0.5 };
		const protocol = new WebOAuth({ transport: silent, clock, random, transcript: new Transcript(clock) });
		const renewing = protocol.refresh(call(), 'r');
		await new Promise(setImmediate);
		clock.advance(90_000);
		assert.equal(failureOf(await renewing).cause, 'network-timeout');
		assert.equal(clock.waiting, 0);
	});

	it('that is called off is cancelled, and says so', async () => {
		const { protocol, transport, written } = scripted(json(good));
		const outcome = await protocol.refresh({ ...call(), signal: AbortSignal.abort() }, 'r');
		assert.deepEqual([outcome, transport.sent.length], [{ kind: 'cancelled' }, 0]);
		assert.match(written(), /Called off/);
	});

	it('is written down without what must not be seen, though the server echoes all of it', async () => {
		const echo = {
			...good,
			debug: 'the-refresh-token the-client-secret ya29.the-access-token',
			nested: { token: 'deep' },
		};
		const { protocol, written } = scripted(json(echo));
		await answerOf(protocol.refresh(call(), 'the-refresh-token'));
		assert.doesNotMatch(written(), /the-refresh-token|the-client-secret|ya29|deep/);
		assert.match(written(), /refresh_token: \[redacted, 17 characters\]/);
	});

	it('is written down without the header that held the secret, though the server echoes it', async () => {
		const auth = { method: 'client_secret_basic', secret: 'thesecret' } as const;
		const basic = Buffer.from('client:thesecret').toString('base64');
		for (const script of [
			json({ ...good, seen: `Basic ${basic}` }),
			json({ error: 'invalid_client', error_description: basic }, 401),
		]) {
			const { protocol, transport, written } = scripted(script);
			const outcome = await protocol.refresh({ ...call(auth), clientId: 'client' }, 'r');
			assert.equal(transport.sent[0]?.request.headers['authorization'], `Basic ${basic}`);
			assert.match(written(), /error_description|seen/);
			assert.ok(!written().includes(basic) && !JSON.stringify(outcome).includes(basic));
		}
	});

	it('to a stored address that is none fails, and throws nothing', async () => {
		const { protocol } = scripted(json(good));
		const server = { ...google, token_endpoint: 'http://idp.example.com/token' };
		const failure = failureOf(await protocol.refresh({ ...call(), server }, 'r'));
		assert.equal(failure.cause, 'oauth-request-invalid');
	});
});

describe('revoking', () => {
	for (const status of [200, 204]) {
		it(`is done where the server says ${status}`, async () => {
			const { protocol, transport, written } = scripted({ status, chunks: [] });
			await answerOf(protocol.revoke(call(), 'https://oauth2.googleapis.com/revoke', '1//the-refresh-token'));
			const [{ request, options } = assert.fail('nothing was sent')] = transport.sent;
			assert.equal(new URLSearchParams(request.body).get('token'), '1//the-refresh-token');
			assert.deepEqual(
				[request.url, options.onlyTo],
				['https://oauth2.googleapis.com/revoke', ['oauth2.googleapis.com']],
			);
			assert.doesNotMatch(written(), /the-refresh-token|the-client-secret/);
		});
	}

	it('a token that is not good any more is told apart', async () => {
		const { protocol } = scripted(json({ error: 'invalid_token', error_description: 'Token expired or revoked' }, 400));
		const failure = failureOf(await protocol.revoke(call(), 'https://oauth2.googleapis.com/revoke', 'r'));
		assert.equal(failure.oauth?.error, 'invalid_token');
	});
});

describe('at a server that rotates', () => {
	let provider: IdentityProvider;
	let server: DiscoveredServer;
	let protocol: OAuthProtocol;
	before(async () => {
		provider = await startIdentityProvider();
		({ protocol } = protocolOver(transportTo(provider.issuer)));
		server = await answerOf(protocol.discover(provider.issuer, never));
	});
	after(() => provider.close());

	async function signedIn() {
		const bed = await setUpSignIns(provider);
		const signIn = await bed.start('paste');
		await signIn.paste((await browse(signIn)).href);
		const { refreshToken = '', accessToken } = await answerOf(signIn.end);
		const to: TokenCall = { server, clientId: provider.clients.loopback.id, auth: { method: 'none' }, signal: never };
		return { refreshToken, accessToken, to };
	}

	it('a renewal brings another refresh token; the one before ends the sign-in', async () => {
		const { refreshToken, to } = await signedIn();
		const second = await answerOf(protocol.refresh(to, refreshToken));
		assert.notEqual(second.refreshToken, refreshToken);
		assert.match(await faultOf(protocol.refresh(to, refreshToken)), /^oauth-refresh-revoked/);
		assert.match(await faultOf(protocol.refresh(to, second.refreshToken ?? '')), /^oauth-refresh-revoked/);
		assert.equal(await provider.isLive(second.accessToken), false);
	});

	it('a token that was revoked is dead', async () => {
		const { refreshToken, accessToken, to } = await signedIn();
		await answerOf(protocol.revoke(to, server.revocation_endpoint ?? '', refreshToken));
		assert.equal(await provider.isLive(accessToken), false);
		assert.match(await faultOf(protocol.refresh(to, refreshToken)), /^oauth-refresh-revoked/);
	});

	it('whoever cancels while the server is silent is let go', async () => {
		const { refreshToken, to } = await signedIn();
		provider.failToken('hang');
		const leaving = new AbortController();
		const before = provider.tokenRequests.length;
		const renewing = protocol.refresh({ ...to, signal: leaving.signal }, refreshToken);
		while (provider.tokenRequests.length === before) {
			await new Promise(setImmediate);
		}
		leaving.abort();
		assert.deepEqual(await renewing, { kind: 'cancelled' });
	});
});

describe('what an issuer says about itself', () => {
	const described = (issuer: string, different: object = {}) => ({
		issuer,
		token_endpoint: `${issuer}/token`,
		authorization_endpoint: `${issuer}/authorize`,
		revocation_endpoint: `${issuer}/revoke`,
		...different,
	});

	/** A server whose documents are as the test says, by their path. */
	async function discoverAt(documents: (issuer: string) => Readonly<Record<string, unknown>>) {
		const asked: string[] = [];
		let found: Readonly<Record<string, unknown>> = {};
		await using server = await localServer(({ url = '' }, response) => {
			asked.push(url);
			const body = Object.hasOwn(found, url) ? found[url] : undefined;
			response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
			response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
		});
		found = documents(server.origin);
		const { protocol } = protocolOver(transportTo(server.origin));
		return { outcome: await protocol.discover(server.origin, never), asked, issuer: server.origin };
	}

	const [oidc, oauth2] = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'];

	it('is read where OpenID Connect has it', async () => {
		const extra = {
			authorization_response_iss_parameter_supported: true,
			token_endpoint_auth_methods_supported: ['none'],
		};
		const { outcome, asked, issuer } = await discoverAt((at) => ({ [oidc]: described(at, { ...extra, other: 'x' }) }));
		assert.deepEqual(outcome, { kind: 'answered', value: { ...described(issuer), ...extra } });
		assert.deepEqual(asked, [oidc]);
	});

	it('is read where OAuth has it, where OpenID Connect has none', async () => {
		const { outcome, asked, issuer } = await discoverAt((at) => ({ [oauth2]: described(at) }));
		assert.deepEqual(outcome, { kind: 'answered', value: described(issuer) });
		assert.deepEqual(asked, [oidc, oauth2]);
	});

	it('may be without a page and without revocation', async () => {
		const { outcome, issuer } = await discoverAt((at) => ({ [oidc]: { issuer: at, token_endpoint: `${at}/token` } }));
		assert.deepEqual(outcome, { kind: 'answered', value: { issuer, token_endpoint: `${issuer}/token` } });
	});

	const wrong: readonly (readonly [what: string, document: (at: string) => unknown])[] = [
		['names another issuer', (at) => described(at, { issuer: 'https://accounts.google.com' })],
		['names no issuer', (at) => described(at, { issuer: undefined })],
		['names no token endpoint', (at) => described(at, { token_endpoint: undefined })],
		[
			'names an endpoint without TLS on another machine',
			(at) => described(at, { token_endpoint: 'http://idp.example.com/' }),
		],
		['names a page that is none', (at) => described(at, { authorization_endpoint: 'javascript:alert(1)' })],
		[
			'names an endpoint with a password',
			(at) => described(at, { revocation_endpoint: 'https://a:b@idp.example.com/' }),
		],
		['is no JSON', () => '<html></html>'],
		['is a list', () => []],
		['is nothing', () => undefined],
	];
	for (const [what, document] of wrong) {
		it(`is not believed where it ${what}`, async () => {
			const { outcome } = await discoverAt((at) => ({ [oidc]: document(at), [oauth2]: document(at) }));
			assert.equal(outcome.kind, 'failed');
		});
	}

	it('is asked for once where nobody is there', async () => {
		const { protocol, transport } = scripted(new TransportFault('tls', 'idp.example.com', 'CERT_HAS_EXPIRED'));
		const outcome = await protocol.discover('https://idp.example.com', never);
		assert.deepEqual([failureOf(outcome).cause, transport.sent.length], ['network-tls', 1]);
	});
});

describe('what Google says about a token', () => {
	it('is asked for with the token in the form, and read', async () => {
		const info = { azp: 'client', email: 'ada@example.com', scope: 'openid email', expires_in: '1799' };
		const { protocol, transport, clock, written } = scripted(json(info));
		assert.deepEqual(await answerOf(protocol.tokenInfo('ya29.the-access-token', never)), {
			account: 'ada@example.com',
			scopes: ['openid', 'email'],
			expiresAt: clock.now() + 1_799_000,
		});
		const [{ request, options } = assert.fail('nothing was sent')] = transport.sent;
		assert.deepEqual(
			[request.method, request.url, request.body, options.onlyTo],
			[
				'POST',
				'https://oauth2.googleapis.com/tokeninfo',
				'access_token=ya29.the-access-token',
				['oauth2.googleapis.com'],
			],
		);
		assert.doesNotMatch(written(), /ya29/);
	});

	for (const [what, script] of [
		['that it does not know it', json({ error: 'invalid_token', error_description: 'Invalid Value' }, 400)],
		['nothing of use', json({})],
		['a page', { type: 'text/html', chunks: ['<html></html>'] }],
	] as const) {
		it(`may be ${what}, which is a failure`, async () => {
			const { protocol, written } = scripted(script);
			assert.equal((await protocol.tokenInfo('ya29.the-access-token', never)).kind, 'failed');
			assert.doesNotMatch(written(), /ya29/);
		});
	}
});
