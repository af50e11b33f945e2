import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import type { Emulator } from '../../emulator/emulator.ts';
import { cloudPlatform } from '../../emulator/oauth/scopes.ts';
import { bearer, type Claims, geminiStatus, type MachineTokenBody, now } from './machineSupport.ts';
import { type Posted, post } from './oauthSupport.ts';
import { emulatorFor, errorOf } from './support.ts';

const tokenType = (name: string) => `urn:ietf:params:oauth:token-type:${name}`;

/** A good exchange of a subject token, with fields changed or (undefined) left out. */
async function exchanged(
	emulator: Emulator,
	changes: Readonly<Record<string, string | undefined>> = {},
): Promise<Posted<MachineTokenBody>> {
	const { federation } = emulator;
	return post<MachineTokenBody>(emulator, '/v1/token', {
		grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
		audience: federation.audienceOf(federation.providers.oidc),
		scope: cloudPlatform,
		requested_token_type: tokenType('access_token'),
		subject_token_type: tokenType('jwt'),
		subject_token: changes['subject_token'] ?? (await federation.subjectToken()),
		...changes,
	});
}

const withClaims = async (emulator: Emulator, claims: Claims) =>
	exchanged(emulator, { subject_token: await emulator.federation.subjectToken(claims) });

test('a subject token is exchanged for a federated token, in one line', async (t) => {
	const emulator = await emulatorFor(t);
	assert.equal(
		emulator.federation.audienceOf('latchkey-oidc'),
		'//iam.googleapis.com/projects/100000000001/locations/global/workloadIdentityPools/latchkey-pool/providers/latchkey-oidc',
	);
	const { status, body } = await exchanged(emulator);
	assert.equal(status, 200);
	assert.match(body.access_token, /^ya29\.d\./);
	assert.deepEqual(
		{ ...body, access_token: '', expires_in: 0 },
		{ access_token: '', issued_token_type: tokenType('access_token'), token_type: 'Bearer', expires_in: 0 },
	);
	// The federated token lives no longer than the subject token.
	assert.ok(body.expires_in > 590 && body.expires_in <= 600);
	assert.equal((await withClaims(emulator, { exp: now() + 86_400 })).body.expires_in, 3599);
});

test('the request may be JSON in camelCase', async (t) => {
	const emulator = await emulatorFor(t);
	const { federation, origin } = emulator;
	const response = await fetch(`${origin}/v1/token`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
			audience: federation.audienceOf(federation.providers.oidc),
			scope: cloudPlatform,
			requestedTokenType: tokenType('access_token'),
			subjectTokenType: tokenType('id_token'),
			subjectToken: await federation.subjectToken(),
		}),
	});
	assert.equal(response.status, 200);
});

test('Gemini takes a federated token only of a principal that may use the project', async (t) => {
	const emulator = await emulatorFor(t);
	const { federation } = emulator;
	const { access_token } = (await withClaims(emulator, { repository: 'org/repo' })).body;
	const { code, details } = await errorOf(
		await fetch(`${emulator.origin}/v1beta/models`, { headers: bearer(access_token) }),
	);
	assert.deepEqual([code, details?.[0]?.reason], [403, 'USER_PROJECT_DENIED']);
	const pool =
		'principalSet://iam.googleapis.com/projects/100000000001/locations/global/workloadIdentityPools/latchkey-pool';
	const members = [federation.principalOf('workload'), `${pool}/attribute.repository/org/repo`, `${pool}/*`];
	for (const member of members) {
		federation.allowUse(member);
		assert.equal(await geminiStatus(emulator, access_token), 200, member);
		federation.forbidUse(member);
		assert.equal(await geminiStatus(emulator, access_token), 403, member);
	}
	federation.allowUse(federation.principalOf('somebody-else'));
	assert.equal(await geminiStatus(emulator, access_token), 403);
	federation.allowUse(federation.principalOf('workload'), 'latchkey-emulator-two');
	assert.equal(await geminiStatus(emulator, access_token), 403);
	const headers = { 'x-goog-user-project': 'latchkey-emulator-two' };
	assert.equal(await geminiStatus(emulator, access_token, headers), 200);
});

