import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../bed/until.ts';
import type { Workbench } from '../bed/workbench.ts';
import { chooseFile } from './chooseFile.ts';
import { expectRenewal } from './expectRenewal.ts';
import { Latchkey, pressUntil } from './latchkey.ts';

let latchkey: Latchkey;
let workbench: Workbench;
const folder = mkdtempSync(join(tmpdir(), 'latchkey-folder-'));

before(async () => {
	execFileSync('git', ['init', '--quiet', folder]);
	latchkey = await Latchkey.open({ folder, settings: { 'git.enabled': true } });
	workbench = latchkey.workbench;
});
after(async () => {
	await latchkey.close();
	rmSync(folder, { recursive: true, force: true });
});
afterEach(() => latchkey.leaveQuickInput());

const keyJson = (name: 'runner' | 'keyDeleted' | 'other' = 'runner') =>
	latchkey.emulator.serviceAccounts.keyJson(latchkey.emulator.serviceAccounts.seeded[name]);

async function startAdding(): Promise<void> {
	await workbench.runCommand('Latchkey: Add Gemini Profile');
	await workbench.quickInput.pick('Service Account');
	await workbench.quickInput.waitFor('only signs');
}

async function paste(json: string): Promise<void> {
	await workbench.quickInput.pick('Paste the File’s Content');
	await workbench.quickInput.waitFor('Paste the whole content of the key file');
	await workbench.quickInput.type(json);
	await workbench.quickInput.accept();
}

async function finish(tokens: string, name: string): Promise<void> {
	const { quickInput } = workbench;
	await quickInput.waitFor('How are tokens to be had?');
	await quickInput.pick(tokens);
	await quickInput.waitFor('Give the profile a name');
	await quickInput.type(name);
	await quickInput.accept();
}

test('a pasted key is checked, asked for a token, and answers a prompt', async () => {
	await startAdding();
	await workbench.screenshot('serviceAccount-file');
	await paste(await keyJson());
	await workbench.quickInput.waitFor('How are tokens to be had?');
	await workbench.screenshot('serviceAccount-tokens');
	await finish('Ask Google for a Token', 'Robot');
	await workbench.waitForNotification('“Robot” is ready');
	await latchkey.profileRows();
	await latchkey.waitForRow('Robot, Service account, valid, active');
	await latchkey.focusProfile('Robot');
	// The list is drawn anew when the age is known, and an opening that meets that is lost.
	await pressUntil(workbench.page, 'ArrowRight', workbench.page.locator('.monaco-list-row[aria-label^="Key made"]'));
	await workbench.screenshot('serviceAccount-facts');
	const panel = await latchkey.openPanel();
	await panel.send('Hello');
	await panel.status('Answered');
	await workbench.screenshot('serviceAccount-answered');
	await workbench.runCommand('View: Close All Editors');
	await expectRenewal(latchkey, /^\/token$/);
});

test('one that signs its tokens itself asks the token endpoint for none', async () => {
	const before = latchkey.emulator.calls.filter(({ path }) => path === '/token').length;
	await startAdding();
	await paste(await keyJson('other'));
	await finish('Sign Tokens Here', 'Signer');
	await workbench.waitForNotification('“Signer” is ready');
	assert.equal(latchkey.emulator.calls.filter(({ path }) => path === '/token').length, before);
});

test('a key that Google does not know any more is saved with what is the matter', async () => {
	await startAdding();
	await paste(await keyJson('keyDeleted'));
	await finish('Ask Google for a Token', 'Old key');
	await workbench.waitForNotification('Signature not valid');
	await latchkey.profileRows();
	await latchkey.waitForRow('Old key, Service account, rejected');
	await workbench.screenshot('serviceAccount-old-key');
});

test('what is no key is refused in the box, and nothing is sent', async () => {
	// How old an earlier key is may still be asked.
	const asked = () => latchkey.emulator.calls.filter(({ path }) => !path.startsWith('/robot/')).length;
	const calls = asked();
	await startAdding();
	const evil = (await keyJson()).replace('https://oauth2.googleapis.com/token', 'https://evil.example/token');
	await paste(evil);
	await workbench.quickInput.waitFor('leads to https://evil.example/token and not to Google');
	await workbench.quickInput.type('{"type":"authorized_user"}');
	await workbench.quickInput.accept();
	await workbench.quickInput.waitFor('somebody’s sign-in');
	assert.equal(asked(), calls);
});

test('what a chosen file says is no link', async () => {
	const file = join(folder, 'hostile.json');
	const link = '[Free](command:workbench.action.reloadWindow)';
	writeFileSync(file, (await keyJson()).replace('https://oauth2.googleapis.com/token', `https://evil.example/${link}`));
	await startAdding();
	await chooseFile(workbench, 'Choose the Key File', file);
	const toast = await workbench.waitForNotification('not to Google');
	assert.match((await toast.textContent()) ?? '', /\[Free\]\u200b\(command:/);
	assert.equal(await toast.locator('a', { hasText: 'Free' }).count(), 0);
});

test('a chosen file is to be ignored by git, or deleted', async () => {
	const { page } = workbench;
	const file = join(folder, 'key.json');
	writeFileSync(file, await keyJson('other'));
	await startAdding();
	await chooseFile(workbench, 'Choose the Key File', file);
	await finish('Sign Tokens Here', 'From a file');
	const toast = await workbench.waitForNotification('still lies on the disk');
	await workbench.screenshot('serviceAccount-tidy');
	await toast.getByRole('button', { name: 'Add to .gitignore' }).click();
	await until('the line in .gitignore', async () => existsSync(join(folder, '.gitignore')));
	assert.equal(readFileSync(join(folder, '.gitignore'), 'utf8'), '/key.json\n');
	await page.keyboard.press('Escape');
});

test('a key file that is dragged onto the list is taken as well', async () => {
	const { page, quickInput } = workbench;
	writeFileSync(join(folder, 'dropped.json'), await keyJson());
	await page.keyboard.press('ControlOrMeta+P');
	await quickInput.type('dropped.json');
	await until('the file to be found', async () =>
		(await quickInput.rows()).some((row) => row.startsWith('dropped.json')),
	);
	await quickInput.accept();
	const tab = page.getByRole('tab', { name: 'dropped.json' });
	await tab.waitFor();
	await latchkey.profileRows();
	await tab.dragTo(page.locator('.pane-body [aria-label="Profiles"], [aria-label="Profiles"].monaco-list').first());
	await finish('Ask Google', 'Dropped');
	await workbench.waitForNotification('“Dropped” is ready');
	await workbench.runCommand('View: Close All Editors');
	await latchkey.waitForRow('Dropped, Service account, valid, active');
});

test('a key that git tracks is warned of loudly', async () => {
	const file = join(folder, 'tracked.json');
	writeFileSync(file, await keyJson());
	execFileSync('git', ['-C', folder, 'add', '--force', 'tracked.json']);
	await startAdding();
	await chooseFile(workbench, 'Choose the Key File', file);
	await finish('Sign Tokens Here', 'Tracked');
	const dialog = workbench.page.locator('.monaco-dialog-box').filter({ hasText: 'Git tracks “tracked.json”' });
	await dialog.waitFor();
	await workbench.screenshot('serviceAccount-tracked');
	await dialog.getByRole('button', { name: 'Delete File' }).click();
	await until('the file to be gone', async () => !existsSync(file));
});
