import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { until } from '../bed/until.ts';
import { Latchkey } from './latchkey.ts';

// The list of profiles is damaged while the window is open, as by a disk that was full or another program.

let latchkey: Latchkey;
before(async () => {
	latchkey = await Latchkey.open();
	await latchkey.addProfile('Work');
	assert.deepEqual(await latchkey.profileRows(), ['Work, API key, valid, active']);
});
after(() => latchkey.close());

const index = () => readFileSync(latchkey.indexFile, 'utf8');
const repairButton = () =>
	latchkey.workbench.page.locator('.pane-body').getByRole('button', { name: 'Repair Profiles' }).first();

test('a damaged list is told of in the side bar and the status bar, and left as it is', async () => {
	const { workbench } = latchkey;
	const damaged = index().slice(0, -3);
	writeFileSync(latchkey.indexFile, damaged);
	await latchkey.waitForStatusBar('Gemini profiles unreadable');
	await repairButton().waitFor();
	assert.equal(await workbench.page.getByRole('button', { name: 'Add Gemini Profile' }).count(), 1);
	await latchkey.statusBarItem.hover();
	await workbench.page.locator('.workbench-hover').filter({ hasText: 'Click to repair.' }).waitFor();
	await workbench.screenshot('profiles-damaged');
	await workbench.page.keyboard.press('Escape');
	assert.equal(index(), damaged);
});

test('what cannot be done without the list says so, with the button that helps', async () => {
	await latchkey.workbench.runCommand('Latchkey: Switch Profile');
	const toast = await latchkey.workbench.waitForNotification('The list of your profiles is damaged.');
	await toast.getByRole('button', { name: 'Repair Profiles' }).waitFor();
	await latchkey.workbench.runCommand('Notifications: Clear All Notifications');
});

test('the repair is done by keyboard, and the profile is back and answers', async () => {
	const { workbench } = latchkey;
	await repairButton().press('Enter');
	await workbench.waitForNotification('Profiles read: 1. Keys recovered from secret storage: 0.');
	await latchkey.waitForRow('Work, API key, valid, active');
	await latchkey.waitForStatusBar('Work');
	const panel = await latchkey.openPanel();
	await panel.send('Hello');
	await panel.status('Answered by gemini-flash-latest with “Work”');
	await workbench.runCommand('View: Close All Editors');
});

test('the status bar repairs too, by keyboard', async () => {
	const { workbench } = latchkey;
	writeFileSync(latchkey.indexFile, index().slice(0, -3));
	await latchkey.waitForStatusBar('Gemini profiles unreadable');
	await latchkey.statusBarItem.locator('a').press('Enter');
	await latchkey.waitForStatusBar('Work');
	await workbench.runCommand('Notifications: Clear All Notifications');
});

test('an open panel has the repair on its card', async () => {
	const { workbench } = latchkey;
	const panel = await latchkey.openPanel();
	writeFileSync(latchkey.indexFile, index().slice(0, -3));
	await panel.failure('Profiles not readable');
	await workbench.screenshot('profiles-damaged-panel');
	await panel.frame.locator('[data-remedy="repair-profiles"]').press('Enter');
	await workbench.waitForNotification('Profiles read: 1.');
	await latchkey.waitForStatusBar('Work');
	await panel.focus();
	await panel.send('Hello');
	await panel.status('Answered');
	await workbench.runCommand('View: Close All Editors');
	await workbench.runCommand('Notifications: Clear All Notifications');
});

test('a list from a newer version says to update, offers no repair, and is used again when it can be read', async () => {
	const { workbench } = latchkey;
	const { page } = workbench;
	const whole = index();
	writeFileSync(latchkey.indexFile, whole.replace('"version": 2', '"version": 99'));
	await latchkey.waitForStatusBar('Gemini profiles unreadable');
	await page.locator('.pane-body').getByText('written by a newer version of Latchkey').waitFor();
	assert.equal(await repairButton().isVisible(), false);
	await workbench.screenshot('profiles-newer');
	writeFileSync(latchkey.indexFile, whole);
	await latchkey.waitForStatusBar('Work');
	await latchkey.waitForRow('Work, API key, valid, active');
	await until('the word about it to go', async () => !(await page.getByText('written by a newer version').isVisible()));
});

test('nothing of this left an error on the console', () => {
	// VS Code writes there what an error notification says.
	const told = /^The list of your profiles is damaged/;
	assert.deepEqual(
		latchkey.workbench.consoleErrors.filter((text) => !told.test(text)),
		[],
	);
	assert.deepEqual(latchkey.workbench.cspViolations, []);
});
