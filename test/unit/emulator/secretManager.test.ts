import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emulator } from '../../emulator/emulator.ts';
import { cloudPlatform, retriever } from '../../emulator/oauth/scopes.ts';
import { crc32c } from '../../emulator/secretManager/crc32c.ts';
import { bearer } from './machineSupport.ts';
import { signedIn } from './oauthSupport.ts';
import { emulatorFor, errorOf } from './support.ts';

type Version = { readonly name: string; readonly payload: { readonly data: string; readonly dataCrc32c: string } };

const access = (emulator: Emulator, version: string, headers?: Record<string, string>) =>
	fetch(`${emulator.origin}/v1/${version}:access`, {
		headers: headers ?? bearer(emulator.serviceAccounts.giveToken(emulator.serviceAccounts.seeded.runner)),
	});

const secret = 'projects/latchkey-emulator/secrets/gemini-key';

test('the checksum is CRC32C', () => {
	assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
	assert.equal(crc32c(new Uint8Array(32)), 0x8a9136aa);
	assert.equal(crc32c(new Uint8Array()), 0);
});

test('a version is told with the number of its project, its payload in base64 and a checksum in decimal', async (t) => {
	const emulator = await emulatorFor(t);
	for (const project of ['latchkey-emulator', '100000000001']) {
		for (const version of ['1', 'latest']) {
			const response = await access(emulator, `projects/${project}/secrets/gemini-key/versions/${version}`);
			const { name, payload } = (await response.json()) as Version;
			assert.equal(name, 'projects/100000000001/secrets/gemini-key/versions/1');
			assert.equal(Buffer.from(payload.data, 'base64').toString(), emulator.keys.valid);
			assert.equal(payload.dataCrc32c, String(crc32c(Buffer.from(emulator.keys.valid))));
		}
	}
});

test('a regional secret is another one than the global secret of its name', async (t) => {
	const emulator = await emulatorFor(t);
	const regional = { secretId: 'gemini-key', location: 'europe-west3' };
	const path = 'projects/latchkey-emulator/locations/europe-west3/secrets/gemini-key/versions/latest';
	assert.equal((await access(emulator, path)).status, 404);
	assert.equal(emulator.secrets.addVersion(regional, 'regional'), 1);
	const { name, payload } = (await (await access(emulator, path)).json()) as Version;
	assert.equal(name, `${emulator.secrets.nameOf(regional)}/versions/1`);
	assert.equal(Buffer.from(payload.data, 'base64').toString(), 'regional');
});

test('latest is the newest, even where it is switched off or gone', async (t) => {
	const emulator = await emulatorFor(t);
	const ref = { secretId: 'gemini-key' };
	assert.equal(emulator.secrets.addVersion(ref, 'second'), 2);
	for (const state of ['DISABLED', 'DESTROYED'] as const) {
		emulator.secrets.setVersionState(ref, 2, state);
		const response = await access(emulator, `${secret}/versions/latest`);
		assert.equal(response.status, 400);
		const { status, message } = await errorOf(response);
		assert.equal(status, 'FAILED_PRECONDITION');
		assert.equal(message, `Secret Version [projects/100000000001/secrets/gemini-key/versions/2] is in ${state} state.`);
	}
	assert.equal((await access(emulator, `${secret}/versions/1`)).status, 200);
	emulator.secrets.setVersionState(ref, 2, 'ENABLED');
	assert.equal((await access(emulator, `${secret}/versions/latest`)).status, 200);
});

test('a damaged payload shows by its checksum', async (t) => {
	const emulator = await emulatorFor(t);
	const sent = async () =>
		((await (await access(emulator, `${secret}/versions/1`)).json()) as Version).payload.dataCrc32c;
	const right = await sent();
	emulator.secrets.sendWrongChecksums(true);
	assert.notEqual(await sent(), right);
	emulator.secrets.sendWrongChecksums(false);
	assert.equal(await sent(), right);
});

type Row = {
	readonly sent: string;
	readonly path?: string;
	readonly headers?: (emulator: Emulator) => Record<string, string>;
	readonly status: number;
	readonly text: RegExp;
	readonly reason?: string;
};

