import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { cloudPlatform, emailScope } from '../../emulator/oauth/scopes.ts';
import {
	assertionClaims,
	type Claims,
	geminiStatus,
	type KeyFile,
	keyFileOf,
	redeemed,
	signedBy,
} from './machineSupport.ts';
import { post } from './oauthSupport.ts';
import { emulatorFor, errorOf } from './support.ts';

let emulator: Emulator;
let file: KeyFile;
before(async () => {
	emulator = await startEmulator();
	file = await keyFileOf(emulator, emulator.serviceAccounts.seeded.runner);
});
after(() => emulator.close());

test('the file of a key reads as the console writes it', async () => {
	const { private_key, private_key_id, client_id, ...rest } = file;
	assert.equal(createPrivateKey(private_key).asymmetricKeyDetails?.modulusLength, 2048);
	assert.match(private_key, /^-----BEGIN PRIVATE KEY-----\n[\s\S]+\n-----END PRIVATE KEY-----\n$/);
	assert.match(private_key_id, /^[0-9a-f]{40}$/);
	assert.match(client_id, /^1\d{20}$/);
	const email = 'latchkey-runner@latchkey-emulator.iam.gserviceaccount.com';
	assert.deepEqual(rest, {
		type: 'service_account',
		project_id: 'latchkey-emulator',
		client_email: email,
		auth_uri: 'https://accounts.google.com/o/oauth2/auth',
		token_uri: 'https://oauth2.googleapis.com/token',
		auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
		client_x509_cert_url: `https://www.googleapis.com/robot/v1/metadata/x509/${encodeURIComponent(email)}`,
		universe_domain: 'googleapis.com',
	});
	assert.equal((await emulator.serviceAccounts.keyJson(email)).at(-1), '\n');
});

test('an assertion brings an access token without a refresh token, in one line, that Gemini takes', async () => {
	const jwt = await signedBy(file, assertionClaims(file.client_email), { alg: 'RS256', kid: file.private_key_id });
	const { status, body, headers } = await redeemed(emulator, jwt);
	assert.equal(status, 200);
	assert.deepEqual(Object.keys(body), ['access_token', 'expires_in', 'token_type']);
	assert.deepEqual([body.expires_in, body.token_type], [3599, 'Bearer']);
	assert.match(body.access_token, /^ya29\.c\.[\w-]+\.+$/);
	assert.match(headers.get('cache-control') ?? '', /no-store/);
	assert.equal(await geminiStatus(emulator, body.access_token), 200);
	const info = await post<Claims>(emulator, '/tokeninfo', { access_token: body.access_token });
	assert.equal(info.body['azp'], file.client_id);
	assert.equal(info.body['email'], undefined);
});

type Row = {
	readonly sent: string;
	readonly claims?: Claims;
	readonly kid?: string;
	readonly signer?: (emulator: Emulator) => string;
	readonly jwt?: (jwt: string) => string;
	readonly error?: string;
	readonly text?: string;
};

const time = {
	error: 'invalid_grant',
	text: 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
};
const signature = { error: 'invalid_grant', text: 'Invalid JWT Signature.' };
const audience = {
	error: 'invalid_grant',
	text: 'Invalid JWT: Failed audience check. The right audience is https://oauth2.googleapis.com/token',
};
const scope = { error: 'invalid_scope', text: 'Invalid OAuth scope or ID token audience provided.' };
const notFound = { error: 'invalid_grant', text: 'Invalid grant: account not found' };
const seconds = () => Math.floor(Date.now() / 1000);

