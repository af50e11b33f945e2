import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { until } from '../bed/until.ts';
import type { Workbench } from '../bed/workbench.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { cloudPlatform, retriever } from '../emulator/oauth/scopes.ts';
import { error } from './cards.ts';
import { copyEditor } from './copyEditor.ts';
import { Latchkey } from './latchkey.ts';
import { nextTab } from './signInPages.ts';
import { pasteAnswer, signInByPasting } from './signingIn.ts';

// One profile, and one fault after the other: each is found at its step, by keyboard, with the click that helps.

let latchkey: Latchkey;
let workbench: Workbench;
let emulator: Emulator;
const account = 'ada@example.com';

before(async () => {
	latchkey = await Latchkey.open();
	({ workbench, emulator } = latchkey);
	await signInByPasting(latchkey, { untick: [cloudPlatform, retriever] });
	await workbench.runCommand('Notifications: Clear All Notifications');
});
after(() => latchkey.close());
afterEach(async () => {
	emulator.clearFaults();
	await latchkey.leaveQuickInput();
	await workbench.runCommand('Notifications: Clear All Notifications');
	await workbench.runCommand('View: Close All Editors');
});

/** Of more than three notifications within 800 ms VS Code shows no more; nobody is that quick. */
const aPersonsTime = () => workbench.page.waitForTimeout(800);

/** Diagnoses the profile up to the end, and answers what is written about it. */
async function diagnose(): Promise<string> {
	await aPersonsTime();
	const began = Date.now();
	await workbench.runCommand('Latchkey: Diagnose Profile');
	await workbench.quickInput.pick(account);
	await workbench.page.getByRole('tab', { name: `Diagnosis of ${account}` }).waitFor();
	// The one of before may be there for a moment.
	return copyEditor(workbench, (text) => text.includes('Finished.') && Date.parse(text.split('\n')[2] ?? '') >= began);
}

const failedSteps = (text: string) => [...text.matchAll(/^✖ (.*)$/gm)].map(([, title]) => title);

/** Diagnoses, and expects just one step to fail, in these words; answers the notification that says so. */
async function expectFailed(step: string, words: RegExp): Promise<Locator> {
	const text = await diagnose();
	assert.deepEqual(failedSteps(text), [step], text);
	assert.match(text.slice(text.indexOf(`✖ ${step}`)), words);
	assert.match(text, /What helps: \S/);
	// What comes before it was looked at, and so was what does not need it.
	const number = Number.parseInt(step, 10);
	assert.ok((text.match(/^[✔–] \d+\. /gm) ?? []).length === 11 && number > 0, text);
	return workbench.waitForNotification(`${account}: ${step.replace(/^\d+\. /, '')} failed.`);
}

async function expectAllWell(): Promise<void> {
	const text = await diagnose();
	assert.deepEqual(failedSteps(text), [], text);
	await workbench.waitForNotification(`${account}: everything works.`);
}

test('scopes that were not granted: found, added by the button, and then all is well', async () => {
	const toast = await expectFailed('6. Scopes', /Too few scopes granted/);
	await workbench.screenshot('diagnosis-scopes');
	const tab = nextTab(workbench.context);
	await toast.getByRole('button', { name: 'Add Scope and Sign In' }).press('Enter');
	await pasteAnswer(latchkey, await tab);
	await expectAllWell();
	await workbench.screenshot('diagnosis-well');
});

test('a clock that is two hours behind', async () => {
	emulator.oauth.advanceClock(7200);
	await expectFailed('1. Clock', /2 hours behind/);
	emulator.oauth.advanceClock(-7200);
});

test('an API that is off, whose page is opened by the button', async () => {
	emulator.failAll({ ...error('service-disabled'), match: { path: '/v1beta/' } });
	const toast = await expectFailed('7. API enabled', /API not enabled/);
	await toast.getByRole('button', { name: 'Open the Page That Enables It' }).press('Enter');
	const dialog = workbench.page.locator('.monaco-dialog-box').filter({ hasText: 'external website' });
	await dialog.filter({ hasText: 'console.developers.google.com' }).waitFor();
	await workbench.page.keyboard.press('Escape');
});

test('a quota project that is not to be used, and cleared by the button', async () => {
	latchkey.changeListed(account, { quotaProject: 'no-such-project-77' });
	await expectFailed('8. Quota project', /Quota project denied/);
	latchkey.changeListed(account, { quotaProject: undefined });
	await expectAllWell();
});

test('a place where Gemini is not offered', async () => {
	emulator.failAll({ ...error('location-unsupported'), match: { path: ':countTokens' } });
	await expectFailed('11. Location', /Not available from this location/);
});

test('a server that falls silent ends its step by itself', async () => {
	emulator.failAll({ kind: 'hang', match: { path: ':countTokens' } });
	await expectFailed('12. Counting tokens', /No answer in time/);
});

test('the report has neither the account nor the project nor a token', async () => {
	emulator.failAll({ ...error('iam-permission-denied'), match: { path: '/v1beta/' } });
	const toast = await expectFailed('9. Permission', /Permission denied/);
	await workbench.screenshot('diagnosis-permission');
	await toast.getByRole('button', { name: 'Copy Report' }).press('Enter');
	await workbench.page.locator('.statusbar-item').filter({ hasText: 'The report was copied' }).waitFor();
	const report = await workbench.page.evaluate(() => navigator.clipboard.readText());
	assert.match(report, /^Latchkey diagnosis\nLatchkey: \d+\.\d+\.\d+\n/);
	assert.match(report, /\[FAILED\] Permission/);
	for (const secret of ['ada', 'latchkey-emulator', '100000000001', 'ya29.']) {
		assert.ok(!report.includes(secret), secret);
	}
});

test('a diagnosis that is cancelled says so, and asks nothing more', async () => {
	const { page } = workbench;
	emulator.failAll({ kind: 'hang' });
	await workbench.runCommand('Latchkey: Diagnose Profile');
	await workbench.quickInput.pick(account);
	const toast = await workbench.waitForNotification(`Diagnosing ${account}`);
	const cancel = toast.getByRole('button', { name: 'Cancel' });
	const end = page.locator('.view-lines').filter({ hasText: 'Cancelled.' }).first();
	// While it fades in it takes no key: a person presses again.
	await until('the diagnosis to end', async () => {
		await cancel.press('Enter', { timeout: 1000 }).catch(() => undefined);
		return end.isVisible();
	});
});

test('a sign-in that Google ended', async () => {
	emulator.oauth.revokeGrants(account);
	const toast = await expectFailed('5. Token or key', /Sign-in has ended/);
	await toast.getByRole('button', { name: 'Sign In' }).waitFor();
	// This VS Code has no reporter of issues, which is said.
	await aPersonsTime();
	await toast.getByRole('button', { name: 'Report Issue' }).press('Enter');
	await workbench.waitForNotification('The report was copied instead.');
	const report = await workbench.page.evaluate(() => navigator.clipboard.readText());
	assert.match(report, /\[FAILED\] Token or key\n {4}oauth-refresh-revoked/);
	// Where the window is connected to is nobody's business.
	assert.match(report, /^Host: remote$/m);
});

test('nothing else of this left an error on the console', () => {
	// VS Code repeats there what a notification says.
	const others = workbench.consoleErrors.filter((text) => !text.startsWith(`${account}: `));
	assert.deepEqual(others, []);
	assert.deepEqual(workbench.cspViolations, []);
});
