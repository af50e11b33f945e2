import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { callSettings } from '../../src/core/callSettings.ts';
import { commands, settings } from '../../src/core/ids.ts';

const id = 'latchkey.latchkey-gemini';
const extension = () => vscode.extensions.getExtension(id) ?? assert.fail('not installed');

describe('the extension', () => {
	it('activates by itself after start-up, as an ES module, and exports nothing', async () => {
		const found = extension();
		assert.equal(await found.activate(), undefined);
		assert.equal(found.isActive, true);
		assert.match(found.packageJSON.main, /\.mjs$/);
		assert.equal(found.extensionKind, vscode.ExtensionKind.Workspace);
	});

	it('registers every command of its manifest', async () => {
		await extension().activate();
		const known = await vscode.commands.getCommands(true);
		for (const command of Object.values(commands)) {
			assert.ok(known.includes(command), command);
		}
	});

	it('runs the commands of the side bar from a key binding too, which names no profile', async () => {
		await vscode.commands.executeCommand(commands.checkProfile);
		await vscode.commands.executeCommand(commands.deleteProfile);
	});

	it('opens one request panel per call, each in a tab of its own', async () => {
		const isPanel = ({ input }: vscode.Tab) =>
			input instanceof vscode.TabInputWebview && input.viewType.endsWith('latchkey.request');
		const opened: vscode.Tab[] = [];
		const both = new Promise<void>((resolve) => {
			const listening = vscode.window.tabGroups.onDidChangeTabs((event) => {
				opened.push(...event.opened.filter(isPanel));
				if (opened.length === 2) {
					listening.dispose();
					resolve();
				}
			});
		});
		await vscode.commands.executeCommand(commands.openRequestPanel);
		await vscode.commands.executeCommand(commands.openRequestPanel);
		await both;
		assert.equal(await vscode.window.tabGroups.close(opened), true);
	});
});

describe('settings that could lead a credential away', () => {
	it('belong to the machine: VS Code refuses to write them for a workspace', async () => {
		const configuration = vscode.workspace.getConfiguration();
		// A folder may name a profile, and bring templates of prompts, and that is all it may.
		const ofFolders: readonly string[] = [settings.profile, settings.templates];
		const machineSettings = [...Object.values(settings), ...Object.values(callSettings)].filter(
			(setting) => !ofFolders.includes(setting),
		);
		assert.equal(machineSettings.length, 10);
		for (const setting of machineSettings) {
			await assert.rejects(
				async () => configuration.update(setting, {}, vscode.ConfigurationTarget.Workspace),
				/workspace|machine/i,
				setting,
			);
		}
	});

	it('have defaults that lead nowhere', () => {
		const configuration = vscode.workspace.getConfiguration();
		assert.deepEqual({ ...configuration.get<object>(settings.emulator) }, {});
		assert.equal(configuration.get(settings.requestTimeoutSeconds), 120);
	});

	it('are passed over in a workspace file that carries them all the same', async () => {
		const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder');
		const file = vscode.Uri.joinPath(folder, '.vscode', 'settings.json');
		const hostile = {
			[settings.emulator]: { 'generativelanguage.googleapis.com': 'http://127.0.0.1:1' },
			[settings.requestTimeoutSeconds]: 1,
			'editor.tabSize': 7,
		};
		const seen = new Promise<void>((resolve) => {
			const listening = vscode.workspace.onDidChangeConfiguration((event) => {
				if (event.affectsConfiguration('editor.tabSize')) {
					listening.dispose();
					resolve();
				}
			});
		});
		await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(hostile)));
		await seen;
		const configuration = vscode.workspace.getConfiguration();
		assert.deepEqual({ ...configuration.get<object>(settings.emulator) }, {});
		assert.equal(configuration.get(settings.requestTimeoutSeconds), 120);
		await vscode.workspace.fs.delete(file);
	});
});
