import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../bed/until.ts';
import type { Fault } from '../emulator/emulator.ts';
import { accessibilityFaults } from './accessibility.ts';
import { Latchkey, RequestPanelPage } from './latchkey.ts';

let latchkey: Latchkey;
let panel: RequestPanelPage;
before(async () => {
	latchkey = await Latchkey.open({ machineSettings: { 'latchkey.request.timeoutSeconds': 2 } });
});
after(() => latchkey.close());
afterEach(() => latchkey.emulator.clearFaults());

test('without a profile the panel says so and offers to add one', async () => {
	panel = await latchkey.openPanel();
	await panel.frame.getByText('No profile chosen.').waitFor();
	await panel.send('Hello');
	await panel.failure('No profile chosen');
	await latchkey.workbench.screenshot('panel-no-profile');
});

test('a profile added meanwhile is there at once, with its models', async () => {
	await latchkey.addProfile('Work');
	await panel.frame.getByText('generativelanguage.googleapis.com').waitFor();
	await panel.frame.getByText('Emulator').waitFor();
	await panel.frame.locator('datalist option[value="gemini-3.8-flash"]').waitFor({ state: 'attached' });
	// The prompt of before is still there to be sent.
	assert.equal(await panel.prompt.inputValue(), 'Hello');
});

test('a prompt is answered piece by piece, with its tokens', async () => {
	const { emulator, workbench } = latchkey;
	await panel.focus();
	emulator.failNext({ kind: 'stall-mid-stream', afterChunks: 3 });
	await panel.send('Please write 60 words');
	await panel.status('Answering');
	// Drawn with the next frame of the page.
	await panel.frame.locator('.answer').filter({ hasText: /\w/ }).waitFor();
	await workbench.page.keyboard.press('Escape');
	await panel.status('Stopped');
	emulator.clearFaults();
	await panel.send('Hello');
	await panel.status(/Answered by gemini-flash-latest with “Work” · \d+ prompt \+ \d+ output tokens · \d/);
	assert.match(await panel.answer(), /Hello/);
	await workbench.screenshot('panel-answered');
});

test('stop keeps what came and reaches the server', async () => {
	const { emulator, workbench } = latchkey;
	emulator.failNext({ kind: 'pace', ms: 50 });
	await panel.send('write 2000 words');
	await panel.status('Answering');
	await workbench.page.keyboard.press('Escape');
	await panel.status('Stopped');
	const kept = await panel.answer();
	assert.notEqual(kept, '');
	await until('the call to be called off', () => emulator.calls.at(-1)?.outcome !== 'open');
	assert.equal(emulator.calls.at(-1)?.outcome, 'closed-by-client');
	assert.equal(await panel.answer(), kept);
	await workbench.screenshot('panel-stopped');
});

test('a blank prompt is not sent, and said so', async () => {
	const calls = latchkey.emulator.calls.length;
	await panel.send('   ');
	await panel.status('Type a prompt first');
	assert.equal(latchkey.emulator.calls.length, calls);
});

test('a key held down sends once', async () => {
	const { emulator, workbench } = latchkey;
	const calls = emulator.calls.length;
	await panel.type('Hello');
	await workbench.page.keyboard.down('Control');
	for (let repeat = 0; repeat < 5; repeat++) {
		await workbench.page.keyboard.down('Enter');
	}
	await workbench.page.keyboard.up('Enter');
	await workbench.page.keyboard.up('Control');
	await panel.status('Answered');
	assert.equal(emulator.calls.length, calls + 1);
});

test('a model is chosen by typing it, whether the list knows it or not', async () => {
	const { workbench } = latchkey;
	for (const [model, status] of [
		['gemini-does-not-exist', 'Failed: gemini-does-not-exist'],
		['gemini-3.8-flash', 'Answered by gemini-3.8-flash'],
	] as const) {
		await panel.tabBackTo('input.model');
		await workbench.page.keyboard.insertText(model);
		await panel.tabToPrompt();
		await panel.send('Hello');
		await panel.status(status);
	}
	// Looking at the field and leaving it changes nothing.
	await panel.tabBackTo('input.model');
	await panel.tabToPrompt();
	assert.equal(await panel.frame.locator('input.model').inputValue(), 'gemini-3.8-flash');
});