const rows: readonly Row[] = [
	{ sent: 'an assertion without a kid' },
	{ sent: 'the older audience', claims: { aud: 'https://accounts.google.com/o/oauth2/token' } },
	{ sent: 'times of a clock that is half a minute ahead', claims: { iat: seconds() + 30, exp: seconds() + 3630 } },
	{ sent: 'two scopes', claims: { scope: `${cloudPlatform} ${emailScope}` } },
	{ sent: 'its own email as subject', claims: { sub: 'latchkey-runner@latchkey-emulator.iam.gserviceaccount.com' } },
	{ sent: 'an unknown kid', kid: 'f'.repeat(40), ...signature },
	{ sent: 'the key of another account', signer: ({ serviceAccounts }) => serviceAccounts.seeded.other, ...signature },
	{
		sent: 'a deleted key',
		claims: { iss: 'latchkey-key-deleted@latchkey-emulator.iam.gserviceaccount.com' },
		signer: ({ serviceAccounts }) => serviceAccounts.seeded.keyDeleted,
		...signature,
	},
	{
		sent: 'a changed letter',
		jwt: (jwt) => jwt.replace(/.(?=[\w-]{9}$)/, (x) => (x === 'A' ? 'B' : 'A')),
		...signature,
	},
	{ sent: 'a life of two hours', claims: { exp: seconds() + 7200 }, ...time },
	{ sent: 'yesterday', claims: { iat: seconds() - 86_400, exp: seconds() - 82_800 }, ...time },
	{ sent: 'tomorrow', claims: { iat: seconds() + 86_400, exp: seconds() + 90_000 }, ...time },
	{ sent: 'no iat', claims: { iat: undefined }, ...time },
	{ sent: 'an exp in words', claims: { exp: String(seconds() + 600) }, ...time },
	{ sent: 'another audience', claims: { aud: 'https://oauth2.googleapis.com/' }, ...audience },
	{ sent: 'no audience', claims: { aud: undefined }, ...audience },
	{ sent: 'no scope', claims: { scope: undefined }, ...scope },
	{ sent: 'a scope with a typo', claims: { scope: `${cloudPlatform}s` }, ...scope },
	{ sent: 'scopes as a list', claims: { scope: [cloudPlatform] }, ...scope },
	{ sent: 'an unknown issuer', claims: { iss: 'nobody@latchkey-emulator.iam.gserviceaccount.com' }, ...notFound },
	{ sent: 'an issuer by its number', claims: { iss: `1${'1'.padStart(20, '0')}` }, ...notFound },
	{ sent: 'no issuer', claims: { iss: undefined }, ...notFound },
	{
		sent: 'a disabled account',
		claims: { iss: 'latchkey-disabled@latchkey-emulator.iam.gserviceaccount.com' },
		...notFound,
	},
	{
		sent: 'a deleted account',
		claims: { iss: 'latchkey-deleted@latchkey-emulator.iam.gserviceaccount.com' },
		...{ error: 'invalid_grant', text: 'The account has been deleted' },
	},
	{ sent: 'what is no JWT', jwt: () => 'nonsense', error: 'invalid_grant', text: 'Bad Request' },
];
for (const { sent, claims, kid, signer, jwt = (same: string) => same, error, text } of rows) {
	test(`${sent} is answered with ${error ?? 'a token'}`, async () => {
		const key = signer === undefined ? file : await keyFileOf(emulator, signer(emulator));
		const assertion = await signedBy(
			key,
			{ ...assertionClaims(file.client_email), ...claims },
			{ alg: 'RS256', ...(kid === undefined ? {} : { kid }) },
		);
		const { status, body } = await redeemed(emulator, jwt(assertion));
		assert.deepEqual([status, body.error, body.error_description], [error === undefined ? 200 : 400, error, text]);
	});
}

test('only RS256 will do, even with the right key', async () => {
	const jwt = await signedBy(file, assertionClaims(file.client_email), { alg: 'RS384' });
	assert.equal((await redeemed(emulator, jwt)).body.error_description, 'Invalid JWT Signature.');
});

test('a missing assertion is named', async () => {
	const { status, body } = await redeemed(emulator, '');
	assert.deepEqual([status, body.error_description], [400, 'Missing required parameter: assertion']);
});

test('an assertion with a target audience brings an ID token', async () => {
	const claims = { ...assertionClaims(file.client_email), scope: undefined, target_audience: 'https://x.example' };
	const { body } = await redeemed(emulator, await signedBy(file, claims));
	assert.deepEqual(Object.keys(body), ['id_token']);
	const [, payload = ''] = (body.id_token ?? '').split('.');
	const told = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
	assert.deepEqual(
		[told['aud'], told['email'], told['sub'], told['iss']],
		['https://x.example', file.client_email, file.client_id, 'https://accounts.google.com'],
	);
});

