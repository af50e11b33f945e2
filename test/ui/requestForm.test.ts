import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { until } from '../bed/until.ts';
import type { Workbench } from '../bed/workbench.ts';
import { accessibilityFaults } from './accessibility.ts';
import { enterFile } from './chooseFile.ts';
import { Latchkey, pressUntil, type RequestPanelPage } from './latchkey.ts';

// All that stands above an answer: settings that fit the model, a schema, files, and the count of tokens.

let latchkey: Latchkey;
let workbench: Workbench;
let panel: RequestPanelPage;
const folder = mkdtempSync(join(tmpdir(), 'latchkey-form-'));

before(async () => {
	latchkey = await Latchkey.open();
	({ workbench } = latchkey);
	await latchkey.addProfile('Work');
	panel = await latchkey.openPanel();
	await panel.frame.locator('datalist option[value="gemini-2.5-pro"]').waitFor({ state: 'attached' });
});
after(async () => {
	await latchkey.close();
	rmSync(folder, { recursive: true });
});

const press = (key: string) => workbench.page.keyboard.press(key);

/** Types into the field that Tab or Shift+Tab leads to. */
async function enter(selector: string, text: string, key: 'Tab' | 'Shift+Tab' = 'Shift+Tab'): Promise<void> {
	await pressUntil(workbench.page, key, panel.frame.locator(`${selector}:focus`));
	await press('ControlOrMeta+A');
	await (text === '' ? press('Delete') : workbench.page.keyboard.insertText(text));
}

async function chooseModel(model: string): Promise<void> {
	await panel.tabBackTo('input.model');
	await workbench.page.keyboard.insertText(model);
	await press('Tab');
}

const isShown = (id: string) => panel.frame.locator(`#${id}`).isVisible();
const levels = () =>
	panel.frame.locator('#thinking option').evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value));
const lastBody = (method: string) =>
	latchkey.emulator.calls.findLast(({ path }) => path.includes(method))?.body as Record<string, unknown>;

test('the model in use says its limits, and settings fit it', async () => {
	const line = panel.frame.locator('.model-line');
	await line.filter({ hasText: '1,048,576 tokens in · 65,536 out · thinks' }).waitFor();
	assert.deepEqual(await levels(), ['', 'low', 'medium', 'high']);
	assert.equal(await isShown('thinkingBudget'), false);
	await panel.frame.getByText('Deprecated for this model').waitFor();
	await workbench.screenshot('form-default');
	await chooseModel('gemini-2.5-pro');
	await line.filter({ hasText: 'always thinks' }).waitFor();
	assert.equal(await isShown('thinking'), false);
	await panel.frame.getByText('128 to 32,768, -1 as much as it likes').waitFor();
	await chooseModel('my-own-model');
	await line.waitFor({ state: 'hidden' });
	assert.deepEqual([await isShown('thinking'), await isShown('thinkingBudget')], [true, true]);
	await chooseModel('gemma-4-31b-it');
	await line.filter({ hasText: 'does not think' }).waitFor();
	assert.deepEqual([await isShown('thinking'), await isShown('thinkingBudget')], [false, false]);
	await chooseModel('gemini-2.5-flash');
	await line.filter({ hasText: 'thinks if wanted' }).waitFor();
});

test('a schema that is wrong is said as it is typed, and not sent', async () => {
	await pressUntil(workbench.page, 'Tab', panel.frame.locator('.fold summary:focus', { hasText: 'More settings' }));
	await press('Enter');
	await enter('#schema', '{\n  "type": "object",\n}', 'Tab');
	const fault = panel.frame.locator('#fault-schema');
	await fault.filter({ hasText: 'Line 3, column 1: a name in double quotes is missing here.' }).waitFor();
	assert.ok(await panel.frame.locator('#schema:focus').isVisible());
	const calls = latchkey.emulator.calls.length;
	await panel.tabToPrompt();
	await panel.type('Hello');
	await press('ControlOrMeta+Enter');
	await panel.frame.locator('#schema:focus').waitFor();
	assert.equal(latchkey.emulator.calls.length, calls);
	await workbench.screenshot('form-schema-wrong');
	await enter(
		'#schema',
		'{"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["reply"]}',
		'Tab',
	);
	await fault.filter({ hasText: 'In required: there is no property “reply”.' }).waitFor();
	await enter(
		'#schema',
		'{"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["answer"]}',
		'Tab',
	);
	await panel.frame.locator('#hint-schema').filter({ hasText: 'A schema that Gemini takes.' }).waitFor();
	assert.equal(await fault.textContent(), '');
});

