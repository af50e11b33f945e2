import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { backKeys } from '../bed/quickInput.ts';
import type { Workbench } from '../bed/workbench.ts';
import { addMachine, enter, enterMachine, type Machine, startAddingMachine } from './clientCredentials.ts';
import { type OwnServer, openWithOwnServer } from './ownServer.ts';
import { expectAnswer } from './signingIn.ts';

// A machine's own credentials, at a server that knows nothing of Latchkey, with a gateway in front of Gemini.

let own: OwnServer;
let workbench: Workbench;

before(async () => {
	own = await openWithOwnServer();
	workbench = own.latchkey.workbench;
});
after(() => own.close());
afterEach(async () => {
	await own.latchkey.leaveQuickInput();
	await workbench.runCommand('Notifications: Clear All Notifications');
});

const machines = (): readonly (Machine & { readonly name: string; readonly sentAs: string })[] => {
	const { basic, post, privateKey } = own.provider.clients;
	return [
		{ ...basic, name: 'By Header', method: 'Secret, in a Header', sentAs: 'client_secret_basic' },
		{ ...post, name: 'By Form', method: 'Secret, in the Form', sentAs: 'client_secret_post' },
		{ id: privateKey.id, secret: privateKey.pem, name: 'By Key', method: 'Private Key', sentAs: 'private_key_jwt' },
	];
};

for (const [index, what] of ['a secret in a header', 'a secret in the form', 'a private key'].entries()) {
	test(`client credentials with ${what}: found by the issuer, tried out, and a prompt answered through the gateway`, async () => {
		const { latchkey, provider, gateway } = own;
		const machine = machines()[index] ?? assert.fail('no such machine');
		await addMachine(own, machine, machine.name);
		await latchkey.profileRows();
		await latchkey.waitForRow(`${machine.name}, Client credentials, valid, active`);
		const calls = gateway.calls.length;
		await expectAnswer(latchkey);
		assert.ok(gateway.calls.slice(calls).some(({ path, accepted }) => accepted && path.includes(':stream')));
		const { grantType, clientAuth, status } = provider.tokenRequests.at(-1) ?? {};
		assert.deepEqual(
			{ grantType, clientAuth, status },
			{ grantType: 'client_credentials', clientAuth: machine.sentAs, status: 200 },
		);
	});
}

test('a wrong secret is said in the box before anything is saved, and can be mended there', async () => {
	const { quickInput, page } = workbench;
	const { latchkey, provider } = own;
	const rows = await latchkey.profileRows();
	const { id, secret } = provider.clients.basic;
	await enterMachine(own, { id, method: 'Secret, in a Header', secret: 'not-the-secret' });
	await quickInput.accept();
	await quickInput.waitFor('OAuth client not valid');
	await workbench.screenshot('signIn-wrong-secret');
	assert.equal(provider.tokenRequests.at(-1)?.status, 401);
	await page.keyboard.press(backKeys);
	await quickInput.waitFor('Nothing where the server wants none');
	await page.keyboard.press(backKeys);
	await enter(own, 'It goes to VS Code’s secret storage', secret);
	await enter(own, 'Nothing where the server wants none', '');
	await enter(own, 'Further parameters of the token request', '');
	await quickInput.waitFor('The server gave a token. Give the profile a name.');
	await quickInput.cancel();
	await latchkey.waitForRows(rows);
});

test('a parameter that Latchkey sets itself is refused in the box, and nothing is sent', async () => {
	const { quickInput } = workbench;
	const { id, secret } = own.provider.clients.basic;
	await enterMachine(own, { id, method: 'Secret, in a Header', secret });
	const asked = own.provider.tokenRequests.length;
	await quickInput.type('audience=https://gateway.example.com client_id=another');
	await quickInput.accept();
	await quickInput.waitFor('“client_id” is set by Latchkey itself and cannot be another.');
	assert.equal(own.provider.tokenRequests.length, asked);
});

test('Google’s own token endpoint is explained at once, and a service account offered', async () => {
	const { quickInput, page } = workbench;
	const calls = own.latchkey.emulator.calls.length;
	await startAddingMachine(own);
	await quickInput.pick('By the Token Endpoint');
	await enter(own, 'Token endpoint', 'https://oauth2.googleapis.com/token');
	await quickInput.waitFor('Google’s token endpoint has no grant for client credentials.');
	await workbench.screenshot('signIn-google-credentials');
	await quickInput.pick('Make a Service Account');
	const console = 'https://console.cloud.google.com/iam-admin/serviceaccounts';
	const dialog = page.locator('.monaco-dialog-box').filter({ hasText: console });
	await dialog.waitFor();
	await page.keyboard.press('Escape');
	await dialog.waitFor({ state: 'hidden' });
	assert.equal(own.latchkey.emulator.calls.length, calls);
});

test('nothing of this left an error on the console', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
