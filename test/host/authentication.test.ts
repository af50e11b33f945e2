import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { authenticationProvider } from '../../src/core/ids.ts';

const scopes = ['https://www.googleapis.com/auth/cloud-platform'];

describe('the authentication provider', () => {
	it('is there after activation, under the id of its manifest, with no account where nobody signed in', async () => {
		const extension = vscode.extensions.getExtension('latchkey.latchkey-gemini') ?? assert.fail('not installed');
		await extension.activate();
		const [contributed] = extension.packageJSON.contributes.authentication;
		assert.equal(contributed.id, authenticationProvider);
		assert.deepEqual(await vscode.authentication.getAccounts(authenticationProvider), []);
	});

	it('gives nothing, and asks nothing, to whoever asks quietly', async () => {
		assert.equal(await vscode.authentication.getSession(authenticationProvider, scopes, { silent: true }), undefined);
		assert.equal(await vscode.authentication.getSession(authenticationProvider, [], { silent: true }), undefined);
	});
});
