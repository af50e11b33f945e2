import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emulator } from '../../emulator/emulator.ts';
import { cloudPlatform, retriever } from '../../emulator/oauth/scopes.ts';
import { type Claims, geminiStatus, type MachineTokenBody } from './machineSupport.ts';
import { emulatorFor } from './support.ts';

const get = (emulator: Emulator, path: string, headers: Record<string, string> = { 'metadata-flavor': 'Google' }) =>
	fetch(`${emulator.origin}/computeMetadata/v1/${path}`, { headers, redirect: 'manual' });

const account = 'instance/service-accounts/default';
const runner = 'latchkey-runner@latchkey-emulator.iam.gserviceaccount.com';

test('nothing is there until it is switched on, and after it is switched off', async (t) => {
	const emulator = await emulatorFor(t);
	const off = await get(emulator, 'project/project-id');
	assert.deepEqual([off.status, off.headers.get('metadata-flavor')], [404, null]);
	emulator.metadata.turnOn();
	assert.equal((await get(emulator, 'project/project-id')).status, 200);
	emulator.metadata.turnOff();
	assert.equal((await get(emulator, 'project/project-id')).status, 404);
});

const values: readonly (readonly [path: string, text: string])[] = [
	['project/project-id', 'latchkey-emulator'],
	['project/numeric-project-id', '100000000001'],
	['universe/universe-domain', 'googleapis.com'],
	['instance/zone', 'projects/100000000001/zones/us-central1-a'],
	[`${account}/email`, runner],
	[`instance/service-accounts/${runner}/email`, runner],
	[`${account}/scopes`, `${cloudPlatform}\n`],
	[`${account}/aliases`, 'default\n'],
	['', 'project/\ninstance/\nuniverse/\n'],
	['instance/service-accounts/', `default/\n${runner}/\n`],
	[`${account}/`, 'aliases\nemail\nidentity\nscopes\ntoken\n'],
];
for (const [path, text] of values) {
	test(`“${path}” is told with its flavor`, async (t) => {
		const emulator = await emulatorFor(t);
		emulator.metadata.turnOn();
		const response = await get(emulator, path);
		assert.deepEqual([response.status, await response.text()], [200, text]);
		assert.equal(response.headers.get('metadata-flavor'), 'Google');
		assert.equal(response.headers.get('server'), 'Metadata Server for VM');
		assert.equal(response.headers.get('vary'), null);
	});
}

test('without its header, with another value or through a proxy nothing is told, but with its flavor', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.metadata.turnOn();
	for (const headers of [
		{},
		{ 'metadata-flavor': 'Amazon' },
		{ 'metadata-flavor': 'Google', 'x-forwarded-for': '192.0.2.1' },
	] as Record<string, string>[]) {
		const response = await get(emulator, `${account}/token`, headers);
		assert.deepEqual([response.status, response.headers.get('metadata-flavor')], [403, 'Google']);
		assert.match(await response.text(), /Error 403 \(Forbidden\)/);
	}
});

test('what is not there is a page, and a directory without its slash is somewhere else', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.metadata.turnOn();
	assert.equal((await get(emulator, 'instance/nothing')).status, 404);
	assert.equal((await get(emulator, 'instance/service-accounts/x@y/email')).status, 404);
	const moved = await get(emulator, 'instance');
	assert.deepEqual(
		[moved.status, moved.headers.get('location')],
		[301, `${emulator.origin}/computeMetadata/v1/instance/`],
	);
	const recursive = await get(emulator, `${account}/?recursive=true`);
	assert.deepEqual(await recursive.json(), { aliases: ['default'], email: runner, scopes: [cloudPlatform] });
});

test('a token is for the machine’s scopes or for fewer, and Gemini takes it', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.metadata.turnOn();
	const response = await get(emulator, `${account}/token`);
	const body = (await response.json()) as MachineTokenBody;
	assert.deepEqual([body.expires_in, body.token_type], [3599, 'Bearer']);
	assert.equal(await geminiStatus(emulator, body.access_token), 200);
	const fewer = (await (await get(emulator, `${account}/token?scopes=${retriever}`)).json()) as MachineTokenBody;
	assert.equal(await geminiStatus(emulator, fewer.access_token), 200);
	emulator.metadata.turnOn({ scopes: [retriever] });
	assert.equal((await get(emulator, `${account}/token?scopes=${cloudPlatform}`)).status, 400);
	assert.ok(!JSON.stringify(emulator.calls).includes(body.access_token));
});

test('another account can be attached, and a disabled one has nothing to give', async (t) => {
	const emulator = await emulatorFor(t);
	const { other } = emulator.serviceAccounts.seeded;
	emulator.metadata.turnOn({ email: other });
	assert.equal(await (await get(emulator, `${account}/email`)).text(), other);
	assert.equal(await (await get(emulator, 'project/project-id')).text(), 'latchkey-emulator-two');
	emulator.serviceAccounts.disable(other);
	assert.equal((await get(emulator, `${account}/token`)).status, 404);
});

test('an identity is a JWT for the audience, which has to be named', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.metadata.turnOn();
	const missing = await get(emulator, `${account}/identity`);
	assert.deepEqual([missing.status, await missing.text()], [400, 'non-empty audience parameter required\n']);
	const claims = async (query: string) => {
		const jwt = await (await get(emulator, `${account}/identity?${query}`)).text();
		return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Claims;
	};
	const plain = await claims('audience=https://x.example');
	assert.deepEqual([plain['aud'], plain['email'], plain['google']], ['https://x.example', runner, undefined]);
	const full = await claims('audience=x&format=full');
	assert.equal((full['google'] as { compute_engine: Claims }).compute_engine['project_id'], 'latchkey-emulator');
});
