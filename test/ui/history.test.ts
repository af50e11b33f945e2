import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../bed/until.ts';
import type { Workbench } from '../bed/workbench.ts';
import { Latchkey, type RequestPanelPage } from './latchkey.ts';

// What was sent is found again, compared, sent again and forgotten, by keyboard.

const story = 'Please write 40 words';
const question = 'What is a quince?';

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
afterEach(() => latchkey.leaveQuickInput());

/** The file of this workspace's history, once it has been written. */
function historyFile(): string | undefined {
	const storage = join(workbench.server.dataDir, 'data/User/workspaceStorage');
	const found = readdirSync(storage, { recursive: true, encoding: 'utf8' }).find((name) =>
		name.endsWith('history.jsonl'),
	);
	return found && join(storage, found);
}

const kept = () => {
	const file = historyFile();
	return file ? readFileSync(file, 'utf8').split('\n').filter(Boolean).length : 0;
};

async function send(prompt: string): Promise<void> {
	const before = kept();
	await panel.focus();
	await panel.send(prompt);
	await panel.status('Answered');
	await until('the request in the history', () => kept() === before + 1);
}

/** A panel that was just used may take the keyboard back, with nothing to see, which closes the list: a person asks again. */
async function showHistory(): Promise<void> {
	for (let tries = 1; ; tries++) {
		await workbench.runCommand('Latchkey: Show Request History');
		const row = workbench.quickInput.widget.locator('.monaco-list-row').first();
		const isThere = await row.waitFor({ timeout: 5_000 }).then(
			() => true,
			() => false,
		);
		if (isThere || tries === 3) break;
	}
	await workbench.quickInput.waitFor('Request History');
}

/** Waits until the open list has just the rows that begin so. */
async function waitForRows(...beginnings: readonly string[]): Promise<readonly string[]> {
	const { quickInput } = workbench;
	return until(`the rows ${beginnings.join(', ')}`, async () => {
		const rows = await quickInput.rows();
		return rows.length === beginnings.length && rows.every((row, at) => row.startsWith(beginnings[at] ?? '')) && rows;
	});
}

const sent = () => latchkey.emulator.calls.filter(({ method }) => method === 'POST').length;

test('a request is found by words of its answer, whatever their case and accents', async () => {
	await send(story);
	await send(question);
	await showHistory();
	const [first] = await waitForRows(question, story);
	assert.match(first ?? '', /gemini.* · Work · just now · Answered/);
	await workbench.screenshot('history');
	await workbench.quickInput.type('LÁMP hall');
	const [found] = await waitForRows(story);
	assert.match(found ?? '', /lamp/);
	await workbench.screenshot('history-found');
});

test('Enter leads to what can be done with it, and back to the words it was found by', async () => {
	const { quickInput, page } = workbench;
	await showHistory();
	await quickInput.type('lamp');
	await waitForRows(story);
	await quickInput.pick(story);
	await waitForRows('Send Again…', 'Open Answer', 'Compare with Another Answer…', 'Delete');
	await workbench.screenshot('history-actions');
	await page.locator('.quick-input-widget [aria-label^="Back"]').first().press('Enter');
	await quickInput.waitFor('Request History');
	await waitForRows(story);
});

test('two answers are compared side by side', async () => {
	const { quickInput, page } = workbench;
	await showHistory();
	await quickInput.pick(question);
	await quickInput.pick('Compare with Another Answer…');
	await quickInput.waitFor('Compare with Which Answer?');
	await waitForRows(story);
	await quickInput.pick(story);
	const diff = page.locator('.monaco-diff-editor');
	await diff.locator('.editor.original .view-lines').filter({ hasText: 'lamp' }).waitFor();
	await diff.locator('.editor.modified .view-lines').filter({ hasText: 'quince' }).waitFor();
	await workbench.screenshot('history-compared');
});

test('the palette compares two as well, and an answer opens as Markdown that cannot be edited', async () => {
	const { quickInput, page } = workbench;
	await workbench.runCommand('View: Close All Editors');
	await workbench.runCommand('Latchkey: Compare Two Answers…');
	await quickInput.waitFor('Compare Which Answer?');
	await quickInput.pick(story);
	await quickInput.waitFor('Compare with Which Answer?');
	await quickInput.pick(question);
	await page.locator('.monaco-diff-editor .editor.modified .view-lines').filter({ hasText: 'quince' }).waitFor();
	await workbench.runCommand('View: Close All Editors');
	await showHistory();
	await quickInput.pick(question);
	await quickInput.pick('Open Answer');
	const text = page.locator('.editor-instance .view-lines').filter({ hasText: 'quince' });
	await text.waitFor();
	await page.locator('.statusbar-item', { hasText: 'Markdown' }).waitFor();
	await page.keyboard.type('x');
	await page.getByRole('paragraph').filter({ hasText: 'Cannot edit in read-only editor' }).waitFor();
});

