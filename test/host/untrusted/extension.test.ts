import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/core/ids.ts';

describe('in a folder that is not trusted', () => {
	it('the extension runs all the same, since nothing it does comes from the folder', async () => {
		assert.equal(vscode.workspace.isTrusted, false);
		const extension = vscode.extensions.getExtension('latchkey.latchkey-gemini') ?? assert.fail('not installed');
		await extension.activate();
		assert.equal(extension.isActive, true);
		await vscode.commands.executeCommand(commands.openRequestPanel);
	});
});
