import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { vsixFile } from '../bed/paths.ts';
import { filesWith } from './findText.ts';
import { Latchkey, type RequestPanelPage } from './latchkey.ts';
import { collectWebviewMessages } from './webviewMessages.ts';

// The packaged extension, with keys that can be told from everything else. Where they turn up, they leaked. The last one
// is of a suspended project: Google echoes the whole key in the error, and so does the emulator.
const markers = {
	standard: ['AIza', 'MARKER0standard0key0for0the0search0'].join(''),
	auth: ['AQ', '.MARKER-auth-key-for-the-search-of-leaks'].join(''),
	suspended: ['marker', 'of-a-form-nobody-knows-suspended'].join('-'),
};

let latchkey: Latchkey;
let panel: RequestPanelPage;
const userDataDir = mkdtempSync(join(tmpdir(), 'latchkey-secrets-'));
let messages: readonly string[];

before(async () => {
	latchkey = await Latchkey.open({ extension: { vsix: vsixFile }, userDataDir });
	latchkey.emulator.addKey(markers.standard, 'valid');
	latchkey.emulator.addKey(markers.auth, 'valid');
	latchkey.emulator.addKey(markers.suspended, 'suspended');
	messages = await collectWebviewMessages(latchkey.workbench.context);
});
after(async () => {
	await latchkey.close();
	rmSync(userDataDir, { recursive: true, force: true });
});

test('the packaged extension stores keys, sends with them and explains their failures', async () => {
	const { workbench } = latchkey;
	await latchkey.addProfile('Standard', markers.standard);
	panel = await latchkey.openPanel();
	await panel.send('Hello');
	await panel.status('Answered');
	await latchkey.addProfile('Auth', markers.auth);
	await panel.frame.getByText('Auth', { exact: true }).waitFor();
	await panel.focus();
	await panel.send('Hello');
	await panel.status('Answered');
	await latchkey.startAdding();
	await latchkey.enterKey(markers.suspended);
	await workbench.quickInput.waitFor('Project blocked by Google');
	await workbench.screenshot('add-suspended');
	await latchkey.saveAnyway('Suspended');
	await latchkey.switchTo('Suspended');
	await panel.frame.getByText('Suspended').waitFor();
	await panel.focus();
	await panel.send('Hello');
	const shown = await panel.failure('Project blocked by Google');
	assert.match(shown, /api_key:\[redacted\]/);
});

test('keys are there again after a reload', async () => {
	await latchkey.workbench.reload();
	assert.equal((await latchkey.profileRows()).length, 3);
	panel = await latchkey.openPanel();
	await panel.send('Hello');
	await panel.failure('Project blocked by Google');
	assert.deepEqual(
		latchkey.emulator.calls.at(-1)?.credentials.map(({ kind }) => kind),
		['header-key'],
	);
});

test('no key went through a message to or from a webview', () => {
	assert.ok(
		messages.some((message) => message.includes('"finished"')),
		'the messages of the panel were seen',
	);
	assert.deepEqual(
		messages.filter((message) => Object.values(markers).some((marker) => message.includes(marker))),
		[],
	);
});

test('no key is in a URL, and each went in its header alone', () => {
	const { calls } = latchkey.emulator;
	assert.ok(calls.length > 5);
	for (const call of calls) {
		assert.deepEqual(
			call.credentials.map(({ kind }) => kind),
			['header-key'],
		);
		assert.ok(!call.queryNames.includes('key'));
	}
});

test('no key is in any file below the user-data folder, logs included', async () => {
	const { workbench } = latchkey;
	const logs = readdirSync(workbench.logsDir, { recursive: true, encoding: 'utf8' });
	const log = logs.find((name) => /Latchkey.*\.log$/.test(name)) ?? '';
	assert.match(
		readFileSync(join(workbench.logsDir, log), 'utf8'),
		/"type":"credential-used".*"result":"project-blocked"/,
	);
	// Proof that the search finds what there is to find, in each form.
	const planted = join(userDataDir, 'planted');
	for (const text of [
		markers.auth,
		`x${Buffer.from(`key=${markers.auth}`).toString('base64')}`,
		Buffer.from(markers.auth, 'utf16le'),
	]) {
		writeFileSync(planted, text);
		assert.deepEqual(filesWith(userDataDir, Object.values(markers)), [planted]);
	}
	rmSync(planted);
	// The browser's profile holds the workbench's own secret store: the one place where a key is meant to be. It is
	// encrypted with a key of the server's, and so not found there either.
	assert.deepEqual(filesWith(userDataDir, Object.values(markers)), []);
});

test('the packaged extension left no error on the console and broke no content security policy', () => {
	assert.deepEqual(latchkey.workbench.consoleErrors, []);
	assert.deepEqual(latchkey.workbench.cspViolations, []);
});