test('domain-wide delegation: for whom, by whom and for what is judged, and the token is the person’s', async (t) => {
	const own = await emulatorFor(t);
	const { runner } = own.serviceAccounts.seeded;
	const key = await keyFileOf(own, runner);
	const asked = async (sub: string) => redeemed(own, await signedBy(key, { ...assertionClaims(runner), sub }));
	const unauthorized = /^Client is unauthorized to retrieve access tokens using this method, or client not authorized/;
	const before = await asked('mary@example.com');
	assert.deepEqual([before.status, before.body.error], [401, 'unauthorized_client']);
	assert.match(before.body.error_description ?? '', unauthorized);
	own.serviceAccounts.grantDelegation(key.client_id, [emailScope]);
	assert.equal((await asked('mary@example.com')).body.error, 'unauthorized_client');
	own.serviceAccounts.grantDelegation(key.client_id, [cloudPlatform]);
	const { status, body } = await asked('mary@example.com');
	assert.equal(status, 200);
	assert.equal(await geminiStatus(own, body.access_token), 200);
	// A person without an organization has no administrator who could delegate.
	assert.equal((await asked('ada@example.com')).body.error, 'unauthorized_client');
	const nobody = await asked('nobody@example.org');
	assert.deepEqual(
		[nobody.status, nobody.body.error, nobody.body.error_description],
		[400, 'invalid_request', 'Invalid impersonation &quot;sub&quot; field: nobody&#64;example.org'],
	);
});

test('a further key works beside the first until it is disabled or deleted, and the first goes on', async (t) => {
	const own = await emulatorFor(t);
	const { serviceAccounts } = own;
	const { runner } = serviceAccounts.seeded;
	const keyId = serviceAccounts.addKey(runner);
	const first = await keyFileOf(own, runner);
	const second = await keyFileOf(own, runner, keyId);
	assert.equal(second.private_key_id, keyId);
	const said = async (key: KeyFile) =>
		(await redeemed(own, await signedBy(key, assertionClaims(runner)))).body.error_description;
	assert.deepEqual([await said(first), await said(second)], [undefined, undefined]);
	serviceAccounts.disableKey(runner, keyId);
	assert.deepEqual([await said(first), await said(second)], [undefined, 'Invalid JWT Signature.']);
	serviceAccounts.enableKey(runner, keyId);
	assert.equal(await said(second), undefined);
	serviceAccounts.deleteKey(runner, first.private_key_id);
	assert.deepEqual([await said(first), await said(second)], ['Invalid JWT Signature.', undefined]);
});

test('tokens end with their time, and with their account until it is enabled again', async (t) => {
	const own = await emulatorFor(t);
	const { runner } = own.serviceAccounts.seeded;
	const token = own.serviceAccounts.giveToken(runner);
	const refused = async () => {
		const headers = { authorization: `Bearer ${token}` };
		const { code, details } = await errorOf(await fetch(`${own.origin}/v1beta/models`, { headers }));
		return [code, details?.[0]?.reason];
	};
	own.serviceAccounts.disable(runner);
	assert.deepEqual(await refused(), [401, 'ACCOUNT_STATE_INVALID']);
	own.serviceAccounts.enable(runner);
	assert.equal(await geminiStatus(own, token), 200);
	own.serviceAccounts.delete(runner);
	assert.deepEqual(await refused(), [401, 'ACCOUNT_STATE_INVALID']);
	own.serviceAccounts.enable(runner);
	own.oauth.advanceClock(3599);
	assert.deepEqual(await refused(), [401, 'ACCESS_TOKEN_EXPIRED']);
});

