import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { Workbench } from '../bed/workbench.ts';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { expectRenewal } from './expectRenewal.ts';
import { Latchkey } from './latchkey.ts';
import { askForImpersonation, nameProfile, startAdding } from './profileFlows.ts';
import { expectAnswer } from './signingIn.ts';

let latchkey: Latchkey;
let workbench: Workbench;
let workspace: string;
/** Makes the files before the editor starts, which reads its environment once. */
let keys: Emulator;
const folder = mkdtempSync(join(tmpdir(), 'latchkey-adc-'));

before(async () => {
	keys = await startEmulator();
	const { runner } = keys.serviceAccounts.seeded;
	const file = join(folder, 'default.json');
	writeFileSync(file, await keys.serviceAccounts.keyJson(runner));
	workspace = mkdtempSync(join(tmpdir(), 'latchkey-folder-'));
	const serverEnv = { ...process.env, GOOGLE_APPLICATION_CREDENTIALS: file, MY_GEMINI_KEY: keys.keys.valid };
	latchkey = await Latchkey.open({ serverEnv, folder: workspace });
	workbench = latchkey.workbench;
	// The editor’s emulator has keys of its own.
	writeFileSync(file, await latchkey.emulator.serviceAccounts.keyJson(runner));
});
after(async () => {
	await latchkey.close();
	await keys.close();
	rmSync(folder, { recursive: true });
	rmSync(workspace, { recursive: true, force: true });
});
afterEach(() => latchkey.leaveQuickInput());

test('the search for default credentials is shown place by place, and what was found answers a prompt', async () => {
	const { quickInput } = workbench;
	await startAdding(workbench, 'Application Default Credentials');
	await quickInput.waitFor('GOOGLE_APPLICATION_CREDENTIALS');
	await workbench.screenshot('adc-search');
	await quickInput.pick('Use What Was Found');
	await nameProfile(workbench, 'Default');
	await latchkey.profileRows();
	await workbench.screenshot('adc-tree');
	await latchkey.switchTo('Default');
	await expectAnswer(latchkey);
	await expectRenewal(latchkey, /^\/token$/);
});

test('a service account is impersonated with the token of another profile', async () => {
	const { quickInput } = workbench;
	const { serviceAccounts } = latchkey.emulator;
	const { runner, other } = serviceAccounts.seeded;
	serviceAccounts.allowImpersonation(runner, other);
	await startAdding(workbench, 'Impersonation');
	await quickInput.pick('Default');
	await quickInput.waitFor('Mail address of the service account');
	await quickInput.type(other);
	await quickInput.accept();
	await workbench.screenshot('impersonation-next');
	await quickInput.waitFor('Accounts in between');
	await quickInput.accept();
	await nameProfile(workbench, 'Impersonated');
	await latchkey.switchTo('Impersonated');
	await expectAnswer(latchkey);
	await expectRenewal(latchkey, /:generateAccessToken$/);
	assert.ok(latchkey.emulator.calls.some(({ path }) => path.endsWith(':generateAccessToken')));
});

test('where impersonating is not allowed, the role and the command are named', async () => {
	const { quickInput } = workbench;
	const { serviceAccounts } = latchkey.emulator;
	const { runner, other } = serviceAccounts.seeded;
	serviceAccounts.forbidImpersonation(runner, other);
	await askForImpersonation(workbench, 'Default', other);
	await quickInput.waitFor('Give the profile a name');
	await quickInput.type('Forbidden');
	await quickInput.accept();
	await workbench.waitForNotification(/Forbidden.*impersonat/is);
	await workbench.screenshot('impersonation-denied');
});

test('a key in an environment variable is fetched when it is needed', async () => {
	const { quickInput } = workbench;
	await startAdding(workbench, 'API Key Kept Elsewhere');
	await quickInput.waitFor('Where is it kept?');
	await workbench.screenshot('source-kinds');
	await quickInput.pick('Environment Variable');
	await quickInput.waitFor('Name of the environment variable');
	await quickInput.type('MY_GEMINI_KEY');
	await quickInput.accept();
	await nameProfile(workbench, 'From the environment');
	await latchkey.switchTo('From the environment');
	await expectAnswer(latchkey);
});

test('a key in the .env file of the folder too, and one that is not there is said to be missing', async () => {
	const { quickInput } = workbench;
	writeFileSync(join(workspace, '.env'), `# keys\r\nexport GEMINI_KEY="${keys.keys.valid}"\r\n`);
	await startAdding(workbench, 'API Key Kept Elsewhere');
	await quickInput.pick('.env File');
	await quickInput.waitFor('Path of the file');
	await quickInput.type('.env');
	await quickInput.accept();
	await quickInput.waitFor('Name of the key in the file');
	await quickInput.type('NO_SUCH_KEY');
	await quickInput.accept();
	await quickInput.waitFor('NO_SUCH_KEY');
	await workbench.screenshot('source-missing');
	await quickInput.type('GEMINI_KEY');
	await quickInput.accept();
	await nameProfile(workbench, 'From a file');
});

test('a command is run only after a yes to just these arguments', async () => {
	const { quickInput, page } = workbench;
	writeFileSync(join(folder, 'key.txt'), keys.keys.valid);
	await startAdding(workbench, 'API Key Kept Elsewhere');
	await quickInput.pick('Output of a Command');
	await quickInput.waitFor('The program and its arguments');
	await quickInput.type(`cat ${join(folder, 'key.txt')}`);
	await quickInput.accept();
	const dialog = page.locator('.monaco-dialog-box').filter({ hasText: 'Run this command to get the secret?' });
	await dialog.waitFor();
	await workbench.screenshot('source-command');
	await dialog.getByRole('button', { name: 'Run It' }).click();
	await nameProfile(workbench, 'From a command');
});
