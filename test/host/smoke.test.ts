import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the real VS Code the tests run in', () => {
	it('has the extension', () => {
		assert.ok(vscode.extensions.getExtension('latchkey.latchkey-gemini'));
	});

	it('opened a trusted folder', () => {
		assert.equal(vscode.workspace.workspaceFolders?.length, 1);
		assert.equal(vscode.workspace.isTrusted, true);
	});
});
