import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, afterEach, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { Workbench } from '../bed/workbench.ts';
import { Latchkey, pressUntil, type RequestPanelPage } from './latchkey.ts';

// A request leaves the panel as code, by keyboard.

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

test('nothing of this left an error on the console or broke the content security policy', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
