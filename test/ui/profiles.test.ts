import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { backKeys } from '../bed/quickInput.ts';
import { until } from '../bed/until.ts';
import { Latchkey, pressUntil } from './latchkey.ts';

// The daily loop with two profiles, by keyboard alone.

let latchkey: Latchkey;
before(async () => {
	latchkey = await Latchkey.open({ serverEnv: { GEMINI_API_KEY: 'the-key-of-another-program' } });
});
after(() => latchkey.close());
afterEach(async () => {
	latchkey.emulator.clearFaults();
	await latchkey.leaveQuickInput();
});

/** Takes an entry of a profile's menu and types an answer to what it asks. */
async function change(profile: string, entry: string, question: string, answer: string): Promise<void> {
	const { quickInput } = latchkey.workbench;
	await latchkey.chooseFromMenu(profile, entry);
	await quickInput.waitFor(question);
	await quickInput.type(answer);
	await quickInput.accept();
}

test('two profiles are added, and the status bar names the one in use', async () => {
	await latchkey.addProfile('Work');
	await latchkey.waitForStatusBar('Work');
	await latchkey.addProfile('Home', latchkey.emulator.keys.validAuth);
	await latchkey.waitForStatusBar('Home');
	assert.deepEqual(await latchkey.profileRows(), ['Work, API key, valid', 'Home, API key, valid, active']);
});

test('the status bar switches, by keyboard', async () => {
	const { workbench } = latchkey;
	await workbench.runCommand('View: Focus Status Bar');
	const focused = workbench.page.locator('.statusbar-item[id$="latchkey.profile"]:focus-within');
	await pressUntil(workbench.page, 'ArrowLeft', focused);
	await workbench.page.keyboard.press('Enter');
	await workbench.quickInput.waitFor('Which profile should requests use?');
	await workbench.screenshot('switch-profile');
	await workbench.quickInput.pick('Work');
	await latchkey.waitForStatusBar('Work');
});

test('two keys and Enter switch back and forth from anywhere', async () => {
	const { page, quickInput } = latchkey.workbench;
	for (const name of ['Home', 'Work']) {
		await page.keyboard.press('Control+Alt+G');
		await quickInput.waitFor('Which profile should requests use?');
		await quickInput.accept();
		await latchkey.waitForStatusBar(name);
	}
});

test('Enter in the side bar uses a profile, and the tree tells all about it', async () => {
	const { workbench } = latchkey;
	const { page } = workbench;
	await latchkey.focusProfile('Home');
	await page.keyboard.press('Enter');
	await latchkey.waitForRow('Home, API key, valid, active');
	const state = page.getByRole('treeitem', { name: 'State: valid' });
	// The list is drawn anew when the profile is in use, and an opening that meets that is lost.
	await pressUntil(page, 'ArrowRight', state);
	for (const fact of [
		/^Method: API key \(auth key by its prefix\)/,
		'Target: generativelanguage.googleapis.com',
		/^Project: not known/,
		/^Last checked: /,
		'Last used: never',
		/^Added: /,
	]) {
		await page.getByRole('treeitem', { name: fact }).waitFor();
	}
	await workbench.screenshot('profile-facts');
	await until('the facts to be folded', async () => {
		await page.keyboard.press('ArrowLeft');
		return !(await state.isVisible());
	});
});

test('a key of the environment that other programs would take is mentioned, by its name alone', async () => {
	const { page } = latchkey.workbench;
	await latchkey.statusBarItem.hover();
	const hover = page.locator('.workbench-hover').filter({ hasText: 'GEMINI_API_KEY is set in the environment' });
	await hover.waitFor();
	const text = (await hover.textContent()) ?? '';
	assert.match(text, /Gemini profile: Home/);
	assert.match(text, /Chosen for this window/);
	assert.doesNotMatch(text, /the-key-of-another-program/);
	await page.keyboard.press('Escape');
});

test('a profile is renamed, and a name that is taken is refused', async () => {
	await change('Home', 'Rename Profile…', 'Rename “Home”', 'Work');
	await latchkey.workbench.quickInput.waitFor('There is a profile with this name already');
	await latchkey.workbench.quickInput.type('Family');
	await latchkey.workbench.quickInput.accept();
	await latchkey.waitForRow('Family, API key, valid, active');
	await latchkey.waitForStatusBar('Family');
});

