import * as vscode from 'vscode';
import { together } from '../../core/disposable.ts';
import { settings } from '../../core/ids.ts';
import type { Disposable } from '../../core/ports.ts';
import type { ProfileSetting } from '../../core/profiles/activeProfile.ts';
import type { NamedProfile } from '../../core/profiles/resolveProfile.ts';

/**
 * The setting by which a folder names a profile. It is a name and nothing else: where a credential may go, and which
 * there are, no folder decides. VS Code itself passes over it in a folder that is not trusted (`restrictedConfigurations`).
 */
export const folderSetting: ProfileSetting = {
	get(): NamedProfile | undefined {
		const found = inspect();
		if (!found) {
			return undefined;
		}
		const { globalValue, workspaceValue, workspaceFolderValue } = found;
		const ofWorkspace = vscode.workspace.isTrusted ? { workspaceValue, workspaceFolderValue } : {};
		if (isSet(ofWorkspace.workspaceFolderValue)) {
			return { name: ofWorkspace.workspaceFolderValue, scope: 'folder' };
		}
		if (isSet(ofWorkspace.workspaceValue)) {
			// In a window with one folder, the workspace's settings are the folder's.
			return { name: ofWorkspace.workspaceValue, scope: vscode.workspace.workspaceFile ? 'workspace' : 'folder' };
		}
		return isSet(globalValue) ? { name: globalValue, scope: 'user-settings' } : undefined;
	},

	async set(name: string | undefined): Promise<void> {
		const found = inspect();
		const target = isSet(found?.workspaceFolderValue)
			? vscode.ConfigurationTarget.WorkspaceFolder
			: isSet(found?.workspaceValue)
				? vscode.ConfigurationTarget.Workspace
				: vscode.ConfigurationTarget.Global;
		await vscode.workspace.getConfiguration(undefined, folder()).update(settings.profile, name, target);
	},

	onDidChange(listener: () => void): Disposable {
		return together([
			vscode.workspace.onDidChangeConfiguration((event) => {
				if (event.affectsConfiguration(settings.profile)) {
					listener();
				}
			}),
			vscode.workspace.onDidGrantWorkspaceTrust(listener),
			// With several folders it depends on the file at hand which of them has the word.
			vscode.window.onDidChangeActiveTextEditor((editor) => {
				noteFolderOf(editor);
				if ((vscode.workspace.workspaceFolders?.length ?? 0) > 1) {
					listener();
				}
			}),
		]);
	},
};

const inspect = () => vscode.workspace.getConfiguration(undefined, folder()).inspect<unknown>(settings.profile);

/** The folder a person worked in last: while a panel has the focus, VS Code names no text editor as the active one. */
let last: vscode.Uri | undefined;

/** An editor of no folder, such as a new file or the log, changes nothing. */
function noteFolderOf(editor: vscode.TextEditor | undefined): void {
	const at = editor && vscode.workspace.getWorkspaceFolder(editor.document.uri);
	last = at?.uri ?? last;
}

/** The folder of the file at hand, else that of the file before it, else the first. */
function folder(): vscode.Uri | undefined {
	noteFolderOf(vscode.window.activeTextEditor);
	// It may have been taken out of the workspace meanwhile.
	const ofFile = last && vscode.workspace.getWorkspaceFolder(last);
	return (ofFile ?? vscode.workspace.workspaceFolders?.[0])?.uri;
}

/** An empty text is the setting's default and means that no profile is named. */
const isSet = (value: unknown): boolean => value !== undefined && value !== '';