test('what is set arrives, all of it, and nothing else', async () => {
	await enter('#stop', 'END\n\\n\\nUser:');
	await pressUntil(workbench.page, 'Tab', panel.frame.locator('#includeThoughts:focus'));
	await press('ArrowDown');
	await enter('#seed', '7', 'Tab');
	await pressUntil(workbench.page, 'Tab', panel.frame.locator('#dangerousContent:focus'));
	await press('End');
	await enter('#thinkingBudget', '512');
	await panel.frame
		.locator('.set')
		.filter({ hasText: 'Stop sequences, Thought summaries, Seed, JSON schema, Dangerous content' })
		.waitFor();
	await panel.tabToPrompt();
	await panel.send('Hello');
	await panel.status('Answered by gemini-2.5-flash');
	assert.deepEqual(lastBody(':streamGenerateContent'), {
		contents: [{ role: 'user', parts: [{ text: 'Hello' }] }],
		generationConfig: {
			thinkingConfig: { thinkingBudget: 512, includeThoughts: true },
			stopSequences: ['END', '\n\nUser:'],
			seed: 7,
			responseMimeType: 'application/json',
			responseJsonSchema: { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'] },
		},
		safetySettings: [{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', threshold: 'OFF' }],
	});
});

const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('files come from the dialog, by pasting and by dropping, and are taken away by keyboard', async () => {
	writeFileSync(join(folder, 'notes.md'), '# Notes');
	writeFileSync(join(folder, 'program.bin'), Uint8Array.of(0, 1, 2, 255));
	const add = panel.frame.locator('button:focus', { hasText: 'Add Files…' });
	const files = panel.frame.locator('.file');
	await pressUntil(workbench.page, 'Tab', add);
	await press('Enter');
	await enterFile(workbench, join(folder, 'notes.md'));
	await files.filter({ hasText: 'notes.md' }).filter({ hasText: '7 bytes' }).waitFor();
	// What VS Code does with the keyboard's own paste is its affair; the page gets the event with the picture.
	for (const [type, target, name] of [
		['paste', '.prompt', 'pasted.png'],
		['drop', 'main', 'dropped.png'],
	] as const) {
		await panel.frame.evaluate(
			([base64, kind, selector, fileName]) => {
				const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
				const transfer = new DataTransfer();
				transfer.items.add(new File([bytes], fileName, { type: 'image/png' }));
				const options = { bubbles: true, cancelable: true, composed: true };
				document
					.querySelector(selector)
					?.dispatchEvent(
						kind === 'paste'
							? new ClipboardEvent(kind, { ...options, clipboardData: transfer })
							: new DragEvent(kind, { ...options, dataTransfer: transfer }),
					);
			},
			[dot, type, target, name] as const,
		);
		await files.filter({ hasText: name }).locator('img').waitFor();
	}
	await panel.focus();
	await pressUntil(workbench.page, 'Tab', add);
	await press('Enter');
	await enterFile(workbench, join(folder, 'program.bin'));
	await panel.frame
		.locator('#fault-attachments')
		.filter({ hasText: 'Gemini does not read files like “program.bin”' })
		.waitFor();
	await workbench.screenshot('form-files');
	await panel.focus();
	await pressUntil(workbench.page, 'Tab', panel.frame.locator('button:focus[aria-label="Remove pasted.png"]'));
	await press('Enter');
	await files.filter({ hasText: 'pasted.png' }).waitFor({ state: 'detached' });
	await panel.frame.locator('button:focus[aria-label="Remove dropped.png"]').waitFor();
	await panel.focus();
	const { length } = latchkey.emulator.calls;
	await panel.send('What is this?');
	await until('the call', () => latchkey.emulator.calls.length > length);
	await panel.status('Answered');
	assert.deepEqual(lastBody(':streamGenerateContent')['contents'], [
		{
			role: 'user',
			parts: [
				{ inlineData: { mimeType: 'text/plain', data: Buffer.from('# Notes').toString('base64') } },
				{ inlineData: { mimeType: 'image/png', data: dot } },
				{ text: 'What is this?' },
			],
		},
	]);
});

test('tokens are counted when asked for, system instruction and files with them, and an edit takes the count back', async () => {
	const counted = panel.frame.locator('.token-count');
	const ask = async () => {
		await pressUntil(workbench.page, 'Tab', panel.frame.locator('button:focus', { hasText: 'Count Tokens' }));
		await press('Enter');
		await counted.filter({ hasText: /tokens of 1,048,576/ }).waitFor();
		return Number.parseInt(((await counted.textContent()) ?? '').replaceAll(',', ''), 10);
	};
	const without = await ask();
	assert.deepEqual(Object.keys(lastBody(':countTokens')), ['contents']);
	await workbench.screenshot('form-counted');
	await pressUntil(workbench.page, 'Shift+Tab', panel.frame.locator('.system summary:focus'));
	await press('Enter');
	await press('Tab');
	await workbench.page.keyboard.insertText('Be brief');
	await counted.filter({ hasNotText: /./ }).waitFor({ state: 'attached' });
	assert.equal(await ask(), without + 2 + 1);
	assert.deepEqual(Object.keys(lastBody(':countTokens')), ['generateContentRequest']);
});

test('a count that fails says why, at its place', async () => {
	latchkey.emulator.failAll({ kind: 'error', name: 'server-busy' });
	await press('Enter');
	await panel.frame
		.locator('.token-count.fault')
		.filter({ hasText: /^Not counted: .+\. / })
		.waitFor();
	latchkey.emulator.clearFaults();
});

for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const) {
	test(`the form is accessible in the theme ${theme}`, async () => {
		await workbench.setTheme(theme);
		await panel.frame.locator(`body.vscode-${theme}`).waitFor();
		assert.deepEqual(await accessibilityFaults(panel.frame), []);
		await workbench.screenshot(`form-${theme}`);
	});
}

test('the form fits a narrow window', async () => {
	await workbench.page.setViewportSize({ width: 560, height: 1100 });
	await workbench.screenshot('form-narrow');
	const { scroll, width } = await panel.frame.evaluate(() => ({
		scroll: document.documentElement.scrollWidth,
		width: document.documentElement.clientWidth,
	}));
	assert.equal(scroll, width);
});

test('nothing of this left an error on the console or broke the content security policy', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