test('a chosen model is taken away by Backspace, and the proposed one is used again', async () => {
	const { workbench } = latchkey;
	const model = panel.frame.locator('input.model');
	await panel.tabBackTo('input.model');
	await workbench.page.keyboard.press('Backspace');
	assert.equal(await model.getAttribute('placeholder'), 'gemini-flash-latest');
	await panel.tabToPrompt();
	assert.equal(await model.inputValue(), '');
	await panel.send('Hello');
	await panel.status('Answered by gemini-flash-latest');
});

const troubles: readonly (readonly [string, Fault, string, RegExp])[] = [
	[
		'a server that closes mid-stream',
		{ kind: 'close-mid-stream', afterChunks: 2 },
		'Answer cut off',
		/keeps what had arrived/,
	],
	['a server that answers HTML', { kind: 'page', page: 'proxy-403' }, 'Something other than Google answered', /proxy/],
	['a server that never answers', { kind: 'hang' }, 'No answer in time', /time limit/],
	['a server that falls silent', { kind: 'stall-mid-stream', afterChunks: 2 }, 'No answer in time', /time limit/],
	['a server that closes at once', { kind: 'close' }, 'Could not reach the server', /Check the network/],
	['a busy model', { kind: 'error', name: 'server-busy' }, 'Google is busy', /503 UNAVAILABLE/],
	['a spent quota', { kind: 'error', name: 'quota-daily' }, 'Quota used up', /PerDay/],
];
for (const [what, fault, title, words] of troubles) {
	test(`${what} is explained, loses nothing, and leaves the panel usable`, async () => {
		const { emulator, workbench } = latchkey;
		emulator.failAll(fault);
		await panel.send('A prompt worth keeping');
		assert.match(await panel.failure(title), words);
		assert.equal(await panel.prompt.inputValue(), 'A prompt worth keeping');
		if ('afterChunks' in fault) {
			assert.notEqual(await panel.answer(), '');
		}
		await workbench.screenshot(`panel-${title.replaceAll(' ', '-').toLowerCase()}`);
		emulator.clearFaults();
		await panel.send('Hello');
		await panel.status('Answered');
		assert.equal(await panel.frame.locator('.failure').count(), 0);
	});
}

test('a busy model is asked again by itself, and the panel says so meanwhile', async () => {
	const { emulator } = latchkey;
	const calls = emulator.calls.length;
	emulator.failNext({ kind: 'error', name: 'server-busy' });
	await panel.send('Hello');
	await until('the second attempt', () => emulator.calls.length === calls + 2);
	await panel.status('Answered');
});

test('a long wait for the next attempt is told, and stopped at once', async () => {
	const { emulator, workbench } = latchkey;
	// Google's front end asks for 30 seconds.
	emulator.failAll({ kind: 'page', page: 'google-502' });
	await panel.send('A prompt worth keeping');
	await panel.status(/Internal error at Google \(502\)\. Trying again \(attempt 2\) in [23]\d s/);
	await workbench.screenshot('panel-trying-again');
	await workbench.page.keyboard.press('Escape');
	await panel.status('Stopped');
	emulator.clearFaults();
	assert.equal(await panel.prompt.inputValue(), 'A prompt worth keeping');
});

