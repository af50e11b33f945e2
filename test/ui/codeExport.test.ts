import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, afterEach, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { Workbench } from '../bed/workbench.ts';
import { Latchkey, pressUntil, type RequestPanelPage } from './latchkey.ts';

// A request leaves the panel as code and comes in from elsewhere, by keyboard and the clipboard.

let latchkey: Latchkey;
let workbench: Workbench;
let panel: RequestPanelPage;

before(async () => {
	latchkey = await Latchkey.open();
	({ workbench } = latchkey);
	await latchkey.addProfile('Work');
	panel = await latchkey.openPanel();
});
after(() => latchkey.close());
afterEach(async () => {
	await latchkey.leaveQuickInput();
	await workbench.runCommand('Notifications: Clear All Notifications');
});

const clipboard = () => workbench.page.evaluate(() => navigator.clipboard.readText());
const toClipboard = (text: string) => workbench.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);

/** Takes a form in the list that is open, and answers what was copied. */
async function take(form: string): Promise<string> {
	await workbench.quickInput.waitFor('Copy Request As');
	await workbench.screenshot('code-forms');
	await workbench.quickInput.pick(form);
	await workbench.waitForNotification('Copied: ');
	return clipboard();
}

test('Copy As… gives a curl command that is answered, with the key in the environment alone', async () => {
	const { emulator } = latchkey;
	await panel.type('Say “it’s $HOME” in `two` lines\nplease');
	await pressUntil(workbench.page, 'Tab', panel.frame.locator('button:focus', { hasText: 'Copy As…' }));
	await workbench.page.keyboard.press('Enter');
	const command = await take('curl');
	await workbench.screenshot('code-copied');
	assert.ok(!command.includes(emulator.keys.valid));
	const run = (env: object) =>
		promisify(execFile)(
			'bash',
			['-c', command.replaceAll('https://generativelanguage.googleapis.com', emulator.origin)],
			{
				env: { PATH: process.env['PATH'], ...env },
			},
		);
	const { stdout } = await run({ GEMINI_API_KEY: emulator.keys.valid });
	assert.match(JSON.stringify(JSON.parse(stdout)), /You wrote: “Say “it’s \$HOME” in `two` lines/);
	await assert.rejects(run({}), /GEMINI_API_KEY/);
});

test('the palette copies too, the form of before first, and the code opens in an editor', async () => {
	await panel.focus();
	await workbench.runCommand('Latchkey: Copy Request As…');
	const code = await take('Python');
	assert.match(code, /from google import genai/);
	const toast = await workbench.waitForNotification('Copied: ');
	await toast.getByRole('button', { name: 'Open in Editor' }).press('Enter');
	await workbench.page.locator('.view-lines').filter({ hasText: 'from google import genai' }).first().waitFor();
	await workbench.screenshot('code-in-editor');
	await workbench.runCommand('View: Open First Editor in Group');
});

test('without a prompt the panel says what is missing, and copies nothing', async () => {
	await panel.focus();
	await panel.type('');
	await workbench.runCommand('Latchkey: Copy Request As…');
	await panel.status('Type a prompt first.');
	assert.equal(await workbench.quickInput.widget.count(), 0);
});

test('a curl command on the clipboard fills the panel, without its key, and is answered', async () => {
	const { emulator } = latchkey;
	await toClipboard(
		`curl "https://generativelanguage.googleapis.com/v1beta/models/gemini-3.8-flash:generateContent" \\
  -H "x-goog-api-key: ${emulator.keys.validAuth}" -H 'Content-Type: application/json' \\
  -d '{"contents":[{"parts":[{"text":"How does it work?"}]}],"systemInstruction":{"parts":[{"text":"Be brief."}]},
    "generationConfig":{"temperature":0.5,"maxOutputTokens":400,"topK":3}}'`,
	);
	await panel.focus();
	await workbench.runCommand('Latchkey: Paste Request into Panel');
	const toast = await workbench.waitForNotification('The key in it was left out');
	assert.match((await toast.textContent()) ?? '', /topK/);
	// The panel was edited, so that another one has it.
	const frame = await workbench.webviewFrame('main .prompt textarea:focus');
	await workbench.screenshot('code-pasted');
	const values = async () =>
		Promise.all(
			['.prompt textarea', '.model', '#temperature', '#maxOutputTokens'].map((field) =>
				frame.locator(field).inputValue(),
			),
		);
	assert.deepEqual(await values(), ['How does it work?', 'gemini-3.8-flash', '0.5', '400']);
	assert.ok(!(await frame.locator('body').innerHTML()).includes(emulator.keys.validAuth));
	await workbench.page.keyboard.press('ControlOrMeta+Enter');
	await frame.locator('.status').filter({ hasText: 'Answered by gemini-3.8-flash' }).waitFor();
	const { body } = emulator.calls.findLast(({ method }) => method === 'POST') ?? {};
	assert.deepEqual((body as Record<string, unknown>)['generationConfig'], { temperature: 0.5, maxOutputTokens: 400 });
});

test('what is no request is said to be none, with what may be pasted', async () => {
	await toClipboard('just some words](command:workbench.action.quit)');
	await workbench.runCommand('Latchkey: Paste Request into Panel');
	const toast = await workbench.waitForNotification('Copy a curl command');
	assert.equal(await toast.locator('.notification-list-item-message a').count(), 0);
});

test('nothing of this left an error on the console or broke the content security policy', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
