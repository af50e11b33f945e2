import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { backKeys } from '../bed/quickInput.ts';
import { until } from '../bed/until.ts';
import { Latchkey } from './latchkey.ts';

let latchkey: Latchkey;
before(async () => {
	latchkey = await Latchkey.open();
});
after(() => latchkey.close());
afterEach(async () => {
	latchkey.emulator.clearFaults();
	await latchkey.leaveQuickInput();
});

test('a newcomer finds in the side bar what to do first', async () => {
	const { workbench } = latchkey;
	await workbench.runCommand('Latchkey: Focus on Profiles View');
	await workbench.page.getByRole('button', { name: 'Add Gemini Profile' }).first().waitFor();
	await workbench.screenshot('profiles-welcome');
});

const refused = [
	['nothing', '', 'Paste or type an API key'],
	['a key with a line break', 'AIza-first\nAIza-second', 'space or line break'],
	['a key with a typographic dash', 'AQ.abc–def', 'position 7'],
] as const;
for (const [what, text, message] of refused) {
	test(`${what} is refused in the box, and nothing is sent`, async () => {
		const { workbench, emulator } = latchkey;
		const calls = emulator.calls.length;
		await latchkey.startAdding();
		await latchkey.enterKey(text);
		await workbench.quickInput.waitFor(message);
		assert.equal(await workbench.page.locator('.quick-input-box input').first().getAttribute('type'), 'password');
		assert.equal(emulator.calls.length, calls);
		await workbench.screenshot(`add-refused-${what.replaceAll(' ', '-')}`);
	});
}

test('a wrong key is explained, may be entered again, and leaving then saves nothing', async () => {
	const { workbench } = latchkey;
	const { quickInput } = workbench;
	await latchkey.startAdding();
	await latchkey.enterKey('AIza-not-a-key-of-anyone');
	await quickInput.waitFor('API key not valid');
	await workbench.screenshot('add-wrong-key');
	await quickInput.waitFor('Google says: “API key not valid. Please pass a valid API key.”');
	const [first = '', second = ''] = await quickInput.rows();
	assert.match(first, /^Enter the Key Again/);
	assert.match(second, /^Save Anyway/);
	await quickInput.pick('Enter the Key Again');
	await quickInput.waitFor('Paste a Gemini API key');
	await quickInput.cancel();
	await workbench.runCommand('Latchkey: Focus on Profiles View');
	await workbench.page.getByRole('button', { name: 'Add Gemini Profile' }).first().waitFor();
});

test('a server that is gone is said so, and the key may be saved all the same', async () => {
	const { workbench, emulator } = latchkey;
	emulator.failAll({ kind: 'close' });
	await latchkey.startAdding();
	await latchkey.enterKey(emulator.keys.valid);
	await workbench.quickInput.waitFor('Could not reach the server');
	await workbench.screenshot('add-server-gone');
	await latchkey.saveAnyway('On the train');
	await workbench.waitForNotification('was saved as it is: Could not reach the server');
	assert.ok((await latchkey.profileRows()).some((row) => /^On the train, API key, offline, active/.test(row)));
});

test('checking again finds the key good, from the side bar by keyboard', async () => {
	const { workbench } = latchkey;
	await latchkey.chooseFromMenu('On the train', 'Check Now');
	await workbench.page.locator('[aria-label^="On the train, API key, valid"]').first().waitFor();
});

test('a name that is taken or empty is refused, and going back keeps the flow', async () => {
	const { workbench, emulator } = latchkey;
	const { quickInput } = workbench;
	await latchkey.startAdding();
	await latchkey.enterKey(emulator.keys.validAuth);
	await quickInput.waitFor('Google accepted the key');
	await quickInput.type('On the train');
	await quickInput.accept();
	await quickInput.waitFor('There is a profile with this name already');
	await quickInput.type('  ');
	await quickInput.accept();
	await quickInput.waitFor('Type a name');
	await workbench.page.keyboard.press(backKeys);
	await quickInput.waitFor('Paste a Gemini API key');
	await latchkey.enterKey(emulator.keys.validAuth);
	await quickInput.waitFor('Google accepted the key');
	await quickInput.type('Work');
	await quickInput.accept();
	await workbench.waitForNotification('“Work” is ready');
	await latchkey.waitForRow('Work, API key, valid, active');
	assert.equal((await latchkey.profileRows()).length, 2);
	await workbench.screenshot('profiles-two');
});

test('a profile is switched to from the palette and by Enter in the side bar', async () => {
	const { workbench } = latchkey;
	await workbench.runCommand('Latchkey: Switch Profile');
	await workbench.quickInput.waitFor('Which profile should requests use?');
	await workbench.screenshot('switch-profile');
	await workbench.quickInput.pick('On the train');
	await workbench.page.locator('[aria-label^="On the train, API key, valid, active"]').first().waitFor();
	await latchkey.focusProfile('Work');
	await workbench.page.keyboard.press('Enter');
	await workbench.page.locator('[aria-label^="Work, API key, valid, active"]').first().waitFor();
	await workbench.page.locator('.statusbar-item').filter({ hasText: 'Work' }).first().waitFor();
});

test('a profile whose key is rejected takes no good one’s place', async () => {
	const { workbench, emulator } = latchkey;
	await latchkey.startAdding();
	await latchkey.enterKey(emulator.keys.leaked);
	await workbench.quickInput.waitFor('API key reported as leaked');
	await workbench.quickInput.pick('Save Anyway');
	await workbench.quickInput.waitFor('Give the profile a name');
	await workbench.quickInput.type(emulator.keys.leaked);
	await workbench.quickInput.accept();
	await workbench.quickInput.waitFor('This looks like a key');
	await workbench.quickInput.type('Leaked');
	await workbench.quickInput.accept();
	await workbench.waitForNotification('“Leaked” was saved as it is: API key reported as leaked');
	await latchkey.waitForRow('Leaked, API key, rejected');
	await latchkey.waitForRow('Work, API key, valid, active');
});

test('leaving while Google is asked cancels the question', async () => {
	const { workbench, emulator } = latchkey;
	emulator.failNext({ kind: 'hang' });
	const before = emulator.calls.length;
	await latchkey.startAdding();
	await latchkey.enterKey(emulator.keys.valid);
	await until('the question to Google', () => emulator.calls.length > before);
	await workbench.screenshot('add-asking');
	await workbench.quickInput.cancel();
	await until('the question to be called off', () => emulator.calls.at(-1)?.outcome !== 'open');
	assert.equal(emulator.calls.at(-1)?.outcome, 'closed-by-client');
	assert.equal((await latchkey.profileRows()).length, 3);
});

test('nothing of this left an error on the console', () => {
	assert.deepEqual(latchkey.workbench.consoleErrors, []);
	assert.deepEqual(latchkey.workbench.cspViolations, []);
});
