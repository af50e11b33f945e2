import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { callerFor } from '../../core/credentials/callerFor.ts';
import { together } from '../../core/disposable.ts';
import { listModels } from '../../core/gemini/calls.ts';
import { commands, panels } from '../../core/ids.ts';
import { readFromPage } from '../../core/panel/requestProtocol.ts';
import { RequestSession } from '../../core/panel/requestSession.ts';
import type { AuditTrail, HttpTransport } from '../../core/ports.ts';
import type { ActiveProfile } from '../../core/profiles/activeProfile.ts';
import type { ProfileStore } from '../../core/profiles/profileStore.ts';
import { isEmulated, onDidChangeEmulatorDoor } from '../settings.ts';
import { panelHtml } from './panelHtml.ts';

export type RequestPanelParts = {
	readonly extensionUri: vscode.Uri;
	readonly store: ProfileStore;
	readonly active: ActiveProfile;
	readonly transport: HttpTransport;
	readonly audit: AuditTrail;
};

/** Opens a new request panel and binds it to a session of its own. */
export function openRequestPanel({ extensionUri, store, active, transport, audit }: RequestPanelParts): void {
	const title = l10n.t('Gemini Request');
	const panel = vscode.window.createWebviewPanel(panels.request, title, vscode.ViewColumn.Active, {
		enableScripts: true,
		localResourceRoots: [
			vscode.Uri.joinPath(extensionUri, 'media'),
			vscode.Uri.joinPath(extensionUri, 'dist', 'webview'),
		],
	});
	const { webview } = panel;
	panel.iconPath = new vscode.ThemeIcon('key');
	const session = new RequestSession(
		{
			activeProfile: () => active.resolve(),
			callerFor: (profile, signal) => callerFor({ store, transport }, profile, signal),
			listModels,
			isEmulated,
			chooseProfile: () => void vscode.commands.executeCommand(commands.switchProfile),
			audit,
		},
		// A hidden page loses what is posted to it, and asks for the whole state when it comes back.
		(message) => void webview.postMessage(message),
	);
	const parts = together([
		session,
		active.onDidChange(() => void session.refresh()),
		onDidChangeEmulatorDoor(() => void session.refresh()),
		webview.onDidReceiveMessage((message: unknown) => {
			const request = readFromPage(message);
			if (request) {
				void session.handle(request);
			}
		}),
	]);
	panel.onDidDispose(() => parts.dispose());
	webview.html = panelHtml(webview, extensionUri, title);
}
