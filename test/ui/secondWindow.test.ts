import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Latchkey } from './latchkey.ts';

// In the web two windows undo each other's secrets, and are warned about it.

let latchkey: Latchkey;
before(async () => {
	latchkey = await Latchkey.open();
});
after(() => latchkey.close());

const warning = 'Latchkey is open in a second window';

test('a second window is warned about once, and a newcomer still finds what to do first', async () => {
	const { workbench } = latchkey;
	const { page, context } = workbench;
	await workbench.runCommand('Latchkey: Focus on Profiles View');
	const addButton = page.locator('.pane-body').getByRole('button', { name: 'Add Gemini Profile' }).first();
	await addButton.waitFor();
	const other = await context.newPage();
	await other.goto(page.url());
	await other.locator('.notification-toast').filter({ hasText: warning }).waitFor();
	await workbench.waitForNotification(warning);
	assert.equal(await addButton.isVisible(), true);
	await workbench.screenshot('second-window');
});

test('where there are profiles it stands above them', async () => {
	const { workbench } = latchkey;
	await workbench.runCommand('Notifications: Clear All Notifications');
	await latchkey.addProfile('Work');
	assert.deepEqual(await latchkey.profileRows(), ['Work, API key, valid, active']);
	await workbench.page.locator('.pane-body').getByText(warning).waitFor();
	assert.equal(await workbench.page.locator('.notification-toast').filter({ hasText: warning }).count(), 0);
});
