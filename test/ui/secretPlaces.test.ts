import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Workbench } from '../bed/workbench.ts';
import { startVault, type Vault } from '../emulator/vault/vault.ts';
import { answer, answerAboutVault } from './answer.ts';
import { Latchkey } from './latchkey.ts';
import { expectAnswer } from './signingIn.ts';

// Keys that lie in Vault and in Secret Manager, by keyboard.

let latchkey: Latchkey;
let workbench: Workbench;
let vault: Vault;
const secret = { path: 'team/gemini' };

before(async () => {
	vault = await startVault();
	const serverEnv = { ...process.env, VAULT_TOKEN: vault.token, OLD_VAULT_TOKEN: vault.addToken('secret/data/other') };
	latchkey = await Latchkey.open({ serverEnv, door: async () => ({ vault: vault.origin }) });
	workbench = latchkey.workbench;
});
after(async () => {
	await latchkey.close();
	await vault.close();
});
afterEach(async () => {
	await latchkey.leaveQuickInput();
	await workbench.runCommand('Notifications: Clear All Notifications');
});

async function startAdding(place: string): Promise<void> {
	await workbench.runCommand('Latchkey: Add Gemini Profile');
	await workbench.quickInput.pick('API Key Kept Elsewhere');
	await workbench.quickInput.pick(place);
}

const headerOfLastPrompt = () => {
	const call = latchkey.emulator.calls.findLast(({ path }) => path.includes(':streamGenerateContent'));
	return call?.credentials.map(({ kind }) => kind);
};

test('a key in Vault: denied, sealed and found; and fetched anew when Google refuses the one of before', async () => {
	const { keys } = latchkey.emulator;
	vault.put(secret, { api_key: keys.valid });
	await startAdding('HashiCorp Vault');
	await answerAboutVault(workbench, vault.origin, secret.path);
	await answer(workbench, 'Environment variable that holds a Vault token', 'OLD_VAULT_TOKEN');
	await workbench.quickInput.waitFor('Vault refused');
	await workbench.screenshot('vault-denied');
	vault.seal();
	await answer(workbench, 'Vault refused', 'VAULT_TOKEN');
	await workbench.quickInput.waitFor('is sealed');
	vault.unseal();
	await answer(workbench, 'is sealed', 'VAULT_TOKEN');
	await answer(workbench, 'Give the profile a name', 'In Vault');
	await workbench.waitForNotification('“In Vault” is ready');
	await latchkey.switchTo('In Vault');
	await expectAnswer(latchkey);
	assert.deepEqual(headerOfLastPrompt(), ['header-key']);
	// The key is changed where it lies, and Google refuses the one in memory.
	const reads = vault.calls.length;
	vault.put(secret, { api_key: keys.validAuth });
	latchkey.emulator.addKey(keys.valid, 'leaked');
	await expectAnswer(latchkey);
	assert.equal(vault.calls.length, reads + 1);
});

test('a key in Secret Manager, opened with a service account: what it may not read is said, and what it may answers a prompt', async () => {
	const { quickInput } = workbench;
	const { serviceAccounts, secrets } = latchkey.emulator;
	await workbench.runCommand('Latchkey: Add Gemini Profile');
	await quickInput.pick('Service Account');
	await quickInput.pick('Paste the File’s Content');
	await answer(workbench, 'Paste the whole content', await serviceAccounts.keyJson(serviceAccounts.seeded.runner));
	await quickInput.pick('Ask Google');
	await answer(workbench, 'Give the profile a name', 'Opener');
	await workbench.waitForNotification('“Opener” is ready');
	await startAdding('Google Secret Manager');
	await quickInput.pick('Opener');
	const version = secrets.addVersion({ secretId: 'gemini-key-of-team' }, latchkey.emulator.keys.validAuth);
	const name = `${secrets.nameOf({ secretId: 'gemini-key-of-team' })}/versions/${version}`;
	secrets.forbidProject(serviceAccounts.seeded.runner);
	await answer(workbench, 'Name of the secret', name);
	await quickInput.waitFor('may not read');
	await workbench.screenshot('secret-manager-denied');
	secrets.allowProject(serviceAccounts.seeded.runner);
	await answer(workbench, 'may not read', name);
	await answer(workbench, 'Give the profile a name', 'In Secret Manager');
	await workbench.waitForNotification('“In Secret Manager” is ready');
	await latchkey.switchTo('In Secret Manager');
	await expectAnswer(latchkey);
	assert.deepEqual(headerOfLastPrompt(), ['header-key']);
});

test('nothing of this left an error on the console', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