test('a protected profile is used only after asking', async () => {
	const { workbench, emulator } = latchkey;
	const { page } = workbench;
	await latchkey.chooseFromMenu('Family', 'Protect Profile');
	await latchkey.waitForRow('Family, API key, valid, active, protected');
	const panel = await latchkey.openPanel();
	await panel.frame.getByText('protected').waitFor();
	const calls = emulator.calls.length;
	const dialog = page.locator('.monaco-dialog-box').filter({ hasText: 'Send with the protected profile “Family”?' });
	await panel.send('Hello');
	await dialog.waitFor();
	await workbench.screenshot('protected-ask');
	await page.keyboard.press('Escape');
	await panel.status('Not sent');
	assert.equal(emulator.calls.length, calls);
	await panel.focus();
	await panel.send('Hello');
	await dialog.waitFor();
	await page.keyboard.press('Enter');
	await panel.status('Answered');
	await panel.focus();
	await panel.send('Hello');
	await dialog.getByRole('button', { name: 'Send and Don’t Ask Again in This Window' }).press('Enter');
	await panel.status('Answered');
	await panel.focus();
	await panel.send('Once more');
	await panel.status('Answered');
	assert.equal(await dialog.isVisible(), false);
	await workbench.runCommand('View: Close All Editors');
});

test('who agreed once is not asked about a check either, and is asked again when the profile is protected anew', async () => {
	const { workbench, emulator } = latchkey;
	const { page } = workbench;
	const dialog = page.locator('.monaco-dialog-box').filter({ hasText: 'Check the protected profile “Family”?' });
	const before = emulator.calls.length;
	await latchkey.chooseFromMenu('Family', 'Check Now');
	await until('the check', () => emulator.calls.length > before);
	assert.equal(await dialog.isVisible(), false);
	await latchkey.chooseFromMenu('Family', 'Stop Protecting Profile');
	await latchkey.waitForRow('Family, API key, valid, active');
	await latchkey.chooseFromMenu('Family', 'Protect Profile');
	await latchkey.waitForRow('Family, API key, valid, active, protected');
	const calls = emulator.calls.length;
	await latchkey.chooseFromMenu('Family', 'Check Now');
	await dialog.waitFor();
	await workbench.screenshot('protected-check');
	await page.keyboard.press('Escape');
	await dialog.waitFor({ state: 'detached' });
	assert.equal(emulator.calls.length, calls);
	await latchkey.chooseFromMenu('Family', 'Check Now');
	await dialog.waitFor();
	await page.keyboard.press('Enter');
	await until('the check', () => emulator.calls.length > calls);
	// VS Code gives a tree that it thinks focused the focus back after drawing it, at times from a list just opened.
	await workbench.runCommand('View: Focus Active Editor Group');
});

test('everything else about a profile is changed from one menu, back and forth', async () => {
	const { workbench } = latchkey;
	const { quickInput, page } = workbench;
	await workbench.runCommand('Latchkey: Edit Profile…');
	await quickInput.waitFor('Edit which profile?');
	await quickInput.pick('Work');
	await quickInput.waitFor('Edit “Work”');
	await workbench.screenshot('edit-profile');
	await quickInput.pick('Color');
	await quickInput.waitFor('Color of “Work”');
	await page.keyboard.press(backKeys);
	await quickInput.waitFor('Edit “Work”');
	await quickInput.pick('Color');
	await quickInput.waitFor('Color of “Work”');
	await quickInput.pick('Purple');
	await quickInput.waitFor('Edit “Work”');
	assert.ok((await quickInput.rows()).some((row) => /^Color, Purple/.test(row)));
	await quickInput.pick('Last Day');
	await quickInput.waitFor('Last Day of “Work”');
	await quickInput.type('soon');
	await quickInput.accept();
	await quickInput.waitFor('Type a day as year-month-day');
	await quickInput.type('2020-02-29');
	await quickInput.accept();
	await quickInput.waitFor('Edit “Work”');
	await quickInput.cancel();
	await latchkey.waitForRow('Work, API key, expired');
	await workbench.screenshot('profile-expired-colored');
});

test('a key is replaced: a wrong one is explained, and the good one brings the profile back', async () => {
	const { workbench, emulator } = latchkey;
	const { quickInput } = workbench;
	await change('Work', 'Replace Key…', 'Replace the Key of “Work”', 'AIza-not-a-key-of-anyone');
	await quickInput.waitFor('API key not valid');
	await quickInput.pick('Enter the Key Again');
	await quickInput.waitFor('Paste a Gemini API key');
	await latchkey.enterKey(emulator.keys.validAuth);
	await workbench.waitForNotification('“Work” has its new key');
	// The noted day belonged to the old key.
	await latchkey.waitForRow('Work, API key, valid');
});

test('a revoked key is found by checking, and says so in words', async () => {
	const { workbench, emulator } = latchkey;
	const key = 'AQ.a-key-that-will-be-revoked-soon';
	emulator.addKey(key, 'valid');
	await latchkey.addProfile('Short-lived', key);
	emulator.addKey(key, 'leaked');
	await latchkey.chooseFromMenu('Short-lived', 'Check Now');
	await workbench.waitForNotification('Short-lived: API key reported as leaked');
	await latchkey.waitForRow('Short-lived, API key, rejected, active');
	const panel = await latchkey.openPanel();
	await panel.send('A prompt worth keeping');
	await panel.failure('API key reported as leaked');
	assert.equal(await panel.prompt.inputValue(), 'A prompt worth keeping');
	await workbench.runCommand('View: Close All Editors');
});

