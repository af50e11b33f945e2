import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emulator } from '../../emulator/emulator.ts';
import { cloudPlatform, emailScope, iamScope } from '../../emulator/oauth/scopes.ts';
import { bearer, geminiStatus } from './machineSupport.ts';
import { signedIn } from './oauthSupport.ts';
import { emulatorFor, errorOf } from './support.ts';

const { runner, other, disabled, deleted, keyDeleted } = {
	runner: 'latchkey-runner@latchkey-emulator.iam.gserviceaccount.com',
	other: 'latchkey-other@latchkey-emulator-two.iam.gserviceaccount.com',
	disabled: 'latchkey-disabled@latchkey-emulator.iam.gserviceaccount.com',
	deleted: 'latchkey-deleted@latchkey-emulator.iam.gserviceaccount.com',
	keyDeleted: 'latchkey-key-deleted@latchkey-emulator.iam.gserviceaccount.com',
} as const;

type Asked = {
	readonly target?: string;
	readonly project?: string;
	readonly body?: unknown;
	readonly headers?: Record<string, string>;
};

const generate = (emulator: Emulator, asked: Asked = {}) =>
	fetch(
		`${emulator.origin}/v1/projects/${asked.project ?? '-'}/serviceAccounts/${asked.target ?? other}:generateAccessToken`,
		{
			method: 'POST',
			headers: asked.headers ?? bearer(emulator.serviceAccounts.giveToken(runner)),
			body: JSON.stringify(asked.body ?? { scope: [cloudPlatform], lifetime: '3600s' }),
		},
	);

test('who is allowed gets a token of the other account, as long as it wants', async (t) => {
	const emulator = await emulatorFor(t, { clock: () => 1_800_000_000_000 });
	emulator.serviceAccounts.allowImpersonation(runner, other);
	const response = await generate(emulator, { body: { delegates: [], scope: [cloudPlatform], lifetime: '600s' } });
	assert.equal(response.status, 200);
	const { accessToken, expireTime, ...rest } = (await response.json()) as Record<string, string>;
	assert.deepEqual([expireTime, rest], ['2027-01-15T08:10:00Z', {}]);
	assert.equal(await geminiStatus(emulator, accessToken ?? ''), 200);
	emulator.oauth.advanceClock(600);
	assert.equal(await geminiStatus(emulator, accessToken ?? ''), 401);
});

test('a person may be allowed too, by the scope of IAM or of everything', async (t) => {
	const emulator = await emulatorFor(t);
	const { access_token } = await signedIn(emulator, { scope: cloudPlatform });
	assert.equal((await generate(emulator, { headers: bearer(access_token) })).status, 403);
	emulator.serviceAccounts.allowImpersonation('ada@example.com', other);
	assert.equal((await generate(emulator, { headers: bearer(access_token) })).status, 200);
	emulator.serviceAccounts.allowImpersonation(runner, other);
	const small = emulator.serviceAccounts.giveToken(runner, [iamScope]);
	assert.equal((await generate(emulator, { headers: bearer(small) })).status, 200);
});

test('who is not allowed is told the permission and not the account', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.serviceAccounts.allowImpersonation(runner, other);
	emulator.serviceAccounts.forbidImpersonation(runner, other);
	const response = await generate(emulator);
	const { code, message, status, details } = await errorOf(response);
	assert.deepEqual([code, status], [403, 'PERMISSION_DENIED']);
	assert.equal(message, "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).");
	assert.deepEqual(details, [
		{
			'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
			reason: 'IAM_PERMISSION_DENIED',
			domain: 'iam.googleapis.com',
			metadata: { permission: 'iam.serviceAccounts.getAccessToken' },
		},
	]);
});

test('delegates pass it on one by one', async (t) => {
	const emulator = await emulatorFor(t);
	const { serviceAccounts } = emulator;
	const body = { delegates: [`projects/-/serviceAccounts/${keyDeleted}`], scope: [cloudPlatform] };
	serviceAccounts.allowImpersonation(runner, keyDeleted);
	assert.equal((await generate(emulator, { body })).status, 403);
	serviceAccounts.allowImpersonation(keyDeleted, other);
	assert.equal((await generate(emulator, { body })).status, 200);
	assert.equal((await generate(emulator)).status, 403);
});

type Row = Asked & { readonly sent: string; readonly status: number; readonly text: RegExp };

const argument = { status: 400, text: /^Request contains an invalid argument\.$/ } as const;
const rows: readonly Row[] = [
	{
		sent: 'an unknown account',
		target: 'x@y.iam.gserviceaccount.com',
		status: 404,
		text: /^Not found; Gaia id not found for email x@y\.iam/,
	},
	{ sent: 'a deleted account', target: deleted, status: 404, text: /Gaia id not found for email latchkey-deleted@/ },
	{ sent: 'a disabled account', target: disabled, status: 404, text: /Gaia id not found/ },
	{
		sent: 'an unknown delegate',
		body: { delegates: ['projects/-/serviceAccounts/x@y'], scope: [cloudPlatform] },
		status: 404,
		text: /x@y/,
	},
	{ sent: 'a delegate without its prefix', body: { delegates: [other], scope: [cloudPlatform] }, ...argument },
	{ sent: 'a project in place of the hyphen', project: 'latchkey-emulator', ...argument },
	{ sent: 'no scope', body: {}, ...argument },
	{ sent: 'an empty list of scopes', body: { scope: [] }, ...argument },
	{ sent: 'scopes as one text', body: { scope: cloudPlatform }, ...argument },
	{ sent: 'a scope with a typo', body: { scope: [`${cloudPlatform}s`] }, ...argument },
	{ sent: 'a lifetime that is a number', body: { scope: [cloudPlatform], lifetime: 3600 }, ...argument },
	{ sent: 'a lifetime without its s', body: { scope: [cloudPlatform], lifetime: '3600' }, ...argument },
	{ sent: 'no lifetime left', body: { scope: [cloudPlatform], lifetime: '0s' }, status: 400, text: /larger then zero/ },
	{
		sent: 'two hours',
		body: { scope: [cloudPlatform], lifetime: '7200s' },
		status: 400,
		text: /not have lifetimes of more than 1 hour/,
	},
	{
		sent: 'an unknown field',
		body: { scope: [cloudPlatform], lifeTime: '1s' },
		status: 400,
		text: /Unknown name "lifeTime"/,
	},
	{ sent: 'no credential', headers: {}, status: 401, text: /missing required authentication credential/ },
	{
		sent: 'an API key',
		headers: { 'x-goog-api-key': 'k' },
		status: 401,
		text: /API keys are not supported by this API/,
	},
	{ sent: 'what never was a token', headers: bearer('x'), status: 401, text: /invalid authentication credentials/ },
];
for (const { sent, status, text, ...asked } of rows) {
	test(`${sent} is answered with ${status}`, async (t) => {
		const emulator = await emulatorFor(t);
		emulator.serviceAccounts.allowImpersonation(runner, other);
		const response = await generate(emulator, asked);
		assert.equal(response.status, status);
		assert.match((await errorOf(response)).message, text);
	});
}

test('a token of the caller that is for something else is too little', async (t) => {
	const emulator = await emulatorFor(t);
	const { details } = await errorOf(
		await generate(emulator, { headers: bearer(emulator.serviceAccounts.giveToken(runner, [emailScope])) }),
	);
	assert.equal(details?.[0]?.reason, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT');
	assert.deepEqual((details?.[0] as { metadata?: object }).metadata, {
		service: 'iamcredentials.googleapis.com',
		method: 'google.iam.credentials.v1.IAMCredentials.GenerateAccessToken',
	});
});
