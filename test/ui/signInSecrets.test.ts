import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { vsixFile } from '../bed/paths.ts';
import type { Workbench } from '../bed/workbench.ts';
import { addMachine } from './clientCredentials.ts';
import { filesWith } from './findText.ts';
import type { Latchkey, RequestPanelPage } from './latchkey.ts';
import { mintToken } from './mintToken.ts';
import { type OwnServer, openWithOwnServer } from './ownServer.ts';
import { pasteAnswer, readTranscript, signInAtGoogle } from './signingIn.ts';
import { startTokenRecorder, type TokenRecorder } from './tokenRecorder.ts';
import { collectWebviewMessages } from './webviewMessages.ts';

// The packaged extension, with every secret that signing in knows. Where one turns up outside the secret store, it leaked.

let own: OwnServer;
let latchkey: Latchkey;
let workbench: Workbench;
let recorder: TokenRecorder;
let panel: RequestPanelPage;
let messages: readonly string[];
let transcript = '';
const userDataDir = mkdtempSync(join(tmpdir(), 'latchkey-sign-in-secrets-'));
/** What a person entered. */
const entered: string[] = [];
const codes: string[] = [];

const secrets = (): readonly string[] => [...entered, ...recorder.tokens, ...own.shownTokens];

before(async () => {
	own = await openWithOwnServer({
		extension: { vsix: vsixFile },
		userDataDir,
		door: async (emulator) => {
			recorder = await startTokenRecorder(emulator.origin);
			return { 'oauth2.googleapis.com': recorder.origin };
		},
	});
	latchkey = own.latchkey;
	workbench = latchkey.workbench;
	messages = await collectWebviewMessages(workbench.context);
});
after(async () => {
	await own.close();
	await recorder.close();
	rmSync(userDataDir, { recursive: true, force: true });
});
afterEach(() => latchkey.leaveQuickInput());

async function send(): Promise<void> {
	await panel.focus();
	await panel.send('Hello');
}

/** Longer than a token lives that was given for five seconds. */
const letTokenEnd = () => workbench.page.waitForTimeout(5000);

test('a sign-in is made, used, renewed with a new refresh token, and refused with an echo of its secrets', async () => {
	const { emulator } = latchkey;
	const { oauth } = emulator;
	const client = oauth.addClient({ kind: 'installed', name: 'searchedfor' });
	entered.push(client.clientSecret);
	oauth.configure({ accessTokenSeconds: 5, rotateRefreshTokens: true });
	const address = await pasteAnswer(latchkey, await signInAtGoogle(latchkey, client.clientId));
	codes.push(new URL(address).searchParams.get('code') ?? assert.fail('no code'));
	panel = await latchkey.openPanel();
	await panel.send('Hello');
	await panel.status('Answered');
	await letTokenEnd();
	await send();
	await panel.status('Answered');
	const refreshToken = recorder.tokens.findLast((token) => token.startsWith('1//')) ?? assert.fail('no refresh token');
	await letTokenEnd();
	emulator.failNext({
		kind: 'respond',
		status: 400,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ error: 'invalid_request', error_description: `${client.clientSecret} and ${refreshToken}` }),
		match: { path: '/token' },
	});
	await send();
	const shown = await panel.failure('OAuth request not valid');
	assert.match(shown, /\[redacted\] and \[redacted\]/);
	await workbench.screenshot('signIn-echo');
	oauth.configure({ accessTokenSeconds: 3599 });
	await send();
	await panel.status('Answered');
});