test('a federated token may make a token of a service account, if its principal is allowed', async (t) => {
	const emulator = await emulatorFor(t);
	const { runner } = emulator.serviceAccounts.seeded;
	const { access_token } = (await exchanged(emulator)).body;
	const generate = () =>
		fetch(`${emulator.origin}/v1/projects/-/serviceAccounts/${runner}:generateAccessToken`, {
			method: 'POST',
			headers: bearer(access_token),
			body: JSON.stringify({ scope: [cloudPlatform] }),
		});
	assert.equal((await generate()).status, 403);
	emulator.serviceAccounts.allowImpersonation(emulator.federation.principalOf('workload'), runner);
	const { accessToken } = (await (await generate()).json()) as { readonly accessToken: string };
	assert.equal(await geminiStatus(emulator, accessToken), 200);
});

const audienceError =
	'Invalid value for "audience". This value should be the full resource name of the Identity Provider. See https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token for the list of possible formats.';
const gone =
	'The target service indicated by the "audience" parameters is invalid. This might either be because the pool or provider is disabled or deleted or because it doesn\'t exist.';
const prefix = '//iam.googleapis.com/projects';
const rest = 'locations/global/workloadIdentityPools/latchkey-pool/providers';

const fields: readonly (readonly [string, Readonly<Record<string, string | undefined>>, string, string])[] = [
	['another grant type', { grant_type: 'password' }, 'invalid_request', 'Invalid value for "grant_type".'],
	[
		'no token type asked',
		{ requested_token_type: undefined },
		'invalid_request',
		'Invalid value for "requested_token_type".',
	],
	['no audience', { audience: undefined }, 'invalid_request', audienceError],
	[
		'an audience with a scheme',
		{ audience: `https:${prefix}/100000000001/${rest}/latchkey-oidc` },
		'invalid_request',
		audienceError,
	],
	[
		'an audience without its host',
		{ audience: `projects/100000000001/${rest}/latchkey-oidc` },
		'invalid_request',
		audienceError,
	],
	[
		'a pool in place of a provider',
		{ audience: `${prefix}/100000000001/${rest.replace('/providers', '')}` },
		'invalid_request',
		audienceError,
	],
	['a project by its id', { audience: `${prefix}/latchkey-emulator/${rest}/latchkey-oidc` }, 'invalid_target', gone],
	['an unknown provider', { audience: `${prefix}/100000000001/${rest}/x` }, 'invalid_target', gone],
	['a deleted provider', { audience: `${prefix}/100000000001/${rest}/latchkey-deleted` }, 'invalid_target', gone],
	[
		'a provider of a workforce that is not there',
		{ audience: '//iam.googleapis.com/locations/global/workforcePools/p/providers/x' },
		'invalid_target',
		gone,
	],
	['no scope', { scope: undefined }, 'invalid_scope', 'Invalid OAuth scope or ID token audience provided.'],
	[
		'another kind of subject token',
		{ subject_token_type: tokenType('saml2') },
		'invalid_request',
		'Invalid value for "subject_token_type".',
	],
	['no subject token', { subject_token: '' }, 'invalid_request', 'Invalid value for "subject_token".'],
	['a subject token that is no JWT', { subject_token: 'nonsense' }, 'invalid_grant', 'Unable to parse the ID Token.'],
];
for (const [sent, changes, error, text] of fields) {
	test(`${sent} is answered with ${error}`, async (t) => {
		const { status, body } = await exchanged(await emulatorFor(t), changes);
		assert.deepEqual([status, body.error, body.error_description], [400, error, text]);
	});
}

const stale = (iat: number | null) => `ID Token issued at ${iat} is stale to sign-in.`;
const other = 'The audience in ID Token [https://x.example] does not match the expected audience.';
const iat = now();
const claimed: readonly (readonly [string, Claims, string | undefined])[] = [
	['a minute ahead', { iat: iat + 30 }, undefined],
	['an old word that still holds', { iat: iat - 7200 }, undefined],
	['several audiences, one of which fits', { aud: ['x', 'https:AUDIENCE'] }, undefined],
	['an audience without a scheme', { aud: 'AUDIENCE' }, undefined],
	[
		'another issuer',
		{ iss: 'https://x.example' },
		'The issuer in ID Token https://x.example does not match the expected ones: [https://issuer.example].',
	],
	[
		'no issuer',
		{ iss: undefined },
		'The issuer in ID Token null does not match the expected ones: [https://issuer.example].',
	],
	['another audience', { aud: 'https://x.example' }, other],
	['no audience', { aud: undefined }, 'The audience in ID Token [] does not match the expected audience.'],
	['a word out of date', { iat: iat - 7200, exp: iat - 120 }, stale(iat - 7200)],
	['a word from the future', { iat: iat + 300 }, stale(iat + 300)],
	['no iat', { iat: undefined }, stale(null)],
	['no subject', { sub: undefined }, 'Could not obtain a value for google.subject from the given credential.'],
];
for (const [sent, claims, text] of claimed) {
	test(`${sent} is answered with ${text === undefined ? 'a token' : 'invalid_grant'}`, async (t) => {
		const emulator = await emulatorFor(t);
		const audience = emulator.federation.audienceOf('latchkey-oidc');
		const filled = JSON.parse(JSON.stringify(claims).replaceAll('AUDIENCE', audience)) as Claims;
		const left = Object.fromEntries(Object.keys(claims).map((name) => [name, filled[name]]));
		const { status, body } = await withClaims(emulator, left);
		assert.equal(body.error_description, text);
		assert.deepEqual([status, body.error], text === undefined ? [200, undefined] : [400, 'invalid_grant']);
	});
}

