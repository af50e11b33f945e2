import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { vsixFile } from '../bed/paths.ts';
import type { Workbench } from '../bed/workbench.ts';
import { startVault, type Vault } from '../emulator/vault/vault.ts';
import { answer, answerAboutVault } from './answer.ts';
import { filesWith } from './findText.ts';
import { Latchkey } from './latchkey.ts';
import { expectAnswer, readTranscript } from './signingIn.ts';
import { startTokenRecorder, type TokenRecorder } from './tokenRecorder.ts';
import { collectWebviewMessages } from './webviewMessages.ts';

// The packaged extension, with every secret of machines: keys, proofs, headers, and what lies elsewhere. Where one turns up outside
// the secret store, it leaked.

let latchkey: Latchkey;
let workbench: Workbench;
let vault: Vault;
let recorder: TokenRecorder;
/** Gives the proof of a workload to whoever sends the right header. */
let proofs: Server;
let messages: readonly string[];
const userDataDir = mkdtempSync(join(tmpdir(), 'latchkey-machine-secrets-'));
const header = 'Bearer marker-of-a-header-0123456789';
let proof = '';
let key = '';
let vaultToken = '';

before(async () => {
	vault = await startVault();
	vaultToken = vault.token;
	latchkey = await Latchkey.open({
		extension: { vsix: vsixFile },
		userDataDir,
		serverEnv: { ...process.env, VAULT_TOKEN: vaultToken },
		door: async (emulator) => {
			recorder = await startTokenRecorder(emulator.origin);
			return {
				vault: vault.origin,
				'oauth2.googleapis.com': recorder.origin,
				'sts.googleapis.com': recorder.origin,
			};
		},
	});
	workbench = latchkey.workbench;
	messages = await collectWebviewMessages(workbench.context);
	const { federation, keys } = latchkey.emulator;
	federation.allowUse(federation.principalOf('workload'));
	proof = await federation.subjectToken();
	vault.put({ path: 'gemini' }, { api_key: keys.validAuth });
	proofs = createServer((request, response) => {
		response.statusCode = request.headers.authorization === header ? 200 : 401;
		response.end(proof);
	});
	await new Promise<void>((resolve) => proofs.listen(0, '127.0.0.1', resolve));
});
after(async () => {
	await latchkey.close();
	await Promise.all([recorder.close(), vault.close()]);
	proofs.close();
	rmSync(userDataDir, { recursive: true, force: true });
});
afterEach(() => latchkey.leaveQuickInput());

const secrets = (): readonly string[] => [
	header,
	proof,
	key,
	vaultToken,
	latchkey.emulator.keys.validAuth,
	...recorder.tokens,
];

async function startAdding(...rows: readonly string[]): Promise<void> {
	await workbench.runCommand('Latchkey: Add Gemini Profile');
	for (const row of rows) {
		await workbench.quickInput.pick(row);
	}
}

async function nameAndUse(name: string): Promise<void> {
	await answer(workbench, 'Give the profile a name', name);
	await workbench.waitForNotification(`“${name}” is ready`);
	await latchkey.switchTo(name);
	await expectAnswer(latchkey);
}

test('a service account, a workload identity and a key in Vault are stored and used', async () => {
	const { quickInput } = workbench;
	const { serviceAccounts, federation } = latchkey.emulator;
	const file = await serviceAccounts.keyJson(serviceAccounts.seeded.runner);
	// A line of the key.
	key = String((JSON.parse(file) as { private_key: string }).private_key).split('\n')[5] ?? '';
	assert.ok(key.length > 40);
	await startAdding('Service Account', 'Paste the File’s Content');
	await answer(workbench, 'Paste the whole content', file);
	await quickInput.pick('Ask Google for a Token');
	await nameAndUse('Robot');
	const url = `http://127.0.0.1:${(proofs.address() as AddressInfo).port}/proof`;
	const source = { url, headers: { Authorization: header } };
	await startAdding('Workload Identity', 'Paste the File’s Content');
	await answer(workbench, 'Paste the whole content', federation.credentialJson(federation.providers.oidc, { source }));
	await quickInput.pick('Use This Configuration');
	await nameAndUse('Workload');
	await startAdding('API Key Kept Elsewhere', 'HashiCorp Vault');
	await answerAboutVault(workbench, vault.origin, 'gemini');
	await answer(workbench, 'Environment variable that holds a Vault token', 'VAULT_TOKEN');
	await nameAndUse('In Vault');
});

test('the transcript, and the way to a token told step by step, hold none of them', async () => {
	const { quickInput, page } = workbench;
	const transcript = await readTranscript(latchkey);
	assert.match(transcript, /assertion: \[redacted, \d+ characters\]/);
	await workbench.runCommand('View: Close All Editors');
	await workbench.runCommand('Latchkey: Edit Profile…');
	await quickInput.pick('Workload');
	await quickInput.pick('Debug Step by Step');
	await page.getByRole('tab', { name: 'Federation Workload.txt' }).waitFor();
	const lines = page.locator('.editor-instance .view-lines').filter({ hasText: 'attribute' });
	await lines.waitFor();
	const report = ((await lines.textContent()) ?? '').replaceAll('\u00a0', ' ');
	assert.match(report, /header Authorization: \[not shown\]/);
	assert.deepEqual(
		secrets().filter((secret) => transcript.includes(secret) || report.includes(secret)),
		[],
	);
	await workbench.runCommand('View: Close All Editors');
});

test('none went through a message to or from a webview', () => {
	assert.ok(messages.some((message) => message.includes('"finished"')));
	assert.deepEqual(
		messages.filter((message) => secrets().some((secret) => message.includes(secret))),
		[],
	);
});

test('none is in any file below the user-data folder, logs included', () => {
	assert.ok(recorder.tokens.length >= 2, String(recorder.tokens.length));
	// Proof that the search finds what there is to find.
	const planted = join(userDataDir, 'planted');
	writeFileSync(planted, JSON.stringify({ header, proof }));
	assert.deepEqual(filesWith(userDataDir, secrets()), [planted]);
	rmSync(planted);
	assert.deepEqual(filesWith(userDataDir, secrets()), []);
});

test('the packaged extension left no error on the console and broke no content security policy', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
