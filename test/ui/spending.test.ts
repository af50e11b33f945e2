import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../bed/until.ts';
import { expectSetting } from './expectSetting.ts';
import { Latchkey, pressUntil, type RequestPanelPage } from './latchkey.ts';

// What calls cost and took, limits for a day, and calls in a line, where a person sends: in the request panel.

let latchkey: Latchkey;
let panel: RequestPanelPage;
before(async () => {
	latchkey = await Latchkey.open({
		// Less than any answer costs.
		machineSettings: { 'latchkey.spend.askPerDay': 0.000_000_1, 'latchkey.request.callsAtOnce': 1 },
	});
	await latchkey.addProfile('Work');
	panel = await latchkey.openPanel();
});
after(() => latchkey.close());
afterEach(() => latchkey.emulator.clearFaults());

const generating = () => latchkey.emulator.calls.filter(({ path }) => path.includes('streamGenerateContent')).length;
const question = () => latchkey.workbench.page.locator('.monaco-dialog-box').filter({ hasText: 'has spent about' });

async function sendAnyway(prompt: string): Promise<void> {
	const { page } = latchkey.workbench;
	await panel.focus();
	await panel.send(prompt);
	await question().waitFor();
	await pressUntil(page, 'Tab', question().locator('.monaco-button:focus', { hasText: 'Send Anyway' }));
	await page.keyboard.press('Enter');
	await question().waitFor({ state: 'hidden' });
}

test('an answer tells what it cost, and the card of the profile what was used', async () => {
	await panel.send('Hello');
	await panel.status('Answered');
	await panel.frame
		.locator('.facts')
		.filter({ hasText: /about \$0\.\d+ \(prices as of \d{4}-\d\d-\d\d\)/ })
		.waitFor();
	const used = panel.frame.locator('.used');
	await used.filter({ hasText: 'Used: 1 call in the last minute, 1 today' }).waitFor();
	await used.locator('summary').focus();
	await latchkey.workbench.page.keyboard.press('Enter');
	await used.getByText(/about \$0\.\d+ today, by list prices/).waitFor();
	await latchkey.workbench.screenshot('panel-spent');
});

test('beyond the limit for a day the person is asked, and Enter sends nothing', async () => {
	const before = generating();
	const { page } = latchkey.workbench;
	await panel.focus();
	await panel.send('More');
	await question().waitFor();
	await latchkey.workbench.screenshot('spend-question');
	await page.keyboard.press('Enter');
	await question().waitFor({ state: 'hidden' });
	await expectSetting(latchkey.workbench, 'latchkey.spend.askPerDay');
	await panel.status('Not sent');
	assert.equal(generating(), before);
});

test('with a yes it is sent', async () => {
	const before = generating();
	await sendAnyway('More, please');
	await panel.frame.locator('.answer', { hasText: 'You wrote: “More, please”' }).waitFor();
	assert.equal(generating(), before + 1);
});

test('a call beyond those at once waits in line, says so, and can be stopped there', async () => {
	const { page } = latchkey.workbench;
	latchkey.emulator.failNext({ kind: 'pace', ms: 300 });
	await sendAnyway('Please write 2000 words');
	await panel.status('Answering');
	const before = generating();
	const first = panel;
	panel = await latchkey.openPanel();
	await sendAnyway('Behind it');
	await panel.status('Waiting for another call of this profile to end; this one is next.');
	await latchkey.workbench.screenshot('panel-queued');
	await panel.focus();
	await page.keyboard.press('Escape');
	await panel.status('Stopped');
	assert.equal(generating(), before);
	await sendAnyway('Behind it again');
	await panel.status('Waiting for another call');
	await latchkey.workbench.runCommand('View: Open Previous Editor');
	await until('the first panel', () => first.frame.locator('.prompt').isVisible());
	await first.focus();
	await page.keyboard.press('Escape');
	await first.status('Stopped');
	await until('the call behind it', () => generating() === before + 1);
});

test('nothing of this left an error on the console', () => {
	assert.deepEqual(latchkey.workbench.consoleErrors, []);
	assert.deepEqual(latchkey.workbench.cspViolations, []);
});
