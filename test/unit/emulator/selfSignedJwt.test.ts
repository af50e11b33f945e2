import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { cloudPlatform, emailScope, retriever } from '../../emulator/oauth/scopes.ts';
import { bearer, type Claims, type KeyFile, keyFileOf, now, signedBy } from './machineSupport.ts';
import { call, errorOf, userSays } from './support.ts';

let emulator: Emulator;
let file: KeyFile;
before(async () => {
	emulator = await startEmulator();
	file = await keyFileOf(emulator, emulator.serviceAccounts.seeded.runner);
});
after(() => emulator.close());

const service = 'https://generativelanguage.googleapis.com/';

type Row = {
	readonly sent: string;
	readonly claims?: Claims;
	readonly signer?: (emulator: Emulator) => string;
	/** With the status; 200 where there is none. */
	readonly refused?: readonly [status: number, reason: string];
};

const invalid = [401, 'JWT_TOKEN_INVALID'] as const;
const own = 'latchkey-runner@latchkey-emulator.iam.gserviceaccount.com';

const rows: readonly Row[] = [
	{ sent: 'a JWT for the service' },
	{
		sent: 'a JWT for its interface',
		claims: { aud: `${service}google.ai.generativelanguage.v1beta.GenerativeService` },
	},
	{ sent: 'a JWT with a scope and no audience', claims: { aud: undefined, scope: cloudPlatform } },
	{ sent: 'a JWT with the smaller scope', claims: { aud: undefined, scope: retriever } },
	{
		sent: 'a JWT with a scope of another kind',
		claims: { aud: undefined, scope: emailScope },
		refused: [403, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'],
	},
	{ sent: 'neither an audience nor a scope', claims: { aud: undefined }, refused: invalid },
	{
		sent: 'the audience of the token endpoint',
		claims: { aud: 'https://oauth2.googleapis.com/token' },
		refused: invalid,
	},
	{ sent: 'an audience without its slash', claims: { aud: service.slice(0, -1) }, refused: invalid },
	{ sent: 'another service', claims: { aud: 'https://aiplatform.googleapis.com/' }, refused: invalid },
	{
		sent: 'a wrong audience beside a scope',
		claims: { aud: 'https://x.example/', scope: cloudPlatform },
		refused: invalid,
	},
	{ sent: 'a subject that is not the issuer', claims: { sub: 'mary@example.com' }, refused: invalid },
	{ sent: 'no subject', claims: { sub: undefined }, refused: invalid },
	{ sent: 'a JWT out of date', claims: { iat: now() - 7200, exp: now() - 3600 }, refused: invalid },
	{ sent: 'a JWT for a day', claims: { exp: now() + 86_400 }, refused: invalid },
	{ sent: 'a JWT from the future', claims: { iat: now() + 3000, exp: now() + 6000 }, refused: invalid },
	{ sent: 'a JWT by another’s key', signer: ({ serviceAccounts }) => serviceAccounts.seeded.other, refused: invalid },
	{
		sent: 'a JWT of a disabled account',
		claims: Object.fromEntries(['iss', 'sub'].map((name) => [name, own.replace('runner', 'disabled')])),
		refused: [401, 'ACCOUNT_STATE_INVALID'],
	},
	{
		sent: 'a JWT of an account that never was',
		claims: Object.fromEntries(['iss', 'sub'].map((name) => [name, own.replace('runner', 'nobody')])),
		refused: invalid,
	},
	{
		sent: 'somebody else’s JWT',
		claims: { iss: 'https://issuer.example' },
		refused: [401, 'ACCESS_TOKEN_TYPE_UNSUPPORTED'],
	},
];
for (const { sent, claims, signer, refused } of rows) {
	test(`${sent} is answered with ${refused?.join(' ') ?? 200}`, async () => {
		const key = signer === undefined ? file : await keyFileOf(emulator, signer(emulator));
		const jwt = await signedBy(
			key,
			{ iss: own, sub: own, aud: service, iat: now(), exp: now() + 3600, ...claims },
			{ alg: 'RS256', kid: key.private_key_id, typ: 'JWT' },
		);
		const response = await call(emulator, 'generateContent', userSays('Hi'), { headers: bearer(jwt) });
		assert.equal(response.status, refused?.[0] ?? 200);
		if (refused !== undefined) {
			const { details, message } = await errorOf(response);
			assert.equal(details?.[0]?.reason, refused[1]);
			assert.ok(!message.includes(jwt));
		}
	});
}

test('an invalid JWT comes with the service alone', async () => {
	const jwt = await signedBy(file, { iss: own, sub: own, aud: service });
	const response = await call(emulator, 'generateContent', userSays('Hi'), { headers: bearer(jwt) });
	const { status, details } = await errorOf(response);
	assert.equal(status, 'UNAUTHENTICATED');
	assert.deepEqual(details, [
		{
			'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
			reason: 'JWT_TOKEN_INVALID',
			domain: 'googleapis.com',
			metadata: { service: 'generativelanguage.googleapis.com' },
		},
	]);
});