const byOther = ({ serviceAccounts }: Emulator) => bearer(serviceAccounts.giveToken(serviceAccounts.seeded.other));
const rows: readonly Row[] = [
	{
		sent: 'an unknown secret',
		path: 'projects/latchkey-emulator/secrets/x/versions/latest',
		...{ status: 404, text: /^Secret \[projects\/100000000001\/secrets\/x\] not found or has no versions\.$/ },
	},
	{
		sent: 'an unknown version',
		path: `${secret}/versions/7`,
		...{
			status: 404,
			text: /^Secret Version \[projects\/100000000001\/secrets\/gemini-key\/versions\/7\] not found\.$/,
		},
	},
	{
		sent: 'a version in words',
		path: `${secret}/versions/newest`,
		status: 400,
		text: /does not match the expected format/,
	},
	{
		sent: 'an unknown project',
		path: 'projects/nowhere/secrets/gemini-key/versions/1',
		...{ status: 403, text: /^Permission denied on resource project nowhere\.$/, reason: 'CONSUMER_INVALID' },
	},
	{
		sent: 'an account without the role',
		headers: byOther,
		status: 403,
		text: /^Permission 'secretmanager\.versions\.access' denied for resource 'projects\/latchkey-emulator\/secrets\/gemini-key\/versions\/1' \(or it may not exist\)\.$/,
		reason: 'IAM_PERMISSION_DENIED',
	},
	{
		sent: 'an account without the role, about a secret that is not there',
		path: 'projects/latchkey-emulator/secrets/x/versions/1',
		headers: byOther,
		...{ status: 403, text: /or it may not exist/, reason: 'IAM_PERMISSION_DENIED' },
	},
	{
		sent: 'a token for something else',
		headers: ({ serviceAccounts }) => bearer(serviceAccounts.giveToken(serviceAccounts.seeded.runner, [retriever])),
		...{ status: 403, text: /insufficient authentication scopes/, reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' },
	},
	{
		sent: 'an API key',
		headers: ({ keys }) => ({ 'x-goog-api-key': keys.valid }),
		...{ status: 401, text: /API keys are not supported/, reason: 'CREDENTIALS_MISSING' },
	},
	{ sent: 'nothing', headers: () => ({}), status: 401, text: /missing required/, reason: 'CREDENTIALS_MISSING' },
];
for (const { sent, path = `${secret}/versions/1`, headers, status, text, reason } of rows) {
	test(`${sent} is answered with ${status}`, async (t) => {
		const emulator = await emulatorFor(t);
		const response = await access(emulator, path, headers?.(emulator));
		assert.equal(response.status, status);
		const error = await errorOf(response);
		assert.match(error.message, text);
		assert.equal(error.details?.[0]?.reason, reason);
	});
}

test('one secret may be allowed by itself, or a whole project', async (t) => {
	const emulator = await emulatorFor(t);
	const { other } = emulator.serviceAccounts.seeded;
	const headers = bearer(emulator.serviceAccounts.giveToken(other));
	emulator.secrets.addVersion({ secretId: 'second' }, 'x');
	const second = 'projects/latchkey-emulator/secrets/second/versions/1';
	emulator.secrets.allowAccess(other, { secretId: 'second' });
	assert.equal((await access(emulator, second, headers)).status, 200);
	assert.equal((await access(emulator, `${secret}/versions/1`, headers)).status, 403);
	emulator.secrets.allowProject(other);
	assert.equal((await access(emulator, `${secret}/versions/1`, headers)).status, 200);
	emulator.secrets.forbidProject(other);
	assert.equal((await access(emulator, `${secret}/versions/1`, headers)).status, 403);
});

test('a person reads it by signing in', async (t) => {
	const emulator = await emulatorFor(t);
	const { access_token } = await signedIn(emulator, { scope: cloudPlatform });
	assert.equal((await access(emulator, `${secret}/versions/1`, bearer(access_token))).status, 200);
});
