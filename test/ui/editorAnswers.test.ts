import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { removeScratch, scratchFolder } from '../bed/scratch.ts';
import { until } from '../bed/until.ts';
import type { Workbench } from '../bed/workbench.ts';
import type { Call } from '../emulator/emulator.ts';
import { copyEditor } from './copyEditor.ts';
import { Latchkey, RequestPanelPage } from './latchkey.ts';
import { openFile } from './openFile.ts';

// Answers come back into the editor, by keyboard.

const code = 'function add(a, b)\n\treturn a + b\nend\n\nlocal sum = {\n\tof = add,\n}\n';
const words = 'one\ntwo\nthree\n';

const scratch = scratchFolder('editorAnswers');
const folder = join(scratch, 'folder');
let latchkey: Latchkey;
let workbench: Workbench;
before(async () => {
	mkdirSync(folder);
	writeFileSync(join(folder, 'code.lua'), code);
	writeFileSync(join(folder, 'words.txt'), words);
	writeFileSync(join(folder, 'large.txt'), 'All work and no play.\n'.repeat(5000));
	latchkey = await Latchkey.open({
		folder,
		settings: {
			// Or what a test undoes or reverts is on the disk already.
			'files.autoSave': 'off',
			'latchkey.templates': {
				Shorten: { prompt: 'Shorten <${selection}> of ${file}', system: 'In ${language}', result: 'replace' },
				Broken: { prompt: '' },
			},
		},
	});
	({ workbench } = latchkey);
	await latchkey.addProfile('Work');
});
after(async () => {
	await latchkey.close();
	removeScratch(scratch);
});
afterEach(async () => {
	await latchkey.leaveQuickInput();
	await workbench.runCommand('Notifications: Clear All Notifications');
	latchkey.emulator.clearFaults();
	// What a test left unsaved is not wanted.
	const tabs = workbench.page.locator('.tabs-container .tab');
	for (let open = await tabs.count(); open > 0; open = await tabs.count()) {
		await workbench.runCommand('View: Revert and Close Editor');
		await until('the tab to close', async () => (await tabs.count()) < open);
	}
});

const press = async (...keys: readonly string[]) => {
	for (const key of keys) {
		await workbench.page.keyboard.press(key);
	}
};

const editorText = () => copyEditor(workbench, (text) => text !== '');

const expectText = async (expected: string) => {
	let text = '';
	await until(
		'the text in the editor',
		async () => {
			text = await editorText();
			return text === expected;
		},
		{ timeoutMs: 10_000 },
	).catch(() => assert.equal(text, expected));
};

/** Waits until both sides of a comparison are drawn. */
const difference = () =>
	workbench.page.locator('.monaco-diff-editor .char-insert, .monaco-diff-editor .line-insert').first().waitFor();

/** Opens the questions with a key, and answers them by their rows. */
async function sendWith(template: string, place: string): Promise<void> {
	const { quickInput } = workbench;
	await press('Control+Alt+Shift+Enter');
	await quickInput.waitFor('What should Gemini do with it?');
	await quickInput.pick(template);
	await quickInput.waitFor('Where should the answer go?');
	await quickInput.pick(place);
}

/** The next answer, of these pieces. */
function answerNext(...texts: readonly string[]): void {
	const body = texts
		.map((text, index) => ({
			candidates: [
				{
					content: { role: 'model', parts: [{ text }] },
					index: 0,
					...(index === texts.length - 1 ? { finishReason: 'STOP' } : {}),
				},
			],
		}))
		.map((event) => `data: ${JSON.stringify(event)}\n\n`)
		.join('');
	latchkey.emulator.failNext({
		kind: 'respond',
		match: { path: 'streamGenerateContent' },
		status: 200,
		headers: { 'content-type': 'text/event-stream' },
		body,
	});
}

const generations = (): readonly Call[] =>
	latchkey.emulator.calls.filter(({ path }) => path.endsWith(':streamGenerateContent'));

type Sent = {
	readonly contents: readonly { readonly parts: readonly { readonly text: string }[] }[];
	readonly systemInstruction?: { readonly parts: readonly { readonly text: string }[] };
};