test('a token for too little is refused, and a project of somebody else too', async () => {
	const { runner } = emulator.serviceAccounts.seeded;
	assert.equal(await geminiStatus(emulator, emulator.serviceAccounts.giveToken(runner, [emailScope])), 403);
	const token = emulator.serviceAccounts.giveToken(runner);
	assert.equal(await geminiStatus(emulator, token, { 'x-goog-user-project': 'latchkey-emulator' }), 200);
	assert.equal(await geminiStatus(emulator, token, { 'x-goog-user-project': 'not-mine' }), 403);
});

test('the public halves of the keys in force are published, as certificates and as JWKs', async () => {
	const email = encodeURIComponent(file.client_email);
	const get = async (path: string) => (await fetch(`${emulator.origin}${path}${email}`)).json() as Promise<Claims>;
	const certificates = await get('/robot/v1/metadata/x509/');
	assert.deepEqual(Object.keys(certificates), [file.private_key_id]);
	const { publicKey } = new X509Certificate(String(certificates[file.private_key_id]));
	const [jwk] = (await get('/service_accounts/v1/jwk/'))['keys'] as readonly {
		readonly kid: string;
		readonly n: string;
	}[];
	assert.deepEqual([jwk?.kid, jwk?.n], [file.private_key_id, publicKey.export({ format: 'jwk' }).n]);
});

test('the certificate of a key holds from when it was made, for ever, and is the same each time', async (t) => {
	const now = Date.UTC(2026, 10, 24, 12);
	const own = await emulatorFor(t, { clock: () => now });
	const { runner } = own.serviceAccounts.seeded;
	const madeAt = Date.UTC(2024, 1, 29, 23, 59, 59);
	const old = own.serviceAccounts.addKey(runner, madeAt);
	const published = async () =>
		(await (await fetch(`${own.origin}/robot/v1/metadata/x509/${runner}`)).json()) as Readonly<Record<string, string>>;
	const certificates = await published();
	const lives = Object.values(certificates).map((pem) => {
		const { validFrom, validTo } = new X509Certificate(pem);
		return [Date.parse(validFrom), new Date(validTo).toISOString()];
	});
	assert.deepEqual(lives, [
		[now, '9999-12-31T23:59:59.000Z'],
		[madeAt, '9999-12-31T23:59:59.000Z'],
	]);
	assert.deepEqual(await published(), certificates);
	const { private_key } = await keyFileOf(own, runner, old);
	assert.ok(new X509Certificate(certificates[old] ?? '').checkPrivateKey(createPrivateKey(private_key)));
});

test('a key that was disabled or deleted is not published, and of an account that is gone nothing is', async (t) => {
	const own = await emulatorFor(t);
	const { serviceAccounts } = own;
	const { runner, keyDeleted, deleted } = serviceAccounts.seeded;
	const get = async (email: string) => {
		const response = await fetch(`${own.origin}/robot/v1/metadata/x509/${encodeURIComponent(email)}`);
		return { status: response.status, body: (await response.json()) as Claims };
	};
	const keyId = serviceAccounts.addKey(runner);
	const listed = async () => Object.keys((await get(runner)).body).includes(keyId);
	assert.ok(await listed());
	serviceAccounts.disableKey(runner, keyId);
	assert.ok(!(await listed()));
	serviceAccounts.enableKey(runner, keyId);
	assert.ok(await listed());
	serviceAccounts.deleteKey(runner, keyId);
	assert.ok(!(await listed()));
	assert.deepEqual(await get(keyDeleted), { status: 200, body: {} });
	for (const email of [deleted, 'nobody@latchkey-emulator.iam.gserviceaccount.com']) {
		const message = `Not found; Gaia id not found for email ${email}`;
		assert.deepEqual(await get(email), { status: 404, body: { error: { code: 404, message, status: 'NOT_FOUND' } } });
	}
});

test('no record of a call holds an assertion or a token', async () => {
	const jwt = await signedBy(file, assertionClaims(file.client_email));
	const { body } = await redeemed(emulator, jwt);
	const record = JSON.stringify(emulator.calls);
	assert.ok(!record.includes(jwt) && !record.includes(body.access_token));
	assert.deepEqual(emulator.calls.at(-1)?.formNames, ['grant_type', 'assertion']);
});
