import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { Workbench } from '../bed/workbench.ts';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { Latchkey } from './latchkey.ts';
import { expectAnswer } from './signingIn.ts';

let latchkey: Latchkey;
let workbench: Workbench;
/** Makes the files before the editor starts, which reads its environment once. */
let keys: Emulator;
const folder = mkdtempSync(join(tmpdir(), 'latchkey-adc-'));

before(async () => {
	keys = await startEmulator();
	const { runner } = keys.serviceAccounts.seeded;
	const file = join(folder, 'default.json');
	writeFileSync(file, await keys.serviceAccounts.keyJson(runner));
	latchkey = await Latchkey.open({ serverEnv: { ...process.env, GOOGLE_APPLICATION_CREDENTIALS: file } });
	workbench = latchkey.workbench;
	// The editor’s emulator has keys of its own.
	writeFileSync(file, await latchkey.emulator.serviceAccounts.keyJson(runner));
});
after(async () => {
	await latchkey.close();
	await keys.close();
	rmSync(folder, { recursive: true });
});
afterEach(() => latchkey.leaveQuickInput());

async function startAdding(method: string): Promise<void> {
	await workbench.runCommand('Latchkey: Add Gemini Profile');
	await workbench.quickInput.pick(method);
}

async function nameIt(name: string): Promise<void> {
	const { quickInput } = workbench;
	await quickInput.waitFor('Give the profile a name');
	await quickInput.type(name);
	await quickInput.accept();
	await workbench.waitForNotification(`“${name}” is ready`);
}

test('the search for default credentials is shown place by place, and what was found answers a prompt', async () => {
	const { quickInput } = workbench;
	await startAdding('Application Default Credentials');
	await quickInput.waitFor('GOOGLE_APPLICATION_CREDENTIALS');
	await workbench.screenshot('adc-search');
	await quickInput.pick('Use What Was Found');
	await nameIt('Default');
	await latchkey.profileRows();
	await workbench.screenshot('adc-tree');
	await latchkey.switchTo('Default');
	await expectAnswer(latchkey);
});

test('a service account is impersonated with the token of another profile', async () => {
	const { quickInput } = workbench;
	const { serviceAccounts } = latchkey.emulator;
	const { runner, other } = serviceAccounts.seeded;
	serviceAccounts.allowImpersonation(runner, other);
	await startAdding('Impersonation');
	await quickInput.pick('Default');
	await quickInput.waitFor('which account');
	await quickInput.type(other);
	await quickInput.accept();
	await workbench.screenshot('impersonation-next');
	await quickInput.waitFor('Accounts in between');
	await quickInput.accept();
	await nameIt('Impersonated');
	await latchkey.switchTo('Impersonated');
	await expectAnswer(latchkey);
	assert.ok(latchkey.emulator.calls.some(({ path }) => path.endsWith(':generateAccessToken')));
});

test('where impersonating is not allowed, the role and the command are named', async () => {
	const { quickInput } = workbench;
	const { serviceAccounts } = latchkey.emulator;
	const { runner, other } = serviceAccounts.seeded;
	serviceAccounts.forbidImpersonation(runner, other);
	await startAdding('Impersonation');
	await quickInput.pick('Default');
	await quickInput.type(other);
	await quickInput.accept();
	await quickInput.waitFor('Accounts in between');
	await quickInput.accept();
	await quickInput.waitFor('Give the profile a name');
	await quickInput.type('Forbidden');
	await quickInput.accept();
	await workbench.waitForNotification(/Forbidden.*impersonat/is);
	await workbench.screenshot('impersonation-denied');
});