/** What Gemini received last. */
function lastSent(): { readonly prompt: string; readonly system: string } {
	const body = generations().at(-1)?.body as Sent;
	return {
		prompt: body.contents[0]?.parts[0]?.text ?? '',
		system: body.systemInstruction?.parts[0]?.text ?? '',
	};
}

test('a template asks in the panel, with the selection in a fenced block', async () => {
	await openFile(workbench, 'code.lua');
	await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
	await press('Control+Alt+Shift+Enter');
	await workbench.quickInput.waitFor('What should Gemini do with it?');
	assert.deepEqual(
		(await workbench.quickInput.rows()).map((row) => row.split(',')[0]),
		['Text as It Is', 'Explain', 'Review', 'Write Tests', 'Translate…', 'Shorten'],
	);
	await workbench.waitForNotification('Left out of your templates');
	await workbench.screenshot('editor-templates');
	await workbench.quickInput.pick('Explain');
	await workbench.quickInput.waitFor('Where should the answer go?');
	await workbench.screenshot('editor-places');
	await workbench.quickInput.accept();
	const frame = await workbench.webviewFrame('main .answer:not([hidden])');
	await new RequestPanelPage(workbench, frame).status('Answered');
	const { prompt, system } = lastSent();
	assert.match(prompt, /^Explain what this part of `code\.lua` \(lua\) does/);
	assert.ok(prompt.endsWith('\n\n```lua\nfunction add(a, b)\n\treturn a + b\nend\n```'), prompt);
	assert.match(system, /^Answer briefly/);
});

test('an answer goes below the selection, without its fence, in the indentation, and is undone in one step', async () => {
	await openFile(workbench, 'code.lua');
	await press('ArrowDown');
	answerNext('```lua\nlocal sum', ' = a + b\nreturn sum\n```\n');
	await sendWith('Text as It Is', 'Insert Below');
	await expectText(code.replace('return a + b\n', 'return a + b\n\tlocal sum = a + b\n\treturn sum\n'));
	assert.equal(lastSent().prompt, 'return a + b');
	await press('ControlOrMeta+Z');
	await expectText(code);
});

test('an answer takes the place of the selection once its difference was seen and accepted', async () => {
	await openFile(workbench, 'code.lua');
	await press('ArrowDown', 'Shift+ArrowDown');
	answerNext('return b + a');
	await sendWith('Shorten', 'Replace Selection');
	const toast = await workbench.waitForNotification('Put Gemini’s answer in the place of the selection in code.lua?');
	await workbench.page.getByRole('tab', { name: 'code.lua ↔ Gemini’s Answer' }).waitFor();
	await difference();
	await workbench.screenshot('editor-difference');
	assert.deepEqual(lastSent(), { prompt: 'Shorten <return a + b\n> of code.lua', system: 'In lua' });
	await toast.getByRole('button', { name: 'Replace' }).press('Enter');
	await workbench.page.getByRole('tab', { name: '↔' }).waitFor({ state: 'detached' });
	await openFile(workbench, 'code.lua');
	await expectText(code.replace('a + b', 'b + a'));
	await press('ControlOrMeta+Z');
	await expectText(code);
});

test('a proposal is accepted or discarded from its title bar too; closing it discards', async () => {
	for (const end of [
		'Latchkey: Discard Gemini’s Answer',
		'View: Close Editor',
		'Latchkey: Replace with Gemini’s Answer',
	]) {
		await openFile(workbench, 'words.txt');
		answerNext('1');
		await sendWith('Text as It Is', 'Replace Selection');
		await workbench.page.getByRole('tab', { name: 'words.txt ↔ Gemini’s Answer' }).waitFor();
		await difference();
		await workbench.runCommand(end);
		await workbench.page.getByRole('tab', { name: '↔' }).waitFor({ state: 'detached' });
		await openFile(workbench, 'words.txt');
		await expectText(end.includes('Replace') ? '1\ntwo\nthree\n' : words);
		await workbench.runCommand('Notifications: Clear All Notifications');
	}
});