test('a profile is cloned, and the copy goes its own way', async () => {
	await change('Work', 'Clone Profile…', 'Clone “Work”', 'Work');
	await latchkey.workbench.quickInput.waitFor('There is a profile with this name already');
	await latchkey.workbench.quickInput.type('Play');
	await latchkey.workbench.quickInput.accept();
	await latchkey.waitForRow('Play, API key, valid');
	await latchkey.chooseFromMenu('Play', 'Check Now');
	await latchkey.waitForRow('Play, API key, valid');
});

test('Undo on a notification brings back the profile that it names, whatever was deleted after it', async () => {
	const { workbench } = latchkey;
	const deleted: Record<string, Locator> = {};
	for (const name of ['Play', 'Short-lived']) {
		await latchkey.chooseFromMenu(name, 'Delete Profile');
		deleted[name] = await workbench.waitForNotification(`Profile “${name}” was deleted`);
	}
	for (const name of ['Play', 'Short-lived']) {
		await deleted[name]?.getByRole('button', { name: 'Undo' }).press('Enter');
		await workbench.waitForNotification(`Profile “${name}” is back`);
	}
	await latchkey.waitForRow('Play, API key, valid');
	await latchkey.waitForRow('Short-lived, API key, rejected, active');
});

test('a deleted profile comes back with its key, also under a name that was taken meanwhile', async () => {
	const { workbench } = latchkey;
	await latchkey.chooseFromMenu('Play', 'Delete Profile');
	const toast = await workbench.waitForNotification('Profile “Play” was deleted');
	await toast.getByRole('button', { name: 'Undo' }).press('Enter');
	await workbench.waitForNotification('Profile “Play” is back');
	await latchkey.waitForRow('Play, API key, valid');
	await latchkey.chooseFromMenu('Play', 'Delete Profile');
	await workbench.waitForNotification('Profile “Play” was deleted');
	await change('Short-lived', 'Rename Profile…', 'Rename “Short-lived”', 'Play');
	await latchkey.waitForRow('Play, API key, rejected, active');
	await workbench.runCommand('Latchkey: Undo Delete Profile');
	await latchkey.waitForRow('Play 2, API key, valid');
	await latchkey.switchTo('Play 2');
	const panel = await latchkey.openPanel();
	await panel.send('Hello');
	await panel.status('Answered');
	await workbench.runCommand('View: Close All Editors');
});

test('a protected profile is deleted after asking, and kept when the answer is no', async () => {
	const { page } = latchkey.workbench;
	const dialog = page.locator('.monaco-dialog-box').filter({ hasText: 'Delete the protected profile “Family”?' });
	await latchkey.chooseFromMenu('Family', 'Delete Profile');
	await dialog.waitFor();
	await latchkey.workbench.screenshot('delete-protected');
	await page.keyboard.press('Escape');
	await latchkey.waitForRow('Family, API key, valid, protected');
	await latchkey.chooseFromMenu('Family', 'Delete Profile');
	await dialog.getByRole('button', { name: 'Delete', exact: true }).press('Enter');
	await page.locator('[aria-label^="Family, API key"]').waitFor({ state: 'detached' });
});

test('when the profile in use is deleted, the default takes its place, and then nothing does', async () => {
	const { page } = latchkey.workbench;
	const deleteProfile = async (name: string) => {
		await latchkey.chooseFromMenu(name, 'Delete Profile');
		await page.locator(`[aria-label^="${name}, API key"]`).waitFor({ state: 'detached' });
	};
	await deleteProfile('Play 2');
	await latchkey.waitForStatusBar('Work');
	await latchkey.statusBarItem.hover();
	const reason = 'The profile chosen for this window was deleted; the default is used.';
	await page.locator('.workbench-hover').filter({ hasText: reason }).waitFor();
	await page.keyboard.press('Escape');
	await deleteProfile('Work');
	await latchkey.waitForStatusBar('No Gemini profile');
	await deleteProfile('Play');
	await latchkey.waitForStatusBar(/^[^A-Za-z]*Emulator/);
	await page.getByRole('button', { name: 'Add Gemini Profile' }).first().waitFor();
});

test('nothing of this left an error on the console', () => {
	// VS Code writes there what an error notification says.
	const told = /^Short-lived: API key reported as leaked/;
	assert.deepEqual(
		latchkey.workbench.consoleErrors.filter((text) => !told.test(text)),
		[],
	);
	assert.deepEqual(latchkey.workbench.cspViolations, []);
});
