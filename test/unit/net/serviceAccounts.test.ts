import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { JWT } from 'google-auth-library';
import { decodeJwt, decodeProtectedHeader, importPKCS8, jwtVerify, SignJWT } from 'jose';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import { google } from '../../../src/core/oauth/authorizationServer.ts';
import { Transcript } from '../../../src/core/oauth/transcript.ts';
import { assertionClaims, selfSignedClaims } from '../../../src/core/serviceAccounts/assertion.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { WebOAuth } from '../../../src/net/oauth/oauthProtocol.ts';
import { WebSigner } from '../../../src/net/oauth/webSigner.ts';
import { systemClock, systemRandom } from '../../../src/net/platform.ts';

const email = 'robot@my-project-1234.iam.gserviceaccount.com';
const scopes = ['https://www.googleapis.com/auth/cloud-platform'];
const keyId = '0123456789abcdef';
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicKey = createPublicKey(privateKey);
const key = { privateKey, keyId, version: 'v1' };

/** What arrived at the token endpoint. */
const requests: { readonly type: string; readonly form: [string, string][] }[] = [];
const server = createServer((request, response) => {
	let body = '';
	request.on('data', (chunk: Buffer) => {
		body += chunk.toString();
	});
	request.on('end', () => {
		requests.push({ type: request.headers['content-type'] ?? '', form: [...new URLSearchParams(body)] });
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ access_token: 'a-token', expires_in: 3599, token_type: 'Bearer' }));
	});
});
let origin = '';
before(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());

const assertionIn = ({ form }: (typeof requests)[number]): string => new Map(form).get('assertion') ?? '';

describe('an assertion', () => {
	it('is good for an independent verifier with the public key', async () => {
		const jwt = await new WebSigner().sign(key, assertionClaims(email, scopes, 'ada@example.com', Date.now()));
		const { payload, protectedHeader } = await jwtVerify(jwt, publicKey, {
			issuer: email,
			audience: 'https://oauth2.googleapis.com/token',
			subject: 'ada@example.com',
			algorithms: ['RS256'],
			maxTokenAge: '1 minute',
		});
		assert.equal(protectedHeader.kid, keyId);
		assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 3600);
	});

	it('is what jose makes of the same claims as a JWT', async () => {
		const claims = assertionClaims(email, scopes, 'ada@example.com', Date.now());
		const signer = new WebSigner();
		signer.prepare();
		const jwt = new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId });
		assert.equal(await signer.sign(key, claims), await jwt.sign(await importPKCS8(privateKey, 'RS256')));
	});

	it('can be signed with a good key after a bad one of the same version', async () => {
		const signer = new WebSigner();
		await assert.rejects(signer.sign({ ...key, privateKey: 'no key' }, {}));
		assert.ok(await signer.sign(key, {}));
	});

	it('is sent as google-auth-library sends it: the same form, claims and header, beside the key id that names the key', async () => {
		requests.length = 0;
		const transporterOptions = { fetchImplementation: ledHere };
		await new JWT({
			email,
			key: privateKey,
			keyId,
			scopes,
			subject: 'ada@example.com',
			transporterOptions,
		}).authorize();
		await requestOfOurs('ada@example.com');
		const [their, our] = requests;
		assert.ok(their && our);
		assert.deepEqual(our.form.map(([name]) => name).toSorted(), their.form.map(([name]) => name).toSorted());
		assert.equal(new Map(our.form).get('grant_type'), new Map(their.form).get('grant_type'));
		assert.match(our.type, /^application\/x-www-form-urlencoded/);
		const [theirClaims, ourClaims] = [decodeJwt(assertionIn(their)), decodeJwt(assertionIn(our))];
		for (const claims of [theirClaims, ourClaims]) {
			assert.equal((claims.exp ?? 0) - (claims.iat ?? 0), 3600);
			assert.ok(Math.abs((claims.iat ?? 0) - Date.now() / 1000) < 60);
			delete claims.iat;
			delete claims.exp;
		}
		assert.deepEqual(ourClaims, theirClaims);
		const { kid, ...ourHeader } = decodeProtectedHeader(assertionIn(our));
		const { kid: theirKid, typ, ...theirHeader } = decodeProtectedHeader(assertionIn(their));
		assert.equal(kid, keyId);
		assert.ok(theirKid === undefined || theirKid === keyId);
		assert.ok(typ === undefined || typ === 'JWT');
		assert.deepEqual(ourHeader, { ...theirHeader, typ: 'JWT' });
	});

	it('of a token it signs itself has the claims of google-auth-library’s', async () => {
		const theirs = new JWT({ email, key: privateKey, keyId, scopes });
		theirs.useJWTAccessWithScope = true;
		const headers = await theirs.getRequestHeaders('https://generativelanguage.googleapis.com/');
		const their = (headers.get('authorization') ?? '').replace('Bearer ', '');
		const our = await new WebSigner().sign(key, selfSignedClaims(email, scopes, Date.now()));
		await jwtVerify(our, publicKey, { issuer: email, subject: email });
		const names = (jwt: string) => Object.keys(decodeJwt(jwt)).toSorted();
		assert.deepEqual(names(our), names(their));
		assert.deepEqual([decodeJwt(our)['scope'], decodeJwt(our).sub], [decodeJwt(their)['scope'], decodeJwt(their).sub]);
		assert.equal(decodeProtectedHeader(our).kid, decodeProtectedHeader(their).kid);
	});
});

/** Their client knows one token endpoint: what it asks of that is led to ours. */
const ledHere = (url: string | URL | Request, init?: RequestInit): Promise<Response> =>
	fetch(String(url instanceof Request ? url.url : url).replace('https://oauth2.googleapis.com', origin), init);

async function requestOfOurs(subject: string): Promise<void> {
	const door = readEmulatorDoor({ 'oauth2.googleapis.com': origin });
	const transport = new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 5_000 }, systemClock);
	const protocol = new WebOAuth({
		transport,
		clock: systemClock,
		random: systemRandom,
		transcript: new Transcript(systemClock),
	});
	const assertion = await new WebSigner().sign(key, assertionClaims(email, scopes, subject, Date.now()));
	const outcome = await protocol.jwtBearer(google, assertion, new AbortController().signal);
	assert.ok(outcome.kind === 'answered', JSON.stringify(outcome));
	assert.equal(outcome.value.accessToken, 'a-token');
}
