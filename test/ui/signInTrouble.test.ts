import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Relay, startRelay } from '../bed/relayServer.ts';
import { until } from '../bed/until.ts';
import type { Workbench } from '../bed/workbench.ts';
import { cloudPlatform } from '../emulator/oauth/scopes.ts';
import { Latchkey } from './latchkey.ts';
import { approve, decline, nextTab } from './signInPages.ts';
import {
	followNotificationLink,
	leadToBrowser,
	pressInNotification,
	signInAtGoogle,
	startSignIn,
	takeAnotherWay,
} from './signingIn.ts';

// What can go wrong between the editor and the consent page, and what a person then sees and can do.

let latchkey: Latchkey;
let workbench: Workbench;
let relay: Relay;
let unknownRelay: Relay;

before(async () => {
	latchkey = await Latchkey.open({ ignoreHTTPSErrors: true });
	workbench = latchkey.workbench;
	const frontEnds = [workbench.server.origin];
	[relay, unknownRelay] = await Promise.all([startRelay({ frontEnds }), startRelay({ frontEnds })]);
	latchkey.emulator.oauth.addRedirectUri(relay.url);
});
after(async () => {
	await latchkey.close();
	await Promise.all([relay.close(), unknownRelay.close()]);
});
afterEach(async () => {
	await latchkey.leaveQuickInput();
	await workbench.runCommand('Notifications: Clear All Notifications');
});

const signInWithWebClient = () => signInAtGoogle(latchkey, latchkey.emulator.oauth.webClient.clientId);

/** How often the token endpoint was asked. */
const tokenRequests = () => latchkey.emulator.calls.filter(({ path }) => path === '/token').length;

/** The editor's own address for the answer, which a relay page reads out of the state. */
function editorCallback(page: Page): string {
	const state = new URL(page.url()).searchParams.get('state') ?? '';
	return Buffer.from(state.split('.')[1] ?? '', 'base64url').toString();
}

test('a declined consent is said at once in plain words, and “Try Again” asks for nothing anew', async () => {
	const page = await signInWithWebClient();
	await decline(page);
	await workbench.waitForNotification(
		'Nobody was signed in. Sign-in declined. The consent page was declined or closed.',
	);
	await workbench.screenshot('signIn-declined');
	await page.close();
	const tab = nextTab(workbench.context);
	await pressInNotification(latchkey, 'Try Again');
	const again = await tab;
	await approve(again);
	await workbench.waitForNotification('“ada@example.com” is signed in.');
	await again.close();
	await latchkey.waitForRows(['ada@example.com, Google sign-in, valid, active']);
});

test('what was not granted is named, and the profile is there all the same', async () => {
	const page = await signInWithWebClient();
	await approve(page, { account: 'grace@example.com', untick: [cloudPlatform] });
	await workbench.waitForNotification('“grace@example.com” is signed in. Not granted: cloud-platform.');
	await workbench.screenshot('signIn-not-granted');
	await page.close();
	await latchkey.waitForRow('grace@example.com, Google sign-in, valid, active');
});

test('signing in again preselects the account, and another one that is chosen all the same is said', async () => {
	const tab = nextTab(workbench.context);
	await latchkey.chooseFromMenu('grace@example.com', 'Sign In to Gemini');
	const page = await tab;
	assert.equal(await page.locator('input[name="account"]:checked').getAttribute('value'), 'grace@example.com');
	await approve(page, { account: 'mary@example.com' });
	await workbench.waitForNotification(
		'“grace@example.com” is signed in as mary@example.com. Before, that was grace@example.com.',
	);
	await page.close();
});

test('a redirect address that is not registered: Google’s page, the cure, the address to register, and again', async () => {
	const { page: editor, quickInput } = workbench;
	const { oauth } = latchkey.emulator;
	const { clientSecret, clientId } = oauth.webClient;
	await startSignIn(latchkey);
	await quickInput.pick('Google');
	await quickInput.pick('Type Client ID and Secret');
	for (const [question, text] of [
		['Client ID (Press', clientId],
		['Google wants it of Desktop clients too', clientSecret],
	] as const) {
		await quickInput.waitFor(question);
		await quickInput.type(text);
		await quickInput.accept();
	}
	await quickInput.pick('Web: an Https Page of Yours');
	await quickInput.waitFor('The page’s address');
	await quickInput.type(unknownRelay.url);
	await quickInput.accept();
	await quickInput.waitFor('What may be done with this sign-in?');
	const page = await leadToBrowser(latchkey);
	await page.getByText('Error 400: redirect_uri_mismatch').waitFor();
	await page.close();
	await followNotificationLink(latchkey, 'Paste the answer, or another way…');
	await quickInput.pick('The Page Shows an Error');
	await quickInput.waitFor('What does the page of Google say?');
	await workbench.screenshot('signIn-page-errors');
	await quickInput.pick('Error 400: redirect_uri_mismatch');
	await workbench.waitForNotification(`The address to register: ${unknownRelay.url}`);
	await workbench.screenshot('signIn-redirect-mismatch');
	await pressInNotification(latchkey, 'Copy Redirect Address');
	const copied = await until(
		'the clipboard',
		async () => (await editor.evaluate(() => navigator.clipboard.readText())) || undefined,
	);
	assert.equal(copied, unknownRelay.url);
	oauth.addRedirectUri(copied);
	const tab = nextTab(workbench.context);
	await pressInNotification(latchkey, 'Try Again');
	const again = await tab;
	await approve(again);
	await workbench.waitForNotification('“ada@example.com 2” is signed in as ada@example.com.');
	await again.close();
});