test('hostile text from the server stays text', async () => {
	const { emulator, workbench } = latchkey;
	const message =
		'<img src=x onerror=alert(1)> [click](command:workbench.action.quit) $(trash) <a href="https://evil.example">x</a> \u202eevil';
	const details = [{ '@type': 'type.googleapis.com/<b>x</b>', '<i>name</i>': '<script>alert(1)</script>' }];
	const body = JSON.stringify({ error: { code: 400, status: '<u>STATUS</u>', message, details } });
	emulator.failNext({ kind: 'respond', status: 400, headers: { 'content-type': 'application/json' }, body });
	await panel.send('Hello');
	const shown = await panel.failure('Request not valid');
	assert.ok(shown.includes('<img src=x onerror=alert(1)> [click](command:workbench.action.quit) $(trash)'));
	assert.ok(shown.includes('<script>alert(1)</script>'));
	assert.equal(await panel.frame.locator('.failure :is(a, img, script, b, i, u)').count(), 0);
	await workbench.screenshot('panel-hostile');
});

test('a second panel asks and is answered while the first one still is', async () => {
	const { emulator, workbench } = latchkey;
	emulator.failNext({ kind: 'pace', ms: 300 });
	await panel.focus();
	await panel.send('Please write 2000 words');
	await panel.status('Answering');
	const second = await latchkey.openPanel();
	await second.send('Hello from beside');
	await second.status('Answered');
	assert.match(await second.answer(), /Hello from beside/);
	// Nothing is under way in this one, so that there is nothing to stop.
	await workbench.page.keyboard.press('Escape');
	await workbench.runCommand('View: Close Editor');
	panel = new RequestPanelPage(workbench, await workbench.webviewFrame('main .answer:not([hidden])'));
	await panel.status('Answering');
	await panel.focus();
	await workbench.page.keyboard.press('Escape');
	await panel.status('Stopped');
	emulator.clearFaults();
});

test('a page that was hidden shows prompt and answer again', async () => {
	const { workbench } = latchkey;
	await panel.send('Remember me');
	await panel.status('Answered');
	const answer = await panel.answer();
	await workbench.runCommand('File: New Untitled Text File');
	await workbench.page.locator('.editor-instance .monaco-editor').first().waitFor();
	await workbench.runCommand('View: Open Previous Editor');
	const frame = await workbench.webviewFrame('main .answer:not([hidden])');
	await frame.locator('.answer').filter({ hasText: answer }).waitFor();
	assert.equal(await frame.locator('.prompt textarea').inputValue(), 'Remember me');
});

test('a wrong key shows what Google says, with every detail', async () => {
	const { workbench } = latchkey;
	await latchkey.startAdding();
	await latchkey.enterKey('AIza-not-a-key-of-anyone');
	await latchkey.saveAnyway('Old key');
	await latchkey.switchTo('Old key');
	const other = await latchkey.openPanel();
	await other.frame.getByText('Old key').waitFor();
	await other.send('Hello');
	const shown = await other.failure('API key not valid');
	for (const part of [
		'400 INVALID_ARGUMENT',
		'API key not valid. Please pass a valid API key.',
		'ErrorInfo',
		'API_KEY_INVALID',
		'googleapis.com',
		'LocalizedMessage',
		'en-US',
	]) {
		assert.ok(shown.includes(part), part);
	}
	await workbench.page.setViewportSize({ width: 620, height: 900 });
	await workbench.screenshot('panel-wrong-key-narrow');
	await workbench.page.setViewportSize({ width: 1400, height: 900 });
});

for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const) {
	test(`the panel with a failure in it is accessible in the theme ${theme}`, async () => {
		const { workbench } = latchkey;
		await workbench.setTheme(theme);
		const frame = await workbench.webviewFrame('main .failure');
		await frame.locator(`body.vscode-${theme}`).waitFor();
		assert.deepEqual(await accessibilityFaults(frame), []);
		await workbench.screenshot(`panel-wrong-key-${theme}`);
	});
}

test('nothing of this left an error on the console or broke the content security policy', () => {
	assert.deepEqual(latchkey.workbench.consoleErrors, []);
	assert.deepEqual(latchkey.workbench.cspViolations, []);
});
