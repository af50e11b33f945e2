import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import {
	type CryptoKey,
	decodeProtectedHeader,
	exportJWK,
	exportPKCS8,
	generateKeyPair,
	type JWTPayload,
	jwtVerify,
} from 'jose';
import type { ClientAuth } from '../../../src/core/oauth/clientAuth.ts';
import type { TokenCall } from '../../../src/core/oauth/protocol.ts';
import { type IdentityProvider, startIdentityProvider } from '../../bed/identityProvider.ts';
import { localServer } from '../../fakes/localServer.ts';
import { reservedNames } from '../core/oauth/reservedNames.ts';
import { answerOf, faultOf } from '../core/profileSupport.ts';
import { protocolOver, transportTo } from './oauthSupport.ts';

// A client that asks for itself, at a token endpoint that looks closely at how it proves to be itself.

/** One request as it arrived. */
type Request = { readonly authorization: string | undefined; readonly form: URLSearchParams; readonly type: string };

const never = new AbortController().signal;

/** Asks once; answers what arrived, and what was written down about it. */
async function ask(
	auth: ClientAuth,
	{
		clientId = 'machine',
		scopes = ['a', 'b'],
		parameters = {},
		isIssuerUnknown = false,
	}: {
		readonly clientId?: string;
		readonly scopes?: readonly string[];
		readonly parameters?: Readonly<Record<string, string>>;
		readonly isIssuerUnknown?: boolean;
	} = {},
) {
	const requests: Request[] = [];
	await using server = await localServer(async (request, response) => {
		const { authorization, 'content-type': type = '' } = request.headers;
		requests.push({ authorization, type, form: new URLSearchParams(await text(request)) });
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end('{"access_token":"the-access-token","token_type":"Bearer","expires_in":600}');
	});
	const { protocol, written } = protocolOver(transportTo(server.origin));
	const call: TokenCall = {
		server: {
			issuer: server.origin,
			token_endpoint: `${server.origin}/token`,
			...(isIssuerUnknown ? { isIssuerUnknown } : {}),
		},
		clientId,
		auth,
		signal: never,
	};
	const { accessToken } = await answerOf(protocol.clientCredentials(call, { scopes, parameters }));
	assert.equal(accessToken, 'the-access-token');
	const [request = assert.fail('nothing arrived')] = requests;
	assert.equal(requests.length, 1);
	assert.match(request.type, /^application\/x-www-form-urlencoded\b/);
	for (const name of request.form.keys()) {
		assert.equal(request.form.getAll(name).length, 1, `${name} is there twice`);
	}
	return { ...request, issuer: server.origin, written: written() };
}

/** What RFC 6749, section 2.3.1, wants to be encoded before it goes into the header. */
const fromHeader = (authorization: string | undefined): readonly string[] =>
	Buffer.from((authorization ?? '').replace(/^Basic /, ''), 'base64')
		.toString()
		.split(':')
		.map((each) => decodeURIComponent(each.replaceAll('+', ' ')));

const secrets = ['simple-secret', 'a:b', 'a+b c%20/&=?', 'grüße', '"\'\\'];

describe('a client', () => {
	for (const secret of secrets) {
		it(`proves itself by ${JSON.stringify(secret)} in the header, and not in the form`, async () => {
			const { authorization, form, written } = await ask({ method: 'client_secret_basic', secret });
			assert.deepEqual(fromHeader(authorization), ['machine', secret]);
			assert.deepEqual(Object.fromEntries(form), { grant_type: 'client_credentials', scope: 'a b' });
			assert.ok(!written.includes(secret) && !written.includes(authorization?.slice(6) ?? 'none'));
		});

		it(`proves itself by ${JSON.stringify(secret)} in the form, and not in the header`, async () => {
			const { authorization, form, written } = await ask({ method: 'client_secret_post', secret });
			assert.equal(authorization, undefined);
			assert.deepEqual(Object.fromEntries(form), {
				grant_type: 'client_credentials',
				scope: 'a b',
				client_id: 'machine',
				client_secret: secret,
			});
			assert.ok(!written.includes(secret));
		});
	}

	it('with a colon in its ID is told apart from its secret', async () => {
		const { authorization } = await ask({ method: 'client_secret_basic', secret: 's' }, { clientId: 'urn:x:y' });
		assert.deepEqual(fromHeader(authorization), ['urn:x:y', 's']);
	});

	it('without a secret says only who it is', async () => {
		const { authorization, form } = await ask({ method: 'none' });
		assert.equal(authorization, undefined);
		assert.deepEqual(Object.fromEntries(form), {
			grant_type: 'client_credentials',
			scope: 'a b',
			client_id: 'machine',
		});
	});

	it('that wants no scopes asks for none', async () => {
		const { form } = await ask({ method: 'none' }, { scopes: [] });
		assert.equal(form.has('scope'), false);
	});

	it('sends the parameters that are its own', async () => {
		const parameters = { audience: 'https://gateway.example.com/?a=b&c', resource: 'urn:x', constructor: 'y' };
		const { form, written } = await ask({ method: 'none' }, { parameters });
		for (const [name, value] of Object.entries(parameters)) {
			assert.equal(form.get(name), value);
		}
		assert.match(written, /audience: https:\/\/gateway\.example\.com/);
	});
});

