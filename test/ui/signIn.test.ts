import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { type Relay, startRelay } from '../bed/relayServer.ts';
import type { Workbench } from '../bed/workbench.ts';
import { accessibilityFaults } from './accessibility.ts';
import { chooseFile } from './chooseFile.ts';
import { Latchkey } from './latchkey.ts';
import { addressLedTo, approve } from './signInPages.ts';
import {
	enterGoogleClient,
	expectAnswer,
	followNotificationLink,
	leadToBrowser,
	pasteAnswer,
	readTranscript,
	signInAtGoogle,
	startSignIn,
	takeAnotherWay,
} from './signingIn.ts';

// Signing in at Google, each way back from the browser, by keyboard.

let latchkey: Latchkey;
let workbench: Workbench;
let relay: Relay;

before(async () => {
	latchkey = await Latchkey.open({ ignoreHTTPSErrors: true });
	workbench = latchkey.workbench;
	relay = await startRelay({ frontEnds: [workbench.server.origin] });
	latchkey.emulator.oauth.addRedirectUri(relay.url);
});
after(async () => {
	await latchkey.close();
	await relay.close();
});
afterEach(async () => {
	await latchkey.leaveQuickInput();
	await workbench.runCommand('Notifications: Clear All Notifications');
});

/** What the last prompt was sent with. */
const lastCredentials = () => {
	const call = latchkey.emulator.calls.findLast(({ path }) => path.includes(':streamGenerateContent'));
	return call?.credentials.map(({ kind }) => kind);
};

test('a Web client: palette, consent page, back by the relay page and the URI handler, a prompt answered', async () => {
	const { oauth } = latchkey.emulator;
	await startSignIn(latchkey);
	await workbench.screenshot('signIn-who');
	await enterGoogleClient(latchkey, oauth.clientJson(oauth.webClient.clientId));
	await workbench.screenshot('signIn-scopes');
	const page = await leadToBrowser(latchkey);
	await workbench.waitForNotification('Waiting for Google in your browser');
	await workbench.screenshot('signIn-waiting');
	await page.screenshot({ path: 'out/screenshots/signIn-consent.png' });
	await approve(page);
	await workbench.waitForNotification('“ada@example.com” is signed in.');
	await workbench.screenshot('signIn-done');
	await page.close();
	await latchkey.waitForStatusBar('ada@example.com');
	await latchkey.waitForRows(['ada@example.com, Google sign-in, valid, active']);
	await expectAnswer(latchkey);
	assert.deepEqual(lastCredentials(), ['bearer']);
});

test('a Desktop client: back by the loopback address, which the notification’s link leads to', async () => {
	const { oauth } = latchkey.emulator;
	const first = await signInAtGoogle(latchkey, oauth.desktopClient.clientId);
	await workbench.quickInput.waitFor('Paste the Answer');
	await workbench.quickInput.cancel();
	await followNotificationLink(latchkey, 'Paste the answer, or another way…');
	await workbench.quickInput.waitFor('Sign-In at Google');
	await workbench.screenshot('signIn-ways');
	const page = await takeAnotherWay(latchkey, 'Back to an address on this machine');
	await approve(page);
	await page.getByRole('heading', { name: 'Back to the editor' }).waitFor();
	assert.deepEqual(await accessibilityFaults(page.mainFrame()), []);
	await page.screenshot({ path: 'out/screenshots/signIn-loopback.png' });
	await workbench.waitForNotification('“ada@example.com 2” is signed in as ada@example.com.');
	await first.close();
	await page.close();
	await latchkey.waitForRow('ada@example.com 2, Google sign-in, valid, active');
	await expectAnswer(latchkey);
	assert.deepEqual(lastCredentials(), ['bearer']);
});

test('the same by pasting the address that the browser ends at and cannot show', async () => {
	const { oauth } = latchkey.emulator;
	const page = await signInAtGoogle(latchkey, oauth.desktopClient.clientId);
	const { quickInput } = workbench;
	await quickInput.waitFor('Paste the Answer');
	await workbench.screenshot('signIn-paste');
	const address = await addressLedTo(page, () => approve(page, { account: 'grace@example.com' }));
	await quickInput.type(address.replace(/state=[^&]*/, 'state=another'));
	await quickInput.accept();
	await quickInput.waitFor('This address belongs to another sign-in.');
	await workbench.screenshot('signIn-paste-another');
	await quickInput.type(address);
	await quickInput.accept();
	await workbench.waitForNotification('“grace@example.com” is signed in.');
	await quickInput.widget.waitFor({ state: 'hidden' });
	await page.close();
	await latchkey.waitForRow('grace@example.com, Google sign-in, valid, active');
	await expectAnswer(latchkey);
	assert.deepEqual(lastCredentials(), ['bearer']);
});

