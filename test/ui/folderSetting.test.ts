import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { removeScratch, scratchFolder } from '../bed/scratch.ts';
import { Latchkey } from './latchkey.ts';

// A folder may name a profile, and nothing else.

const scratch = scratchFolder('folder');
const folder = join(scratch, 'folder');
const settingsFile = join(folder, '.vscode', 'settings.json');
const writeSettings = (settings: object) => writeFileSync(settingsFile, JSON.stringify(settings));

let latchkey: Latchkey;
before(async () => {
	mkdirSync(join(folder, '.vscode'), { recursive: true });
	writeSettings({});
	latchkey = await Latchkey.open({ folder });
	await latchkey.addProfile('Work');
	await latchkey.addProfile('Home', latchkey.emulator.keys.validAuth);
});
after(async () => {
	await latchkey.close();
	removeScratch(scratch);
});

test('a folder that names a profile has it used, before the window’s choice, and the panel says why', async () => {
	await latchkey.waitForStatusBar('Home');
	writeSettings({ 'latchkey.profile': 'Work' });
	await latchkey.waitForStatusBar('Work');
	const panel = await latchkey.openPanel();
	await panel.frame.getByText('The folder’s settings name it.').waitFor();
	await panel.send('Hello');
	await panel.status('Answered by gemini-flash-latest with “Work”');
});

test('choosing another one asks what is to become of the setting', async () => {
	const { quickInput } = latchkey.workbench;
	await latchkey.switchTo('Home');
	await quickInput.waitFor('The folder’s settings name it. That wins over a choice for this window.');
	await latchkey.workbench.screenshot('folder-setting-wins');
	await quickInput.pick('Name “Home” in the Setting Instead');
	await latchkey.waitForStatusBar('Home');
	await latchkey.switchTo('Work');
	await quickInput.pick('Remove the Setting and Use “Work” in This Window');
	await latchkey.waitForStatusBar('Work');
});

test('a name that does not exist selects nothing, and says so', async () => {
	const { workbench, emulator } = latchkey;
	writeSettings({ 'latchkey.profile': 'Nobody $(trash) [x](command:y)' });
	await latchkey.waitForStatusBar('No Gemini profile');
	const panel = await latchkey.openPanel();
	await panel.frame
		.getByText('The folder’s settings name the profile “Nobody $(trash) [x](command:y)”')
		.first()
		.waitFor();
	const calls = emulator.calls.length;
	await panel.send('Hello');
	await panel.failure('No profile chosen');
	assert.equal(emulator.calls.length, calls);
	await workbench.screenshot('folder-setting-unknown');
});

test('a hostile workspace changes nothing it may not: hosts stay, and a name of 1 MB is cut', async () => {
	const { workbench, emulator } = latchkey;
	writeSettings({
		'latchkey.profile': 'x'.repeat(1_000_000),
		'latchkey.emulator': { 'generativelanguage.googleapis.com': 'http://127.0.0.1:1' },
		'latchkey.request.timeoutSeconds': 0.001,
	});
	const panel = await latchkey.openPanel();
	await panel.frame
		.getByText(`“${'x'.repeat(80)}…”`)
		.first()
		.waitFor();
	writeSettings({
		'latchkey.profile': 'Home',
		'latchkey.emulator': { 'generativelanguage.googleapis.com': 'http://127.0.0.1:1' },
		'latchkey.request.timeoutSeconds': 0.001,
	});
	await latchkey.waitForStatusBar('Home');
	const calls = emulator.calls.length;
	await panel.send('Hello');
	await panel.status('Answered by gemini-flash-latest with “Home”');
	assert.ok(emulator.calls.length > calls);
	await workbench.runCommand('View: Close All Editors');
});

test('in a folder that is not trusted the setting is passed over', async (context) => {
	const untrusted = await Latchkey.open({ folder, trust: false });
	context.after(() => untrusted.close());
	writeSettings({ 'latchkey.profile': 'Nobody' });
	await untrusted.addProfile('Mine');
	await untrusted.waitForStatusBar('Mine');
	const panel = await untrusted.openPanel();
	await panel.send('Hello');
	await panel.status('Answered by gemini-flash-latest with “Mine”');
	await untrusted.workbench.screenshot('untrusted');
});

test('nothing of this left an error on the console', () => {
	assert.deepEqual(latchkey.workbench.consoleErrors, []);
	assert.deepEqual(latchkey.workbench.cspViolations, []);
});
