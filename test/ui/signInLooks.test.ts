import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Workbench } from '../bed/workbench.ts';
import { Latchkey } from './latchkey.ts';
import { mintToken } from './mintToken.ts';
import { pressInNotification, signInAtGoogle, signInByPasting } from './signingIn.ts';

// What signing in looks like in VS Code's own themes and in a narrow window. The pictures are for people to look at.

let latchkey: Latchkey;
let workbench: Workbench;

before(async () => {
	latchkey = await Latchkey.open();
	workbench = latchkey.workbench;
});
after(() => latchkey.close());
afterEach(() => latchkey.leaveQuickInput());

const rows = [
	'ada@example.com, Google sign-in, valid, active',
	'grace@example.com, Google sign-in, signed out',
	'gcloud, Access token, expired',
];

test('profiles that are signed in, signed out and expired stand beside each other', async () => {
	const { page, quickInput, runCommand } = workbench;
	await signInByPasting(latchkey);
	await signInByPasting(latchkey, { account: 'grace@example.com' });
	await runCommand('Latchkey: Sign Out…');
	await quickInput.pick('grace@example.com');
	await page.locator('.monaco-dialog-box').filter({ hasText: 'Sign out of “grace@example.com”?' }).waitFor();
	await page.keyboard.press('Enter');
	await workbench.waitForNotification('Signed out of “grace@example.com”.');
	latchkey.emulator.oauth.configure({ accessTokenSeconds: 3 });
	await runCommand('Latchkey: Add Gemini Profile');
	await quickInput.pick('Access Token');
	await quickInput.waitFor('Paste an access token');
	await quickInput.type(await mintToken(latchkey.emulator));
	await quickInput.accept();
	await quickInput.waitFor('Give the profile a name.');
	await quickInput.type('gcloud');
	await quickInput.accept();
	await workbench.waitForNotification('Profile “gcloud”');
	await latchkey.switchTo('ada@example.com');
	await runCommand('Notifications: Clear All Notifications');
	await latchkey.profileRows();
	for (const row of rows) {
		await latchkey.waitForRow(row);
	}
	await latchkey.waitForRows(rows);
	await workbench.screenshot('signIn-states');
});

test('so they do in every theme, beside a sign-in that waits', async () => {
	const tab = await signInAtGoogle(latchkey, latchkey.emulator.oauth.desktopClient.clientId);
	await tab.close();
	await workbench.page.bringToFront();
	await workbench.quickInput.waitFor('Paste the Answer');
	await workbench.quickInput.cancel();
	for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
		await workbench.setTheme(theme);
		await latchkey.waitForRows(rows);
		await workbench.waitForNotification('Waiting for Google in your browser');
		await workbench.screenshot(`signIn-states-${theme}`);
	}
});

test('and in a narrow window, where the ways are still all there', async () => {
	const { page, quickInput } = workbench;
	await page.setViewportSize({ width: 480, height: 800 });
	await workbench.waitForNotification('Waiting for Google in your browser');
	await workbench.screenshot('signIn-states-narrow');
	await workbench.runCommand('Latchkey: Continue Sign-In…');
	await quickInput.waitFor('Sign-In at Google');
	await workbench.screenshot('signIn-ways-narrow');
	await quickInput.cancel();
	await pressInNotification(latchkey, 'Cancel');
	await page.locator('.notification-toast').waitFor({ state: 'hidden' });
});

test('nothing of this left an error on the console', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
