import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { type Relay, startRelay } from '../bed/relayServer.ts';
import type { Workbench } from '../bed/workbench.ts';
import { Latchkey } from './latchkey.ts';
import { approve, decline, nextTab } from './signInPages.ts';

let latchkey: Latchkey;
let workbench: Workbench;
let relay: Relay;

before(async () => {
	latchkey = await Latchkey.open({ ignoreHTTPSErrors: true });
	workbench = latchkey.workbench;
	relay = await startRelay({ frontEnds: [workbench.server.origin] });
	latchkey.emulator.oauth.addRedirectUri(relay.url);
});
after(async () => {
	await latchkey.close();
	await relay.close();
});
afterEach(() => latchkey.leaveQuickInput());

/** Goes through the palette flow up to where the browser takes over. */
async function beginSignIn(clientJson: string): Promise<void> {
	const { quickInput } = workbench;
	await workbench.runCommand('Latchkey: Sign In to Gemini');
	await quickInput.pick('Google');
	await quickInput.pick('Paste the File’s Content');
	await quickInput.waitFor('Paste the whole content');
	await quickInput.type(clientJson);
	await quickInput.accept();
	await quickInput.waitFor('What may be done with this sign-in?');
	await quickInput.accept();
}

test('palette, consent page, back by the URI handler through the relay page, a prompt answered', async () => {
	const { oauth } = latchkey.emulator;
	const tab = nextTab(workbench.context);
	await beginSignIn(oauth.clientJson(oauth.webClient.clientId));
	const page = await tab;
	await workbench.waitForNotification('Waiting for Google in your browser');
	await workbench.screenshot('signIn-waiting');
	await page.screenshot({ path: 'out/screenshots/signIn-consent.png' });
	await approve(page);
	await workbench.waitForNotification('is signed in');
	await workbench.screenshot('signIn-done');
	await page.screenshot({ path: 'out/screenshots/signIn-relay.png' });
	await page.close();
	await latchkey.waitForStatusBar('ada@example.com');
	const panel = await latchkey.openPanel();
	await panel.send('Hello');
	await panel.status('Done');
	assert.match(await panel.answer(), /\w/);
});

test('a declined consent is said at once', async () => {
	const { oauth } = latchkey.emulator;
	const tab = nextTab(workbench.context);
	await beginSignIn(oauth.clientJson(oauth.webClient.clientId));
	const page = await tab;
	await decline(page);
	await workbench.waitForNotification('Sign-in declined');
	await page.close();
});
