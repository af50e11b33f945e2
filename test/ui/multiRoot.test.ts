import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { removeScratch, scratchFolder } from '../bed/scratch.ts';
import { Latchkey, RequestPanelPage } from './latchkey.ts';

// A workspace of two folders that name different profiles.

const scratch = scratchFolder('multi-root');
const workspaceFile = join(scratch, 'both.code-workspace');

const writeWorkspace = (settings: object) =>
	writeFileSync(workspaceFile, JSON.stringify({ folders: [{ path: 'first' }, { path: 'second' }], settings }));
const nameInFolder = (folder: string, profile: string) =>
	writeFileSync(join(scratch, folder, '.vscode/settings.json'), JSON.stringify({ 'latchkey.profile': profile }));

let latchkey: Latchkey;
before(async () => {
	for (const [folder, profile] of [
		['first', 'Work'],
		['second', 'Home'],
	] as const) {
		mkdirSync(join(scratch, folder, '.vscode'), { recursive: true });
		nameInFolder(folder, profile);
		writeFileSync(join(scratch, folder, `of-${folder}.txt`), `A line of the ${folder} folder\n`);
	}
	writeWorkspace({});
	latchkey = await Latchkey.open({ workspaceFile });
	await latchkey.addProfile('Work');
	await latchkey.addProfile('Home', latchkey.emulator.keys.validAuth);
});
after(async () => {
	await latchkey.close();
	removeScratch(scratch);
});

async function openFile(name: string): Promise<void> {
	const { page, quickInput } = latchkey.workbench;
	await page.keyboard.press('ControlOrMeta+P');
	await quickInput.type(name);
	await quickInput.pick(name);
	await page.locator('.monaco-editor.focused').waitFor();
}

test('before any file is opened the first folder has the word', () => latchkey.waitForStatusBar('Work'));

test('a line of the second folder is sent with its profile, and so is what is asked after it in the panel', async () => {
	const { workbench, emulator } = latchkey;
	await openFile('of-second.txt');
	await latchkey.waitForStatusBar('Home');
	await workbench.page.keyboard.press('Control+Alt+Enter');
	const frame = await workbench.webviewFrame('main .answer:not([hidden])');
	const panel = new RequestPanelPage(workbench, frame);
	await panel.status('Answered by gemini-flash-latest with “Home”');
	await panel.focus();
	await latchkey.waitForStatusBar('Home');
	const calls = emulator.calls.length;
	await panel.send('And now?');
	await panel.frame.locator('.answer').filter({ hasText: 'And now?' }).waitFor();
	await panel.status('Answered by gemini-flash-latest with “Home”');
	assert.equal(emulator.calls.length, calls + 1);
	await workbench.screenshot('multi-root');
});

test('a new file, which lies in no folder, changes nothing, and a file of the first folder does', async () => {
	await latchkey.workbench.runCommand('File: New Untitled Text File');
	await latchkey.workbench.page.getByRole('tab', { name: 'Untitled-1' }).waitFor();
	await latchkey.waitForStatusBar('Home');
	await openFile('of-first.txt');
	await latchkey.waitForStatusBar('Work');
});

test('where a second setting stands behind the one that was removed, the person is asked again', async () => {
	const { quickInput } = latchkey.workbench;
	writeWorkspace({ 'latchkey.profile': 'Home' });
	nameInFolder('first', 'Home');
	await latchkey.waitForStatusBar('Home');
	await latchkey.switchTo('Work');
	await quickInput.waitFor('The folder’s settings name it. That wins over a choice for this window.');
	await quickInput.pick('Remove the Setting and Use “Work” in This Window');
	await quickInput.waitFor('The workspace’s settings name it. That wins over a choice for this window.');
	await quickInput.pick('Remove the Setting and Use “Work” in This Window');
	await latchkey.waitForStatusBar('Work');
	assert.equal(await quickInput.widget.isVisible(), false);
});

test('nothing of this left an error on the console', () => {
	assert.deepEqual(latchkey.workbench.consoleErrors, []);
	assert.deepEqual(latchkey.workbench.cspViolations, []);
});