test('Send Again fills a panel with the request and the model it was sent to, and sends nothing by itself', async () => {
	const { quickInput, page } = workbench;
	await workbench.runCommand('View: Close All Editors');
	const before = sent();
	await showHistory();
	await quickInput.pick(story);
	await quickInput.pick('Send Again…');
	const frame = await workbench.webviewFrame('main .prompt textarea:focus');
	await until('the prompt', async () => (await frame.locator('.prompt textarea').inputValue()) === story);
	assert.match(await frame.locator('.model').inputValue(), /^gemini/);
	assert.equal(sent(), before);
	await workbench.screenshot('history-sent-again');
	await page.keyboard.press('ControlOrMeta+Enter');
	await frame.locator('.status').filter({ hasText: 'Answered' }).waitFor();
	assert.equal(sent(), before + 1);
	await until('the request in the history', () => kept() === 3);
	await workbench.runCommand('View: Close All Editors');
	panel = await latchkey.openPanel();
});

test('a key in a prompt is not kept, and what a prompt says is no icon and hides nothing', async () => {
	const { valid } = latchkey.emulator.keys;
	await send(`$(trash) [x](command:quit) 😀 \u202eabc ${valid} https://example.com/?key=${valid}`);
	assert.ok(!readFileSync(historyFile() ?? '', 'utf8').includes(valid.slice(4)));
	await showHistory();
	await workbench.quickInput.type('trash');
	const [row] = await until('the row', async () => {
		const rows = await workbench.quickInput.rows();
		return rows.length === 1 && rows;
	});
	assert.match(row ?? '', /^\$\u200b\(trash\) \[x\]\u200b\(command:quit\) 😀 \\u\{202e\}abc \[redacted\] https/);
	const label = workbench.quickInput.widget.locator('.monaco-list-row .label-name').first();
	assert.equal(await label.locator('.codicon, a').count(), 0);
	await workbench.screenshot('history-hostile');
	await workbench.quickInput.pick('$');
	await workbench.quickInput.pick('Open Answer');
	const text = workbench.page.locator('.editor-instance .view-lines').filter({ hasText: '[redacted]' });
	await text.waitFor();
	await workbench.runCommand('View: Close All Editors');
	panel = await latchkey.openPanel();
});

test('one is deleted, and the list goes on', async () => {
	const { quickInput } = workbench;
	const before = kept();
	await showHistory();
	await quickInput.type('trash');
	await quickInput.pick('$');
	await quickInput.pick('Delete');
	await quickInput.waitFor('Request History');
	await until('the deletion', () => kept() === before - 1);
	await quickInput.type('');
	await waitForRows(story, question, story);
});

test('clearing asks, and forgets everything', async () => {
	const { page } = workbench;
	await workbench.runCommand('Latchkey: Clear Request History…');
	const dialog = page.locator('.monaco-dialog-box').filter({ hasText: 'Forget all requests' });
	await dialog.getByRole('button', { name: 'Cancel' }).press('Enter');
	await dialog.waitFor({ state: 'hidden' });
	assert.equal(kept(), 3);
	await workbench.runCommand('Latchkey: Clear Request History…');
	await dialog.getByRole('button', { name: 'Clear History' }).press('Enter');
	await until('the cleared history', () => kept() === 0);
	await workbench.runCommand('Latchkey: Show Request History');
	await workbench.waitForNotification('No requests are kept yet');
	await workbench.runCommand('Notifications: Clear All Notifications');
});

test('switched off, it keeps nothing, and says so', async () => {
	const file = join(workbench.server.dataDir, 'data/Machine/settings.json');
	const settings = JSON.parse(readFileSync(file, 'utf8')) as object;
	writeFileSync(file, JSON.stringify({ ...settings, 'latchkey.history.entries': 0 }));
	const off = workbench.page.locator('.notification-toast').filter({ hasText: 'The request history is off' });
	await until('the setting to be seen', async () => {
		await workbench.runCommand('Notifications: Clear All Notifications');
		await workbench.runCommand('Latchkey: Show Request History');
		await workbench.page.locator('.notification-toast').first().waitFor();
		return off.first().isVisible();
	});
	await workbench.runCommand('Notifications: Clear All Notifications');
	await panel.focus();
	await panel.send('Never kept');
	await panel.frame.locator('.answer').filter({ hasText: 'Never kept' }).waitFor();
	await panel.status('Answered');
	// Another request, which is kept, shows that the one before has not only been slow.
	writeFileSync(file, JSON.stringify(settings));
	await until('a request that is kept again', async () => {
		await panel.focus();
		await panel.send('Kept again');
		await panel.status('Answered');
		return kept() > 0;
	});
	const text = readFileSync(historyFile() ?? '', 'utf8');
	assert.ok(!text.includes('Never kept'), text);
});

test('nothing of this left an error on the console or broke the content security policy', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