test('a pasted token and a machine’s secret and key are stored and used', async () => {
	const { quickInput } = workbench;
	const { basic, privateKey } = own.provider.clients;
	const token = await mintToken(latchkey.emulator);
	await workbench.runCommand('Latchkey: Add Gemini Profile');
	await quickInput.pick('Access Token');
	await quickInput.waitFor('Paste an access token');
	await quickInput.type(token);
	await quickInput.accept();
	await quickInput.waitFor('Give the profile a name.');
	await quickInput.accept();
	await panel.frame.getByText('Access token', { exact: true }).waitFor();
	await send();
	await panel.status('Answered');
	await addMachine(own, { ...basic, method: 'Secret, in a Header' }, 'By Header');
	await panel.frame.getByText('By Header', { exact: true }).waitFor();
	await send();
	await panel.status('Answered');
	await addMachine(own, { id: privateKey.id, method: 'Private Key', secret: privateKey.pem }, 'By Key');
	await panel.frame.getByText('By Key', { exact: true }).waitFor();
	await send();
	await panel.status('Answered');
	// A line of the key, since in a box of one line the breaks between them are gone.
	entered.push(token, basic.secret, privateKey.pem.split('\n')[5] ?? '');
	assert.equal(own.shownTokens.size, 2);
});

test('the transcript of all that holds no secret', async () => {
	transcript = await readTranscript(latchkey);
	for (const field of ['code', 'refresh_token', 'client_secret', 'client_assertion', 'access_token']) {
		assert.match(transcript, new RegExp(`^ {4}${field}: \\[redacted, \\d+ characters\\]$`, 'm'));
	}
	assert.deepEqual(
		[...secrets(), ...codes].filter((secret) => transcript.includes(secret)),
		[],
	);
	assert.match(transcript, /\[redacted\] and \[redacted\]/);
});

test('all is there again after a reload, and signing out has Google revoke it', async () => {
	const { oauth } = latchkey.emulator;
	const { page } = workbench;
	await workbench.runCommand('View: Close All Editors');
	await workbench.reload();
	assert.equal((await latchkey.profileRows()).length, 4);
	await latchkey.switchTo('ada@example.com');
	panel = await latchkey.openPanel();
	await panel.send('Hello');
	await panel.status('Answered');
	await latchkey.chooseFromMenu('ada@example.com', 'Sign Out…');
	await page.locator('.monaco-dialog-box').filter({ hasText: 'Sign out of' }).waitFor();
	await page.keyboard.press('Enter');
	await workbench.waitForNotification('Google has revoked the sign-in.');
	assert.equal(oauth.liveGrants.length, 0);
});

test('no secret went through a message to or from a webview', () => {
	assert.ok(
		messages.some((message) => message.includes('"finished"')),
		'the messages of the panel were seen',
	);
	assert.deepEqual(
		messages.filter((message) => [...secrets(), ...codes].some((secret) => message.includes(secret))),
		[],
	);
});

test('no secret is in a URL that Google was asked', () => {
	const names = new Set(latchkey.emulator.calls.flatMap(({ queryNames }) => queryNames));
	for (const name of ['access_token', 'refresh_token', 'token', 'code', 'client_secret', 'code_verifier', 'key']) {
		assert.ok(!names.has(name), name);
	}
});

test('no secret is in any file below the user-data folder, logs included', () => {
	const logs = readdirSync(workbench.logsDir, { recursive: true, encoding: 'utf8' });
	const log = logs
		.filter((name) => /Latchkey.*\.log$/.test(name))
		.map((name) => readFileSync(join(workbench.logsDir, name), 'utf8'))
		.join('');
	for (const event of ['sign-in-tried', 'token-requested', 'token-refreshed', 'signed-out', 'token-revoked']) {
		assert.ok(log.includes(`"${event}"`), event);
	}
	assert.ok(recorder.tokens.length >= 6, String(recorder.tokens.length));
	// Proof that the search finds what there is to find.
	const planted = join(userDataDir, 'planted');
	writeFileSync(planted, JSON.stringify({ refresh_token: recorder.tokens.find((token) => token.startsWith('1//')) }));
	assert.deepEqual(filesWith(userDataDir, secrets()), [planted]);
	rmSync(planted);
	// The browser's profile holds the workbench's own secret store, which is encrypted with a key of the server's.
	assert.deepEqual(filesWith(userDataDir, secrets()), []);
	// A code stands in the address that Google leads the browser to, and the browser keeps a record of the pages it was at.
	const records = ['Sessions', 'History'].map((name) => join(userDataDir, 'browser', 'Default', name));
	assert.deepEqual(filesWith(userDataDir, codes, records), []);
});

test('the packaged extension left no error on the console and broke no content security policy', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
