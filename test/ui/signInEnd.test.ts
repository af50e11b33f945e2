import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../bed/until.ts';
import type { Workbench } from '../bed/workbench.ts';
import { Latchkey, type RequestPanelPage } from './latchkey.ts';
import { nextTab } from './signInPages.ts';
import { pasteAnswer, pressInNotification, signInByPasting, signOut } from './signingIn.ts';

// How a sign-in ends: by the person, by Google, or not at all where only the way there is broken.

let latchkey: Latchkey;
let workbench: Workbench;
let panel: RequestPanelPage;

const ada = 'ada@example.com';

before(async () => {
	latchkey = await Latchkey.open();
	workbench = latchkey.workbench;
});
after(() => latchkey.close());
afterEach(async () => {
	latchkey.emulator.clearFaults();
	await latchkey.leaveQuickInput();
	await workbench.runCommand('Notifications: Clear All Notifications');
});

/** Chooses “Sign In to Gemini” in the profile's menu, and approves. */
async function signInFromRow(profile: string): Promise<void> {
	const tab = nextTab(workbench.context);
	await latchkey.chooseFromMenu(profile, 'Sign In to Gemini');
	await pasteAnswer(latchkey, await tab);
}

async function send(): Promise<void> {
	await panel.focus();
	await panel.send('Hello');
}

const offersToSignIn = () =>
	workbench.page
		.locator('.notification-toast')
		.filter({ has: workbench.page.getByRole('button', { name: 'Sign In' }) });

test('signing out removes the tokens here and has Google revoke them', async () => {
	const { oauth } = latchkey.emulator;
	await signInByPasting(latchkey);
	assert.equal(oauth.liveGrants.length, 1);
	const told = await signOut(latchkey, ada);
	assert.match(told, /Its tokens are removed here and revoked at Google\. The profile and its OAuth client stay\./);
	await workbench.waitForNotification(`Signed out of “${ada}”. Google has revoked the sign-in.`);
	assert.equal(oauth.liveGrants.length, 0);
	await latchkey.waitForRow(`${ada}, Google sign-in, signed out, active`);
	await workbench.screenshot('signIn-signed-out');
});

test('a prompt then says that nobody is signed in, and signing in from the row mends it', async () => {
	panel = await latchkey.openPanel();
	await panel.send('Hello');
	await panel.failure('Signed out');
	await workbench.screenshot('signIn-signed-out-panel');
	await signInFromRow(ada);
	await latchkey.waitForRow(`${ada}, Google sign-in, valid, active`);
	await send();
	await panel.status('Answered');
});

test('without Google’s help signing out still removes the tokens here, and says what goes on there', async () => {
	const { oauth } = latchkey.emulator;
	latchkey.emulator.failAll({ kind: 'close', match: { path: '/revoke' } });
	await signOut(latchkey, ada);
	await workbench.waitForNotification(`Signed out of “${ada}” on this machine. Google could not be asked to revoke it`);
	await workbench.screenshot('signIn-not-revoked');
	await latchkey.waitForRow(`${ada}, Google sign-in, signed out, active`);
	assert.equal(oauth.liveGrants.length, 1);
	await signInFromRow(ada);
	await latchkey.waitForRow(`${ada}, Google sign-in, valid, active`);
});

/** Signs in with tokens that live for seconds, and waits until the one there is may not be used any more. */
async function letTokenEnd(): Promise<void> {
	const { oauth } = latchkey.emulator;
	oauth.configure({ accessTokenSeconds: 5 });
	await signInFromRow(ada);
	oauth.configure({ accessTokenSeconds: 3599 });
	await workbench.page.waitForTimeout(5000);
}

for (const isOver of [false, true]) {
	const token = isOver ? 'an access token that is over' : 'an access token that would still be good';
	test(`a sign-in that Google ended, with ${token}: said once, and “Sign In” there leads to the next answer`, async () => {
		if (isOver) {
			await letTokenEnd();
			await workbench.runCommand('Notifications: Clear All Notifications');
		}
		latchkey.emulator.oauth.revokeGrants(ada);
		await send();
		await panel.failure('Sign-in has ended');
		await workbench.waitForNotification(`${ada}: Sign-in has ended.`);
		await workbench.screenshot('signIn-ended');
		await latchkey.waitForRow(`${ada}, Google sign-in, signed out, active`);
		await send();
		await panel.failure('Sign-in has ended');
		assert.equal(await offersToSignIn().count(), 1);
		const tab = nextTab(workbench.context);
		await pressInNotification(latchkey, 'Sign In');
		await pasteAnswer(latchkey, await tab);
		await send();
		await panel.status('Answered');
	});
}

test('a token endpoint that answers with 500 is said, costs no sign-in, and all is well when it is back', async () => {
	const { emulator } = latchkey;
	await letTokenEnd();
	emulator.failAll({ kind: 'respond', status: 500, match: { path: '/token' } });
	await send();
	const said = await panel.failure('Internal error at the authorization server');
	assert.match(
		said,
		/oauth2\.googleapis\.com failed to give a token\. Nothing is wrong with your credential or prompt/,
	);
	await workbench.screenshot('signIn-token-endpoint-500');
	await latchkey.waitForRow(`${ada}, Google sign-in, valid, active`);
	assert.equal(await offersToSignIn().count(), 0);
	emulator.clearFaults();
	await send();
	await panel.status('Answered');
});

test('one that is down for a moment is asked again, and the prompt is answered', async () => {
	const { emulator } = latchkey;
	await letTokenEnd();
	emulator.failAll({ kind: 'close', match: { path: '/token' } });
	const calls = emulator.calls.length;
	await send();
	await until('the token endpoint to be asked', () =>
		emulator.calls.slice(calls).some(({ path }) => path === '/token'),
	);
	await workbench.screenshot('signIn-token-endpoint-down');
	emulator.clearFaults();
	await panel.status('Answered');
	assert.equal(await offersToSignIn().count(), 0);
});

test('nothing else of this left an error on the console', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