test('an answer stands in a document of its own, in the language of its code', async () => {
	await openFile(workbench, 'code.lua');
	answerNext('```lua\nassert(add(1, 2) == 3)\n```');
	await sendWith('Write Tests', 'New Document');
	await workbench.page.getByRole('tab', { name: 'Untitled-1' }).waitFor();
	await expectText('assert(add(1, 2) == 3)\n');
	await workbench.page.locator('.statusbar-item', { hasText: 'Lua' }).waitFor();
	assert.match(lastSent().prompt, /^Write unit tests for this part of `code\.lua`/);
});

test('two cursors are two requests, whose answers come in one edit', async () => {
	const before = generations().length;
	await openFile(workbench, 'words.txt');
	await workbench.runCommand('Add Cursor Below');
	await press('Shift+End');
	await sendWith('Text as It Is', 'Insert Below');
	const echo = (word: string) =>
		`Hello! This is the emulator playing gemini-3.8-flash, so no model has read your words. You wrote: “${word}”. Ask me to “write 500 words” if you need a longer answer.`;
	await expectText(`one\n${echo('one')}\ntwo\n${echo('two')}\nthree\n`);
	assert.equal(generations().length - before, 2);
	await workbench.screenshot('editor-two-cursors');
	await press('ControlOrMeta+Z');
	await expectText(words);
});

test('while the answer is awaited the editor says so; cancelling closes the connection and changes nothing', async () => {
	const before = generations().length;
	await openFile(workbench, 'words.txt');
	latchkey.emulator.failNext({
		kind: 'stall-mid-stream',
		afterChunks: 2,
		match: { path: 'streamGenerateContent' },
	});
	await sendWith('Text as It Is', 'Insert Below');
	const toast = await workbench.waitForNotification('Gemini is answering…');
	const marks = () =>
		workbench.page
			.locator('.view-lines [class*="ced-"]')
			.evaluateAll((all) => all.map((one) => getComputedStyle(one, '::after').content));
	await until('the mark behind the line', async () => (await marks()).some((mark) => mark.includes('answering')));
	await until('a part of the answer', () => (generations()[before]?.chunksSent ?? 0) >= 2);
	await workbench.screenshot('editor-answering');
	await toast.getByRole('button', { name: 'Cancel' }).press('Enter');
	await until('the call to be called off', () => generations()[before]?.outcome === 'closed-by-client');
	await until('the mark to go', async () => !(await marks()).some((mark) => mark.includes('answering')));
	await openFile(workbench, 'words.txt');
	await expectText(words);
});

test('an answer that breaks off is explained, and nothing of it gets into the text', async () => {
	await openFile(workbench, 'words.txt');
	latchkey.emulator.failNext({
		kind: 'close-mid-stream',
		afterChunks: 2,
		match: { path: 'streamGenerateContent' },
	});
	await sendWith('Text as It Is', 'Insert Below');
	const toast = await workbench.waitForNotification('Work: ');
	assert.match((await toast.textContent()) ?? '', /Answer cut off\. .*A request panel keeps what had arrived\./);
	await workbench.screenshot('editor-failure');
	await expectText(words);
});

test('a person goes on writing: the answer follows its text, and where that was changed it stands alone', async () => {
	await openFile(workbench, 'words.txt');
	await press('ArrowDown');
	const stalled = async () => {
		const before = generations().length;
		latchkey.emulator.failNext({ kind: 'delay', ms: 3000, match: { path: 'streamGenerateContent' } });
		answerNext('2');
		await sendWith('Text as It Is', 'Insert Below');
		await until('the request', () => generations().length > before);
		await workbench.page.locator('.monaco-editor.focused').waitFor();
	};
	await stalled();
	await press('ControlOrMeta+Home');
	await workbench.page.keyboard.insertText('zero\n');
	await expectText('zero\none\ntwo\n2\nthree\n');
	await press('ControlOrMeta+Home');
	await stalled();
	await press('ControlOrMeta+Home');
	await press('ArrowRight');
	await workbench.page.keyboard.insertText('!');
	await workbench.waitForNotification('What you had selected in words.txt was changed meanwhile');
	await workbench.page.getByRole('tab', { name: 'Untitled-1' }).waitFor();
	await expectText('2');
});