test('the same by pasting the bare code, as it stands in the address', async () => {
	const { oauth } = latchkey.emulator;
	const page = await signInAtGoogle(latchkey, oauth.desktopClient.clientId);
	const { quickInput } = workbench;
	await quickInput.waitFor('Paste the Answer');
	const address = await addressLedTo(page, () => approve(page, { account: 'mary@example.com' }));
	await quickInput.type('this is no code');
	await quickInput.accept();
	await quickInput.waitFor('This is neither the address the browser ended at nor a code.');
	await quickInput.type('4/0AnotherCode');
	await quickInput.accept();
	await quickInput.waitFor('The server does not take this code');
	await quickInput.type(/[?&]code=([^&]+)/.exec(address)?.[1] ?? '');
	await quickInput.accept();
	await workbench.waitForNotification('“mary@example.com” is signed in.');
	await page.close();
	await latchkey.waitForRow('mary@example.com, Google sign-in, valid, active');
	await expectAnswer(latchkey);
	assert.deepEqual(lastCredentials(), ['bearer']);
	await workbench.screenshot('signIn-tree');
});

test('the transcript tells each step and what it means, and no secret', async () => {
	const { desktopClient, webClient } = latchkey.emulator.oauth;
	const text = await readTranscript(latchkey);
	await workbench.screenshot('signIn-transcript');
	const entries = text
		.trimEnd()
		.split(/\n\n(?=\d{4}-)/)
		.slice(1);
	const exchanges = entries.filter((entry) => entry.includes('grant_type: authorization_code'));
	// One of them with a code that was made up.
	assert.equal(exchanges.length, 5);
	for (const line of [
		/^ {4}code: \[redacted, \d+ characters\]$/m,
		/^ {4}code_verifier: \[redacted, 43 characters\]$/m,
		/^ {4}client_secret: \[redacted, \d+ characters\]$/m,
		/^ {4}access_token: \[redacted, \d+ characters\]$/m,
		/^ {4}refresh_token: \[redacted, \d+ characters\]$/m,
		/^ {4}expires_in: 3599$/m,
	]) {
		assert.match(exchanges[0] ?? '', line);
	}
	for (const entry of entries) {
		assert.match(entry, /\n {2}→ [^\n]+$/);
	}
	assert.doesNotMatch(text, /ya29\.|1\/\/0|4\/0A|4%2F0A|eyJ/);
	for (const secret of [desktopClient.clientSecret, webClient.clientSecret]) {
		assert.ok(!text.includes(secret));
	}
});

test('a Desktop client whose file is chosen in the dialog, after two that are none', async () => {
	const { quickInput } = workbench;
	const { desktopClient } = latchkey.emulator.oauth;
	const folder = mkdtempSync(join(tmpdir(), 'latchkey-clients-'));
	const write = (name: string, text: string): string => {
		writeFileSync(join(folder, name), text);
		return join(folder, name);
	};
	const row = 'Choose the Client’s File';
	await startSignIn(latchkey);
	await quickInput.pick('Google');
	await chooseFile(workbench, row, write('large.json', ' '.repeat(200_000)));
	await workbench.waitForNotification('The file is too large');
	await chooseFile(workbench, row, write('adc.json', '{"type":"authorized_user"}'));
	await workbench.waitForNotification('somebody’s sign-in, not an OAuth client');
	await chooseFile(workbench, row, write('good.json', latchkey.emulator.oauth.clientJson(desktopClient.clientId)));
	await quickInput.waitFor('What may be done with this sign-in?');
	await pasteAnswer(latchkey, await leadToBrowser(latchkey));
	await expectAnswer(latchkey);
	rmSync(folder, { recursive: true });
});

test('nothing else of this left an error on the console', () => {
	// VS Code repeats there what a notification says.
	const expected = /^The file is too large|^This file holds somebody’s sign-in/;
	assert.deepEqual(
		workbench.consoleErrors.filter((error) => !expected.test(error)),
		[],
	);
	assert.deepEqual(workbench.cspViolations, []);
});
