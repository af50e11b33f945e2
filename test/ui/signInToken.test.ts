import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Workbench } from '../bed/workbench.ts';
import { Latchkey } from './latchkey.ts';
import { mintToken } from './mintToken.ts';
import { expectAnswer } from './signingIn.ts';

// Access tokens from elsewhere, which nothing renews.

let latchkey: Latchkey;
let workbench: Workbench;

before(async () => {
	latchkey = await Latchkey.open();
	workbench = latchkey.workbench;
});
after(() => latchkey.close());
afterEach(async () => {
	await latchkey.leaveQuickInput();
	await workbench.runCommand('Notifications: Clear All Notifications');
});

/** The palette flow up to where it has been asked about the token. */
async function enterToken(token: string): Promise<void> {
	const { quickInput, runCommand } = workbench;
	await runCommand('Latchkey: Add Gemini Profile');
	await quickInput.waitFor('What do you call Gemini with?');
	await workbench.screenshot('signIn-method');
	await quickInput.pick('Access Token');
	await quickInput.waitFor('Paste an access token');
	await quickInput.type(token);
	await quickInput.accept();
}

async function giveName(name: string): Promise<void> {
	const { quickInput } = workbench;
	await quickInput.waitFor('Give the profile a name.');
	await quickInput.type(name);
	await quickInput.accept();
}

test('a pasted token: whose it is, what it allows, when it ends; and a prompt is answered', async () => {
	await enterToken(`Bearer ${await mintToken(latchkey.emulator)}`);
	const { quickInput } = workbench;
	await quickInput.waitFor('The token is ada@example.com’s.');
	const said = (await quickInput.widget.first().textContent()) ?? '';
	assert.match(said, /It allows: .*cloud-platform.*userinfo\.email.*\. It ends at (?:\d{4}-\d\d-\d\d )?\d\d:\d\d\./);
	await workbench.screenshot('signIn-token-name');
	await giveName('From gcloud');
	await workbench.waitForNotification('Profile “From gcloud” is ready.');
	await latchkey.waitForRows(['From gcloud, Access token, valid, active']);
	await expectAnswer(latchkey);
	assert.deepEqual(
		latchkey.emulator.calls.at(-1)?.credentials.map(({ kind }) => kind),
		['bearer'],
	);
});

test('what cannot be a token is refused in the box, and nobody is asked about it', async () => {
	const calls = latchkey.emulator.calls.length;
	await enterToken('two words');
	await workbench.quickInput.waitFor('This is no access token');
	assert.equal(latchkey.emulator.calls.length, calls);
});

test('a token that Google does not know is said to be one, and can be saved anyway', async () => {
	const { quickInput } = workbench;
	await enterToken('ya29.not-a-token-of-anyone');
	await quickInput.waitFor('Google was asked about this token and does not know it.');
	await workbench.screenshot('signIn-token-unknown');
	assert.deepEqual(
		(await quickInput.rows()).map((row) => row.split(',')[0]),
		['Enter the Token Again', 'Save Anyway'],
	);
	await quickInput.pick('Enter the Token Again');
	await quickInput.waitFor('Paste an access token');
	await quickInput.type('ya29.not-a-token-of-anyone');
	await quickInput.accept();
	await quickInput.pick('Save Anyway');
	await giveName('Unknown');
	await workbench.waitForNotification('Profile “Unknown” was saved.');
	await workbench.screenshot('signIn-token-saved-anyway');
	await latchkey.waitForRow('Unknown, Access token, rejected');
});

test('where Google cannot be asked, that is said of the way there and not of the token', async () => {
	const { emulator } = latchkey;
	emulator.failAll({ kind: 'error', name: 'permission-denied', match: { path: '/tokeninfo' } });
	await enterToken(await mintToken(emulator));
	await workbench.quickInput.waitFor('Google could not be asked about this token.');
	emulator.clearFaults();
});

test('a token ends on time in the list, and another one takes its place', async () => {
	const { oauth } = latchkey.emulator;
	const { quickInput } = workbench;
	oauth.configure({ accessTokenSeconds: 12 });
	await enterToken(await mintToken(latchkey.emulator));
	await giveName('Short');
	await latchkey.waitForRow('Short, Access token, valid, active');
	oauth.configure({ accessTokenSeconds: 3599 });
	await latchkey.waitForRow('Short, Access token, expired, active');
	await workbench.screenshot('signIn-token-expired');
	const panel = await latchkey.openPanel();
	await panel.send('Hello');
	await panel.failure('Access token not valid');
	await workbench.screenshot('signIn-token-expired-panel');
	await latchkey.chooseFromMenu('Short', 'Sign In to Gemini');
	await quickInput.waitFor('Another Token for “Short”');
	await quickInput.waitFor('Paste an access token');
	await quickInput.type(await mintToken(latchkey.emulator));
	await quickInput.accept();
	await latchkey.waitForRow('Short, Access token, valid, active');
	await panel.focus();
	await panel.send('Hello');
	await panel.status('Answered');
});

test('nothing of this left an error on the console', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
