import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emulator } from '../../emulator/emulator.ts';
import { readOnlyCloudPlatform, retriever } from '../../emulator/oauth/scopes.ts';
import { bearer } from './machineSupport.ts';
import { emulatorFor, errorOf } from './support.ts';

const use = 'serviceusage.services.use';

const ask = (
	emulator: Emulator,
	body: unknown,
	{ project = 'latchkey-emulator', headers }: { project?: string; headers?: Record<string, string> } = {},
) =>
	fetch(`${emulator.origin}/v1/projects/${project}:testIamPermissions`, {
		method: 'POST',
		headers: headers ?? bearer(emulator.serviceAccounts.giveToken(emulator.serviceAccounts.seeded.runner)),
		body: JSON.stringify(body),
	});

test('tells which of the permissions the caller has, by the id and by the number of the project', async (t) => {
	const emulator = await emulatorFor(t);
	for (const project of ['latchkey-emulator', '100000000001']) {
		const response = await ask(emulator, { permissions: [use, 'resourcemanager.projects.get'] }, { project });
		assert.deepEqual(await response.json(), { permissions: [use] });
	}
	assert.equal(emulator.calls.at(-1)?.path, '/v1/projects/100000000001:testIamPermissions');
});

test('tells nothing where there is nothing to tell, and follows what is allowed and forbidden', async (t) => {
	const emulator = await emulatorFor(t);
	const grant = { permission: use, member: emulator.serviceAccounts.seeded.runner };
	emulator.projects.forbid(grant);
	assert.deepEqual(await (await ask(emulator, { permissions: [use] })).json(), {});
	const byDoor = await fetch(`${emulator.origin}/_emulator/projects/allow`, {
		method: 'POST',
		body: JSON.stringify({ ...grant, project: 'latchkey-emulator' }),
	});
	assert.equal(byDoor.status, 200);
	assert.deepEqual(await (await ask(emulator, { permissions: [use] })).json(), { permissions: [use] });
});

test('an unknown project is refused like one of somebody else', async (t) => {
	const emulator = await emulatorFor(t);
	const response = await ask(emulator, { permissions: [use] }, { project: 'nobody-has-this' });
	assert.equal(response.status, 403);
	assert.equal((await errorOf(response)).status, 'PERMISSION_DENIED');
});

for (const [what, body] of Object.entries({
	'no permissions': {},
	'an empty list': { permissions: [] },
	'a wildcard': { permissions: ['serviceusage.*'] },
	everything: { permissions: ['*'] },
	'no list': { permissions: use },
	'a field it has not': { permissions: [use], resource: 'x' },
})) {
	test(`refuses ${what}`, async (t) => {
		const response = await ask(await emulatorFor(t), body);
		assert.equal(response.status, 400);
		assert.equal((await errorOf(response)).status, 'INVALID_ARGUMENT');
	});
}

test('takes tokens alone, of a scope that it knows', async (t) => {
	const emulator = await emulatorFor(t);
	const { runner } = emulator.serviceAccounts.seeded;
	const status = async (headers: Record<string, string>) =>
		(await ask(emulator, { permissions: [use] }, { headers })).status;
	assert.equal(await status({}), 401);
	assert.equal(await status({ 'x-goog-api-key': emulator.keys.valid }), 401);
	assert.equal(await status(bearer('ya29.never-given')), 401);
	assert.equal(await status(bearer(emulator.serviceAccounts.giveToken(runner, [retriever]))), 403);
	assert.equal(await status(bearer(emulator.serviceAccounts.giveToken(runner, [readOnlyCloudPlatform]))), 200);
});
