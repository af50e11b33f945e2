import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { removeScratch, scratchFolder } from '../bed/scratch.ts';
import { until } from '../bed/until.ts';
import { Latchkey, RequestPanelPage } from './latchkey.ts';
import { openFile } from './openFile.ts';

// From the editor to an answer, by keyboard.

const scratch = scratchFolder('editor');
const folder = join(scratch, 'folder');
let latchkey: Latchkey;
before(async () => {
	mkdirSync(folder);
	writeFileSync(join(folder, 'poem.txt'), 'Roses are red\n\nViolets are blue\n');
	writeFileSync(join(folder, 'large.txt'), 'All work and no play.\n'.repeat(5000));
	writeFileSync(join(folder, 'empty.txt'), '\n\n');
	latchkey = await Latchkey.open({ folder });
	await latchkey.addProfile('Work');
});
after(async () => {
	await latchkey.close();
	removeScratch(scratch);
});
afterEach(async () => {
	await latchkey.workbench.runCommand('View: Close All Editors');
	latchkey.emulator.clearFaults();
});

const sendFromEditor = () => latchkey.workbench.page.keyboard.press('Control+Alt+Enter');

async function answeredPanel(): Promise<RequestPanelPage> {
	const frame = await latchkey.workbench.webviewFrame('main .answer:not([hidden])');
	const panel = new RequestPanelPage(latchkey.workbench, frame);
	await panel.status('Answered');
	return panel;
}

/** The text of the prompt that Gemini received last. */
function lastPrompt(): string {
	const body = latchkey.emulator.calls.findLast(({ method }) => method === 'POST')?.body;
	return (body as { contents: { parts: { text: string }[] }[] }).contents[0]?.parts[0]?.text ?? '';
}

const dialog = (text: string) => latchkey.workbench.page.locator('.monaco-dialog-box').filter({ hasText: text });

test('the selection is sent with two keys, and answered beside the editor', async () => {
	const { page } = latchkey.workbench;
	await openFile(latchkey.workbench, 'poem.txt');
	await page.keyboard.press('Shift+ArrowDown');
	await page.keyboard.press('Shift+ArrowDown');
	await page.keyboard.press('Shift+End');
	await sendFromEditor();
	const panel = await answeredPanel();
	assert.equal(lastPrompt(), 'Roses are red\n\nViolets are blue');
	assert.equal(await panel.prompt.inputValue(), 'Roses are red\n\nViolets are blue');
	await page.getByRole('tab', { name: 'Gemini: Roses are red Violets' }).waitFor();
	await latchkey.workbench.screenshot('editor-answered');
});

test('without a selection the line is sent, from the palette or the menu, and the panel is used again', async () => {
	const { workbench } = latchkey;
	const { page } = workbench;
	await openFile(latchkey.workbench, 'poem.txt');
	await workbench.runCommand('Latchkey: Send Selection to Gemini');
	await answeredPanel();
	assert.equal(lastPrompt(), 'Roses are red');
	await page.keyboard.press('Control+1');
	await page.locator('.monaco-editor.focused').waitFor();
	await page.keyboard.press('ControlOrMeta+End');
	await page.keyboard.press('ArrowUp');
	await latchkey.pickFromContextMenu('Send Selection to Gemini');
	const panel = await answeredPanel();
	await panel.frame.locator('.answer').filter({ hasText: 'Violets' }).waitFor();
	assert.equal(lastPrompt(), 'Violets are blue');
	assert.equal(await page.getByRole('tab', { name: /^Gemini: / }).count(), 1);
});

test('a panel with something typed into it is left alone, and another one opened', async () => {
	const { page } = latchkey.workbench;
	await openFile(latchkey.workbench, 'poem.txt');
	await sendFromEditor();
	const panel = await answeredPanel();
	await panel.focus();
	await panel.type('Half a thought');
	await page.keyboard.press('Control+1');
	await page.locator('.monaco-editor.focused').waitFor();
	await sendFromEditor();
	await page
		.getByRole('tab', { name: /^Gemini: / })
		.nth(1)
		.waitFor();
	await latchkey.workbench.runCommand('View: Open Previous Editor in Group');
	await until('the panel with what was typed', async () => {
		const frame = await latchkey.workbench.webviewFrame('main .prompt');
		const typed = await frame.locator('.prompt textarea').inputValue({ timeout: 1000 });
		return typed === 'Half a thought';
	});
});

test('on an empty line the whole file is sent, after asking', async () => {
	const { page } = latchkey.workbench;
	const calls = latchkey.emulator.calls.length;
	await openFile(latchkey.workbench, 'poem.txt');
	await page.keyboard.press('ArrowDown');
	await sendFromEditor();
	await dialog('Nothing is selected. Send the whole file (32 characters, about 8 tokens)?').waitFor();
	await latchkey.workbench.screenshot('editor-whole-file');
	await page.keyboard.press('Escape');
	await dialog('Nothing is selected').waitFor({ state: 'detached' });
	assert.equal(latchkey.emulator.calls.length, calls);
	await sendFromEditor();
	await dialog('Nothing is selected').waitFor();
	await page.keyboard.press('Enter');
	await answeredPanel();
	assert.equal(lastPrompt(), 'Roses are red\n\nViolets are blue\n');
});

test('100 KB are sent whole, after asking', async () => {
	const { page } = latchkey.workbench;
	await openFile(latchkey.workbench, 'large.txt');
	await page.keyboard.press('ControlOrMeta+A');
	await sendFromEditor();
	await dialog('Send a large selection (110 thousand characters, about 27500 tokens)?').waitFor();
	await page.keyboard.press('Enter');
	const panel = await answeredPanel();
	assert.equal(lastPrompt(), 'All work and no play.\n'.repeat(5000));
	assert.equal((await panel.prompt.inputValue()).length, 110_000);
});

test('an empty file is not sent, and said so', async () => {
	const calls = latchkey.emulator.calls.length;
	await openFile(latchkey.workbench, 'empty.txt');
	await sendFromEditor();
	await latchkey.workbench.waitForNotification('There is nothing to send');
	assert.equal(latchkey.emulator.calls.length, calls);
});

test('nothing of this left an error on the console or broke the content security policy', () => {
	assert.deepEqual(latchkey.workbench.consoleErrors, []);
	assert.deepEqual(latchkey.workbench.cspViolations, []);
});
