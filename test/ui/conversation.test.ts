import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessibilityFaults } from './accessibility.ts';
import { Latchkey, pressUntil, type RequestPanelPage } from './latchkey.ts';

// Several turns in one request panel, by keyboard.

let latchkey: Latchkey;
let panel: RequestPanelPage;
before(async () => {
	latchkey = await Latchkey.open();
	await latchkey.addProfile('Work');
	panel = await latchkey.openPanel();
});
after(() => latchkey.close());

type Body = {
	readonly contents: readonly { readonly role: string; readonly parts: readonly { readonly text: string }[] }[];
};
const lastContents = () =>
	(latchkey.emulator.calls.findLast(({ method }) => method === 'POST')?.body as Body).contents.map(
		({ role, parts }) => [role, parts.map(({ text }) => text).join('')],
	);
const choice = () => panel.frame.getByRole('checkbox', { name: /Continue/ });

async function ask(prompt: string): Promise<void> {
	await panel.focus();
	await panel.send(prompt);
	// The status of the turn before says that it was answered, too; the emulator repeats what was asked.
	await panel.frame.locator('.answer', { hasText: `You wrote: “${prompt}”` }).waitFor();
	await panel.status('Answered');
}

test('a prompt goes on from the answer when that is ticked, and alone when it is not', async () => {
	const { page } = latchkey.workbench;
	assert.equal(await choice().isVisible(), false);
	await ask('What is a latchkey?');
	await pressUntil(page, 'Tab', panel.frame.locator('#conversation:focus'));
	await page.keyboard.press('Space');
	assert.equal(await choice().isChecked(), true);
	await ask('And a latch?');
	const [first, answer, second] = lastContents();
	assert.deepEqual(first, ['user', 'What is a latchkey?']);
	assert.equal(answer?.[0], 'model');
	assert.notEqual(answer?.[1], '');
	assert.deepEqual(second, ['user', 'And a latch?']);
	await ask('Why?');
	assert.equal(lastContents().length, 5);
	await panel.frame.getByText('Continue the conversation (3 turns)').waitFor();
});

test('earlier turns are folded above the answer and can be read again', async () => {
	const { page } = latchkey.workbench;
	const folds = panel.frame.locator('.conversation details');
	assert.equal(await folds.count(), 2);
	await folds.first().locator('summary').focus();
	await page.keyboard.press('Enter');
	await folds.first().locator('.markdown').waitFor();
	assert.match(await folds.first().innerText(), /What is a latchkey\?/);
	await latchkey.workbench.screenshot('conversation');
	assert.deepEqual(await accessibilityFaults(panel.frame), []);
});

test('unticked, the next prompt begins a new conversation', async () => {
	const { page } = latchkey.workbench;
	await choice().focus();
	await page.keyboard.press('Space');
	await ask('Something else');
	assert.deepEqual(lastContents(), [['user', 'Something else']]);
	assert.equal(await panel.frame.locator('.conversation').isVisible(), false);
});

test('nothing of this left an error on the console', () => {
	assert.deepEqual(latchkey.workbench.consoleErrors, []);
	assert.deepEqual(latchkey.workbench.cspViolations, []);
});