test('a page of the person’s own that does not know this editor: the address it stands at can be pasted', async () => {
	const { quickInput } = workbench;
	const stranger = await startRelay({ frontEnds: ['https://another.example.com'] });
	const { clientId } = latchkey.emulator.oauth.addClient({
		kind: 'web',
		name: 'stranger',
		redirectUris: [stranger.url],
	});
	const page = await signInAtGoogle(latchkey, clientId);
	await approve(page, { account: 'mary@example.com' });
	await page.getByText('The answer of the sign-in is for an editor that this page does not know.').waitFor();
	await followNotificationLink(latchkey, 'Paste the answer, or another way…');
	await quickInput.pick('Paste the Address or Code');
	await quickInput.waitFor('Paste the Answer');
	await quickInput.type(page.url());
	await quickInput.accept();
	await workbench.waitForNotification('“mary@example.com” is signed in.');
	await page.close();
	await stranger.close();
});

test('“Cancel” in the notification ends the wait in silence, and a late answer changes nothing', async () => {
	const { page: editor } = workbench;
	const before = await latchkey.profileRows();
	const asked = tokenRequests();
	const page = await signInWithWebClient();
	await pressInNotification(latchkey, 'Cancel');
	await editor.locator('.notification-toast').waitFor({ state: 'hidden' });
	await approve(page);
	await page.waitForURL(`${workbench.server.origin}/**`);
	await editor.waitForTimeout(2000);
	await page.close();
	assert.equal(await editor.locator('.notification-toast').count(), 0);
	assert.deepEqual(await latchkey.profileRows(), before);
	assert.equal(tokenRequests(), asked);
});

test('two sign-ins at once both come to their end, the later one first', async () => {
	const first = await signInWithWebClient();
	const second = await signInWithWebClient();
	await approve(second, { account: 'grace@example.com' });
	await workbench.waitForNotification('“grace@example.com 2” is signed in as grace@example.com.');
	await approve(first, { account: 'mary@example.com' });
	await workbench.waitForNotification('“mary@example.com 2” is signed in as mary@example.com.');
	await first.close();
	await second.close();
});

test('a forged answer at the editor’s address is ignored, and so is the right one that comes again', async () => {
	const { quickInput } = workbench;
	const page = await signInWithWebClient();
	const callback = editorCallback(page);
	const rows = await latchkey.profileRows();
	const asked = tokenRequests();
	const forged = await workbench.context.newPage();
	await forged.goto(`${callback}&state=forged&code=4%2F0AForged`);
	await approve(page);
	await page.waitForURL(`${workbench.server.origin}/**`);
	// An editor in the browser hears one answer at each such address, so that the right one is not heard any more, but can be pasted.
	await latchkey.waitForRows(rows);
	assert.equal(tokenRequests(), asked);
	await followNotificationLink(latchkey, 'Paste the answer, or another way…');
	await quickInput.pick('Paste the Address or Code');
	await quickInput.waitFor('Paste the Answer');
	const address = page.url();
	await quickInput.type(address);
	await quickInput.accept();
	await workbench.waitForNotification('“ada@example.com 3” is signed in as ada@example.com.');
	const all = await latchkey.profileRows();
	await page.reload();
	await forged.goto(address);
	await workbench.page.waitForTimeout(1000);
	assert.equal(tokenRequests(), asked + 1);
	assert.deepEqual(await latchkey.profileRows(), all);
	await forged.close();
	await page.close();
});

test('the same at the loopback address, where everything but the answer is not found', async () => {
	const { oauth } = latchkey.emulator;
	const first = await signInAtGoogle(latchkey, oauth.desktopClient.clientId);
	await workbench.quickInput.waitFor('Paste the Answer');
	await workbench.quickInput.cancel();
	await first.close();
	const page = await takeAnotherWay(latchkey, 'Back to an address on this machine');
	const listening = new URL(page.url()).searchParams.get('redirect_uri') ?? '';
	const asked = tokenRequests();
	for (const path of ['', '?state=forged&code=4%2F0AForged', 'other?state=forged&code=4%2F0AForged']) {
		assert.equal((await fetch(`${listening}${path}`)).status, 404, path);
	}
	assert.equal(tokenRequests(), asked);
	await approve(page);
	await workbench.waitForNotification('is signed in as ada@example.com.');
	assert.equal(tokenRequests(), asked + 1);
	await assert.rejects(fetch(page.url()));
	await page.close();
});

test('a code that Google does not take is said, and tried again by the button', async () => {
	latchkey.emulator.failNext({ kind: 'oauth', name: 'code-malformed', match: { path: '/token' } });
	const page = await signInWithWebClient();
	await approve(page, { account: 'grace@example.com' });
	await workbench.waitForNotification('Nobody was signed in. Authorization code not valid.');
	await page.close();
	const tab = nextTab(workbench.context);
	await pressInNotification(latchkey, 'Try Again');
	await (await tab).close();
});

test('nothing else of this left an error on the console', () => {
	// VS Code repeats there what a notification says, and the browser that Google’s page came with a status of 400.
	const expected = /^Nobody was signed in\.|status of 400 .*\/o\/oauth2\/v2\/auth:/;
	assert.deepEqual(
		workbench.consoleErrors.filter((error) => !expected.test(error)),
		[],
	);
	assert.deepEqual(workbench.cspViolations, []);
});
