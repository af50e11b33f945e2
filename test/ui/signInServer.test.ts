import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Gateway } from '../bed/gateway.ts';
import type { IdentityProvider } from '../bed/identityProvider.ts';
import type { Workbench } from '../bed/workbench.ts';
import type { Latchkey } from './latchkey.ts';
import { type OwnServer, openWithOwnServer } from './ownServer.ts';
import { addressLedTo, approveAtProvider } from './signInPages.ts';
import { expectAnswer, type OtherClient, signInElsewhere, takeAnotherWay } from './signingIn.ts';

// Signing in at a server that knows nothing of Latchkey, with a gateway in front of Gemini that takes its tokens.

let own: OwnServer;
let latchkey: Latchkey;
let workbench: Workbench;
let provider: IdentityProvider;
let gateway: Gateway;

before(async () => {
	own = await openWithOwnServer();
	({ latchkey, provider, gateway } = own);
	workbench = latchkey.workbench;
});
after(() => own.close());
afterEach(async () => {
	await latchkey.leaveQuickInput();
	await workbench.runCommand('Notifications: Clear All Notifications');
});

const client = (clientId: string, redirect: string): OtherClient => ({
	issuer: provider.issuer,
	baseUrl: gateway.origin,
	clientId,
	redirect,
	scopes: 'openid email offline_access',
});

/** A prompt goes through the gateway, which took the token, and nothing of it to the API by itself. */
async function expectAnswerThroughGateway(): Promise<void> {
	const calls = gateway.calls.length;
	await expectAnswer(latchkey);
	const further = gateway.calls.slice(calls);
	assert.ok(further.some(({ path, accepted }) => accepted && path.includes(':streamGenerateContent')));
	assert.deepEqual(
		latchkey.emulator.calls.at(-1)?.credentials.map(({ kind }) => kind),
		['header-key'],
	);
}

test('straight back to the editor’s own address, and a prompt answered through the gateway', async () => {
	const page = await signInElsewhere(latchkey, client(provider.clients.browserEditor.id, 'This Editor (code-oss://'));
	await workbench.waitForNotification('it leads straight back to this editor.');
	await approveAtProvider(page, 'ada@example.com');
	await workbench.waitForNotification('“ada@example.com” is signed in.');
	await page.close();
	await latchkey.waitForRows(['ada@example.com, OAuth sign-in, valid, active']);
	await expectAnswerThroughGateway();
});

test('back by an address on this machine', async () => {
	const first = await signInElsewhere(latchkey, client(provider.clients.loopback.id, 'This Machine, Any Port'));
	await workbench.quickInput.waitFor('Paste the Answer');
	await workbench.quickInput.cancel();
	await first.close();
	const page = await takeAnotherWay(latchkey, 'Back to an address on this machine');
	await approveAtProvider(page, 'ada@example.com');
	await page.getByRole('heading', { name: 'Back to the editor' }).waitFor();
	await workbench.waitForNotification('“ada@example.com 2” is signed in as ada@example.com.');
	await page.close();
	await latchkey.waitForRow('ada@example.com 2, OAuth sign-in, valid, active');
	await expectAnswerThroughGateway();
});

test('by pasting the address that the browser ends at', async () => {
	const page = await signInElsewhere(latchkey, client(provider.clients.loopback.id, 'This Machine, Any Port'));
	const { quickInput } = workbench;
	await quickInput.waitFor('Paste the Answer');
	const address = await addressLedTo(page, () => approveAtProvider(page, 'ada@example.com'));
	await quickInput.type(address);
	await quickInput.accept();
	await workbench.waitForNotification('“ada@example.com 3” is signed in as ada@example.com.');
	await page.close();
	await latchkey.waitForRow('ada@example.com 3, OAuth sign-in, valid, active');
	await expectAnswerThroughGateway();
});

test('each code was exchanged by a public client, once', () => {
	assert.deepEqual(
		provider.tokenRequests.map(({ grantType, clientAuth, status }) => [grantType, clientAuth, status]),
		Array(3).fill(['authorization_code', 'none', 200]),
	);
});

test('nothing of this left an error on the console', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
