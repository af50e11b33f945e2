import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relayState } from '../../../../src/core/oauth/relayState.ts';

const callbacks = [
	'vscode://latchkey.latchkey-gemini/oauth/callback',
	'http://127.0.0.1:8443/stable-0a1b/callback?vscode-reqid=27&vscode-scheme=code-oss&vscode-path=%2Foauth%2Fcallback',
	'https://vscode.example.com/callback?a=>>>???',
];

for (const callback of callbacks) {
	test(`a relay page learns the editor’s address ${callback.slice(0, 24)}… from the state`, () => {
		const [random, address, ...rest] = relayState('r4nd-0m_', callback, 'https://relay.example.com/').split('.');
		assert.deepEqual([random, rest], ['r4nd-0m_', []]);
		assert.match(address ?? '', /^[\w-]+$/);
		assert.equal(Buffer.from(address ?? '', 'base64url').toString(), callback);
	});
}

test('the state stays the same however often it is encoded for a query', () => {
	for (const callback of callbacks) {
		const state = relayState('random', callback, 'https://relay.example.com/');
		assert.equal(encodeURIComponent(state), state);
		assert.equal(new URLSearchParams({ state }).toString(), `state=${state}`);
	}
});

for (const relay of ['https://vscode.dev/redirect', 'https://insiders.vscode.dev/redirect']) {
	test(`${relay} leads to the state itself, with the random part in it`, () => {
		assert.equal(relayState('r', 'vscode://a.b/c', relay), 'vscode://a.b/c?nonce=r');
		assert.equal(relayState('r', 'vscode://a.b/c?windowId=1', relay), 'vscode://a.b/c?windowId=1&nonce=r');
	});
}

test('an address that only begins like VS Code’s relay is anybody’s page', () => {
	for (const relay of [
		'https://vscode.dev/redirect/',
		'https://vscode.dev.example.com/redirect',
		'https://vscode.dev/',
	]) {
		assert.match(relayState('r', 'vscode://a.b/c', relay), /^r\.[\w-]+$/);
	}
});