test('of a large text Gemini counts the tokens before a person decides; translating asks for the language', async () => {
	const { page, quickInput } = workbench;
	const before = generations().length;
	await openFile(workbench, 'large.txt');
	await press('ControlOrMeta+A', 'Control+Alt+Shift+Enter');
	await quickInput.waitFor('What should Gemini do with it?');
	await quickInput.pick('Translate…');
	await quickInput.waitFor('Into which language?');
	await quickInput.type('French');
	await quickInput.accept();
	await quickInput.waitFor('Where should the answer go?');
	await quickInput.pick('New Document');
	const dialog = page
		.locator('.monaco-dialog-box')
		.filter({ hasText: /Send a large selection \(\d+ thousand characters, \d+ tokens\)\?/ });
	await dialog.waitFor();
	await workbench.screenshot('editor-large');
	assert.match(latchkey.emulator.calls.at(-1)?.path ?? '', /:countTokens$/);
	await press('Escape');
	await dialog.waitFor({ state: 'detached' });
	assert.equal(generations().length, before);
	await sendLarge();
	assert.match(lastSent().prompt, /^Translate this text into French\.\n\n```plaintext\nAll work/);

	/** What was chosen before stands first, down to the language. */
	async function sendLarge(): Promise<void> {
		answerNext('Tout travail');
		await press('Control+Alt+Shift+Enter');
		await quickInput.waitFor('What should Gemini do with it?');
		await press('Enter');
		await quickInput.waitFor('Into which language?');
		await press('Enter');
		await quickInput.waitFor('Where should the answer go?');
		await press('Enter');
		await dialog.waitFor();
		await press('Enter');
		await page.getByRole('tab', { name: 'Untitled-1' }).waitFor();
		await expectText('Tout travail');
	}
});

test('output is not written into, and the question says why', async () => {
	await workbench.runCommand('Latchkey: Show Log');
	await workbench.page.locator('.output-view .view-lines').filter({ hasText: 'Work' }).first().waitFor();
	await workbench.runCommand('Output: Focus on Output View');
	await openFile(workbench, 'words.txt');
	await workbench.runCommand('View: Close Editor');
	await workbench.runCommand('Output: Focus on Output View');
	await press('Control+Alt+Shift+Enter');
	await workbench.quickInput.waitFor('What should Gemini do with it?');
	await workbench.quickInput.pick('Explain');
	await workbench.quickInput.waitFor('An answer cannot be put into output.');
	assert.deepEqual(
		(await workbench.quickInput.rows()).map((row) => row.split(',')[0]),
		['Request Panel', 'New Document'],
	);
	await latchkey.leaveQuickInput();
	await workbench.runCommand('View: Hide Panel');
});

test('another profile is a question more, and the last one stands first', async () => {
	await latchkey.addProfile('Other', latchkey.emulator.keys.validAuth);
	await latchkey.switchTo('Work');
	await openFile(workbench, 'words.txt');
	const { quickInput } = workbench;
	answerNext('1');
	await sendWith('Text as It Is', 'Insert Below');
	await quickInput.waitFor('Which profile should it be sent with?');
	assert.deepEqual(
		(await quickInput.rows()).map((row) => row.split(',')[0]),
		['Work', 'Another Profile…'],
	);
	await workbench.screenshot('editor-profile');
	await quickInput.pick('Another Profile…');
	await until('all profiles', async () => (await quickInput.rows()).some((row) => row.startsWith('Other')));
	await quickInput.pick('Other');
	await expectText('one\n1\ntwo\nthree\n');
	await press('Control+Alt+Shift+Enter');
	await quickInput.waitFor('What should Gemini do with it?');
	assert.match((await quickInput.rows())[0] ?? '', /^Text as It Is/);
});

test('nothing of this left an error on the console or broke the content security policy', () => {
	// VS Code itself writes what a notification says of a failure.
	const said = workbench.consoleErrors.filter((text) => !text.startsWith('Work: Answer cut off.'));
	assert.deepEqual(said, []);
	assert.deepEqual(workbench.cspViolations, []);
});