test('a pool or a provider that is switched off takes nothing more, and what it gave goes on', async (t) => {
	const emulator = await emulatorFor(t);
	const { federation } = emulator;
	const { access_token } = (await exchanged(emulator)).body;
	federation.allowUse(federation.principalOf('workload'));
	federation.changePool(federation.poolId, 'DISABLED');
	assert.equal((await exchanged(emulator)).body.error, 'invalid_target');
	federation.changePool(federation.poolId, 'ACTIVE');
	federation.changeProvider('latchkey-oidc', { state: 'DISABLED' });
	assert.equal((await exchanged(emulator)).body.error, 'invalid_target');
	assert.equal(await geminiStatus(emulator, access_token), 200);
});

test('an attribute condition, audiences of one’s own and other attributes are taken into account', async (t) => {
	const emulator = await emulatorFor(t);
	const { federation } = emulator;
	federation.changeProvider('latchkey-oidc', {
		condition: { repository: 'org/repo' },
		allowedAudiences: ['mine'],
		attributes: { 'google.subject': 'repository' },
	});
	const refused = await withClaims(emulator, { aud: 'mine', repository: 'org/other' });
	assert.deepEqual(
		[refused.status, refused.body.error, refused.body.error_description],
		[400, 'unauthorized_client', 'The given credential is rejected by the attribute condition.'],
	);
	assert.equal((await exchanged(emulator)).body.error, 'invalid_grant');
	const { access_token } = (await withClaims(emulator, { aud: 'mine', repository: 'org/repo' })).body;
	federation.allowUse(federation.principalOf('org/repo'));
	assert.equal(await geminiStatus(emulator, access_token), 200);
});

test('keys that the test gives are the ones that count', async (t) => {
	const emulator = await emulatorFor(t);
	const { federation } = emulator;
	const [mine, another] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
	const jwks = { keys: [{ ...(await exportJWK(mine.publicKey)), kid: 'mine', alg: 'ES256' }] };
	federation.addProvider('my-provider', { issuer: 'https://mine.example', jwks }, 'my-pool');
	const audience = federation.audienceOf('my-provider');
	const said = async (key: CryptoKey, header: JWTHeaderParameters) => {
		const jwt = await new SignJWT({ iss: 'https://mine.example', sub: 's', aud: audience, iat: now(), exp: now() + 60 })
			.setProtectedHeader(header)
			.sign(key);
		return (await exchanged(emulator, { audience, subject_token: jwt })).body.error_description;
	};
	assert.equal(await said(mine.privateKey, { alg: 'ES256', kid: 'mine' }), undefined);
	assert.equal(
		await said(another.privateKey, { alg: 'ES256', kid: 'mine' }),
		'Unable to verify the ID Token signature.',
	);
	assert.equal(
		await said(mine.privateKey, { alg: 'ES256', kid: 'x' }),
		"Error connecting to the given credential's issuer.",
	);
});

test('a federated token is unknown to tokeninfo, and no record keeps what was exchanged', async (t) => {
	const emulator = await emulatorFor(t);
	const { access_token } = (await exchanged(emulator)).body;
	assert.equal((await post(emulator, '/tokeninfo', { access_token })).status, 400);
	assert.ok(!JSON.stringify(emulator.calls).includes(access_token));
	assert.equal(emulator.calls[0]?.service, 'sts.googleapis.com');
});