describe('what a token request says by itself', () => {
	const auths: readonly ClientAuth[] = [
		{ method: 'none' },
		{ method: 'client_secret_basic', secret: 'the-secret' },
		{ method: 'client_secret_post', secret: 'the-secret' },
	];
	for (const auth of auths) {
		it(`with ${auth.method} is not changed by any parameter, however that is written`, async () => {
			const evil = Object.fromEntries(
				reservedNames.flatMap((name) => [
					[name, 'evil'],
					[name.toUpperCase(), 'evil'],
				]),
			);
			const [plain, attacked] = [await ask(auth), await ask(auth, { parameters: evil })];
			assert.deepEqual([...attacked.form], [...plain.form]);
			assert.equal(attacked.authorization, plain.authorization);
		});
	}

	it('is not changed where no scope is asked for either', async () => {
		const { form } = await ask({ method: 'none' }, { scopes: [], parameters: { scope: 'evil', a: 'b' } });
		assert.deepEqual(Object.fromEntries(form), { grant_type: 'client_credentials', client_id: 'machine', a: 'b' });
	});
});

describe('a client with a private key', () => {
	type Key = readonly [what: string, algorithm: string, kid: string | undefined, text: string, publicKey: CryptoKey];
	const keys: Key[] = [];
	before(async () => {
		const extractable = { extractable: true };
		for (const algorithm of ['RS256', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const) {
			const { privateKey, publicKey } = await generateKeyPair(algorithm, extractable);
			const jwk = { ...(await exportJWK(privateKey)), kid: 'the-key' };
			keys.push([`PEM for ${algorithm}`, algorithm, undefined, await exportPKCS8(privateKey), publicKey]);
			keys.push([`JWK for ${algorithm}`, algorithm, 'the-key', JSON.stringify(jwk), publicKey]);
		}
		const { privateKey, publicKey } = await generateKeyPair('PS256', extractable);
		const jwk = { ...(await exportJWK(privateKey)), alg: 'PS256' };
		keys.push(['JWK that wants PS256', 'PS256', undefined, ` ${JSON.stringify(jwk, null, 2)}\n`, publicKey]);
	});

	it('signs for this server and for a minute, with an ID of its own each time, whatever kind the key is', async () => {
		const ids = new Set<unknown>();
		for (const [what, algorithm, kid, secret, publicKey] of keys) {
			const { authorization, form, issuer, written } = await ask({ method: 'private_key_jwt', secret });
			const assertion = form.get('client_assertion') ?? '';
			assert.equal(authorization, undefined);
			assert.deepEqual(Object.fromEntries(form), {
				grant_type: 'client_credentials',
				scope: 'a b',
				client_id: 'machine',
				client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
				client_assertion: assertion,
			});
			const { payload } = await jwtVerify(assertion, publicKey, {
				audience: issuer,
				issuer: 'machine',
				subject: 'machine',
			});
			assert.equal(lifeOf(payload), 60, what);
			ids.add(payload.jti);
			const header = decodeProtectedHeader(assertion);
			assert.ok(
				header.alg === algorithm || (algorithm === 'EdDSA' && header.alg === 'Ed25519'),
				`${what}: ${header.alg}`,
			);
			assert.equal(header.kid, kid, what);
			const privatePart = secret.replaceAll(/\s/g, '').slice(60, 100);
			assert.ok(!form.toString().includes(privatePart) && !written.includes(privatePart), what);
			assert.ok(!written.includes(assertion.slice(-40)), what);
		}
		assert.equal(ids.size, keys.length);
	});

	it('signs for the token endpoint where nobody knows what the server calls itself', async () => {
		const [[, , , secret, publicKey] = assert.fail('no key')] = keys;
		const { form, issuer } = await ask({ method: 'private_key_jwt', secret }, { isIssuerUnknown: true });
		await jwtVerify(form.get('client_assertion') ?? '', publicKey, { audience: `${issuer}/token`, issuer: 'machine' });
	});

	it('can be told from what is none before anything is sent', async () => {
		const { protocol } = protocolOver(transportTo('http://127.0.0.1:1'));
		for (const [what, , , secret] of keys) {
			assert.equal(await protocol.isPrivateKey(secret), true, what);
		}
		for (const text of [
			'',
			'x',
			'{}',
			'{"kty":"oct","k":"x"}',
			'-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----',
		]) {
			assert.equal(await protocol.isPrivateKey(text), false, text);
		}
	});

	it('that is none sends nothing, and does not quote it', async () => {
		const { publicKey } = await generateKeyPair('RS256', { extractable: true });
		const texts = [
			'the-private-key',
			'-----BEGIN PRIVATE KEY-----\nthe-private-key\n-----END PRIVATE KEY-----',
			'{"kty":"oct","k":"the-private-key"}',
			'{"kty":"RSA","d":"the-private-key"}',
			'{}',
			'[]',
			JSON.stringify(await exportJWK(publicKey)),
		];
		let requests = 0;
		await using server = await localServer((_, response) => {
			requests++;
			response.end('{}');
		});
		for (const secret of texts) {
			const { protocol, written } = protocolOver(transportTo(server.origin));
			const call: TokenCall = {
				server: { issuer: server.origin, token_endpoint: `${server.origin}/token` },
				clientId: 'machine',
				auth: { method: 'private_key_jwt', secret },
				signal: never,
			};
			const fault = await faultOf(protocol.clientCredentials(call, { scopes: [], parameters: {} }));
			assert.match(fault, /^oauth-/, secret);
			assert.ok(!`${fault}${written()}`.includes('the-private-key'), fault);
		}
		assert.equal(requests, 0);
	});
});

const lifeOf = ({ iat = 0, exp = 0 }: JWTPayload): number => exp - iat;

describe('at a server that knows nothing of Latchkey', () => {
	let provider: IdentityProvider;
	before(async () => {
		provider = await startIdentityProvider({ scopes: ['gemini'] });
	});
	after(() => provider.close());

	type Machine = readonly [what: string, machine: () => readonly [clientId: string, auth: ClientAuth]];
	const machines: readonly Machine[] = [
		[
			'client_secret_basic',
			() => [provider.clients.basic.id, { method: 'client_secret_basic', secret: provider.clients.basic.secret }],
		],
		[
			'client_secret_post',
			() => [provider.clients.post.id, { method: 'client_secret_post', secret: provider.clients.post.secret }],
		],
		[
			'private_key_jwt',
			() => [provider.clients.privateKey.id, { method: 'private_key_jwt', secret: provider.clients.privateKey.pem }],
		],
		[
			'private_key_jwt',
			() => [
				provider.clients.privateKey.id,
				{ method: 'private_key_jwt', secret: JSON.stringify(provider.clients.privateKey.jwk) },
			],
		],
	];
	const get = async (clientId: string, auth: ClientAuth) => {
		const { protocol } = protocolOver(transportTo(provider.issuer));
		const server = await answerOf(protocol.discover(provider.issuer, never));
		return protocol.clientCredentials(
			{ server, clientId, auth, signal: never },
			{ scopes: ['gemini'], parameters: {} },
		);
	};
	for (const [method, machine] of machines) {
		it(`a machine gets a token by ${method}`, async () => {
			const [clientId, auth] = machine();
			const { accessToken, scopes, refreshToken } = await answerOf(get(clientId, auth));
			assert.equal(await provider.isLive(accessToken), true);
			assert.deepEqual([scopes, refreshToken], [['gemini'], undefined]);
			assert.equal(provider.tokenRequests.at(-1)?.clientAuth, method);
		});
	}

	it('a wrong secret, another key or no proof at all is refused, and said to be the client’s fault', async () => {
		const { basic, post, privateKey } = provider.clients;
		const other = await exportPKCS8((await generateKeyPair('RS256', { extractable: true })).privateKey);
		const wrong: readonly (readonly [string, ClientAuth])[] = [
			[basic.id, { method: 'client_secret_basic', secret: 'wrong-secret' }],
			[post.id, { method: 'client_secret_post', secret: 'wrong-secret' }],
			[privateKey.id, { method: 'private_key_jwt', secret: other }],
			[basic.id, { method: 'none' }],
			['nobody', { method: 'client_secret_basic', secret: 'wrong-secret' }],
		];
		for (const [clientId, auth] of wrong) {
			assert.match(await faultOf(get(clientId, auth)), /^oauth-client-invalid/, `${clientId} ${auth.method}`);
		}
	});
});
