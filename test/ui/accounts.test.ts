import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { root } from '../bed/paths.ts';
import { until } from '../bed/until.ts';
import type { Workbench } from '../bed/workbench.ts';
import { Latchkey, pressUntil } from './latchkey.ts';
import { nextTab } from './signInPages.ts';
import { leadToBrowser, pasteAnswer, signInByPasting } from './signingIn.ts';

// Sign-ins as sessions of VS Code: in its Accounts menu, and for another extension that asks for one.

let latchkey: Latchkey;
let workbench: Workbench;

before(async () => {
	latchkey = await Latchkey.open({
		extension: { developmentPath: root, neighbours: [join(import.meta.dirname, 'consumer')] },
	});
	workbench = latchkey.workbench;
});
after(() => latchkey.close());
afterEach(async () => {
	await latchkey.leaveQuickInput();
	await workbench.runCommand('Notifications: Clear All Notifications');
});

/** Opens the Accounts menu of the activity bar, by keyboard; it lists its entries. */
async function openAccounts(): Promise<readonly string[]> {
	const { page } = workbench;
	await workbench.runCommand('View: Focus into Primary Side Bar');
	await workbench.runCommand('View: Focus Previous Part');
	await pressUntil(page, 'Tab', page.locator('.activitybar [aria-label="Accounts"]:focus'));
	await page.keyboard.press('Enter');
	const entries = page.locator('.monaco-menu .action-label');
	await entries.filter({ hasText: 'Manage Extension Account Preferences' }).waitFor();
	return entries.allTextContents();
}

/** What the other extension says it got, or did not get. */
const expectOfConsumer = (text: string) => workbench.waitForNotification(text);

/** Agrees, in VS Code's own dialog, that the other extension signs in. */
async function allow(): Promise<void> {
	const { page } = workbench;
	const dialog = page.locator('.monaco-dialog-box');
	await dialog.filter({ hasText: "The extension 'Consumer' wants to sign in using Gemini (Latchkey)." }).waitFor();
	await workbench.screenshot('signIn-allow-extension');
	await page.keyboard.press('Enter');
	await dialog.waitFor({ state: 'hidden' });
}

test('an account is listed in the Accounts menu', async () => {
	await signInByPasting(latchkey);
	const entries = await openAccounts();
	await workbench.screenshot('signIn-accounts-menu');
	assert.ok(entries.includes('ada@example.com (Gemini (Latchkey))'), entries.join());
	await workbench.page.keyboard.press('Escape');
});

test('another extension gets nothing before the person agrees, and then a token that Gemini takes', async () => {
	const { page, quickInput, runCommand } = workbench;
	await runCommand('Consumer: Ask Gemini Quietly');
	await expectOfConsumer('There is no session.');
	const calls = latchkey.emulator.calls.length;
	await runCommand('Consumer: Ask Gemini');
	await allow();
	await quickInput.waitFor("Select an account for 'Consumer' to use");
	await quickInput.pick('ada@example.com');
	await expectOfConsumer('ada@example.com: a token of 205 characters, which Gemini answers with 200.');
	assert.deepEqual(
		latchkey.emulator.calls.slice(calls).map(({ path, status }) => [path, status]),
		[['/v1beta/models', 200]],
	);
	await runCommand('Notifications: Clear All Notifications');
	await page.locator('.notification-toast').waitFor({ state: 'hidden' });
	await runCommand('Consumer: Ask Gemini Quietly');
	await expectOfConsumer('which Gemini answers with 200.');
});

test('a protected profile gives a token to nobody else', async () => {
	const { runCommand } = workbench;
	await latchkey.chooseFromMenu('ada@example.com', 'Protect Profile');
	await latchkey.waitForRow('ada@example.com, Google sign-in, valid, active, protected');
	await runCommand('Consumer: Ask Gemini Quietly');
	await expectOfConsumer('There is no session.');
	await latchkey.chooseFromMenu('ada@example.com', 'Stop Protecting Profile');
	await latchkey.waitForRow('ada@example.com, Google sign-in, valid, active');
	await runCommand('Notifications: Clear All Notifications');
	await runCommand('Consumer: Ask Gemini Quietly');
	await expectOfConsumer('which Gemini answers with 200.');
});

test('a sign-in that another extension asks for and the person leaves ends with an error for that extension', async () => {
	const { quickInput } = workbench;
	await workbench.runCommand('Consumer: Ask Gemini About Tuned Models');
	await allow();
	await quickInput.waitFor('Who signs you in?');
	await quickInput.cancel();
	await expectOfConsumer('No session: Nobody was signed in.');
});

test('more scopes than a sign-in has start another, with the wanted ones ticked', async () => {
	const { quickInput } = workbench;
	await workbench.runCommand('Consumer: Ask Gemini About Tuned Models');
	await allow();
	await quickInput.pick('Google');
	await quickInput.pick('Use the Client of “ada@example.com”');
	await quickInput.waitFor('What may be done with this sign-in?');
	const tuning = quickInput.widget.locator('.monaco-list-row', { hasText: 'generative-language.tuning' });
	const box = tuning.locator('[role="checkbox"], input').first();
	await until('the wanted scope to be ticked', () => box.isChecked());
	await pasteAnswer(latchkey, await leadToBrowser(latchkey), { account: 'grace@example.com' });
	await expectOfConsumer('grace@example.com: a token of 205 characters, which Gemini answers with 200.');
	await latchkey.waitForRows([
		'ada@example.com, Google sign-in, valid',
		'grace@example.com, Google sign-in, valid, active',
	]);
});

test('more scopes of an account that is named are added to its own sign-in', async () => {
	const tab = nextTab(workbench.context);
	await workbench.runCommand('Consumer: Ask Gemini More of This Account');
	await allow();
	const page = await tab;
	const asked = new URL(page.url()).searchParams;
	assert.equal(asked.get('login_hint'), 'ada@example.com');
	assert.match(asked.get('scope') ?? '', /generative-language\.tuning/);
	await pasteAnswer(latchkey, page);
	await expectOfConsumer('ada@example.com: a token of 205 characters, which Gemini answers with 200.');
	assert.equal((await latchkey.profileRows()).length, 2);
});

test('“Sign Out” in the Accounts menu ends the sign-in here and at Google', async () => {
	const { page } = workbench;
	const { oauth } = latchkey.emulator;
	const account = 'ada@example.com (Gemini (Latchkey))';
	await openAccounts();
	const focused = page.locator('.monaco-menu .action-item.focused');
	await pressUntil(page, 'ArrowDown', focused.filter({ hasText: account }));
	await page.keyboard.press('ArrowRight');
	await pressUntil(page, 'ArrowDown', page.locator('.monaco-submenu .action-item.focused', { hasText: 'Sign Out' }));
	await page.keyboard.press('Enter');
	await page.locator('.monaco-dialog-box', { hasText: "The account 'ada@example.com' has been used by:" }).waitFor();
	await page.keyboard.press('Enter');
	await workbench.waitForNotification('Signed out of “ada@example.com”. Google has revoked the sign-in.');
	assert.deepEqual(
		oauth.liveGrants.map(({ email }) => email),
		['grace@example.com'],
	);
	await latchkey.waitForRow('ada@example.com, Google sign-in, signed out');
	const entries = await openAccounts();
	assert.ok(!entries.includes(account), entries.join());
	assert.ok(entries.includes('grace@example.com (Gemini (Latchkey))'), entries.join());
	await page.keyboard.press('Escape');
});

test('nothing of this left an error on the console', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
