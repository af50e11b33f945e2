import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { LogAudit } from './core/audit/logAudit.ts';
import { environmentKeysIn } from './core/environmentKeys.ts';
import { ModelLists } from './core/gemini/modelLists.ts';
import { commands, panels } from './core/ids.ts';
import { once } from './core/once.ts';
import type { Clock, HttpTransport, Lock } from './core/ports.ts';
import { ActiveProfile } from './core/profiles/activeProfile.ts';
import { DeletedProfiles } from './core/profiles/deletedProfiles.ts';
import { ProfileStore } from './core/profiles/profileStore.ts';
import { systemClock, systemRandom } from './net/platform.ts';
import { extensionSecrets } from './vscode/adapters/extensionSecrets.ts';
import { folderSetting } from './vscode/adapters/folderSetting.ts';
import { GlobalDocument } from './vscode/adapters/globalDocument.ts';
import { MementoCell } from './vscode/adapters/mementoCell.ts';
import { OutputLog } from './vscode/adapters/outputLog.ts';
import { registerProfileCommands } from './vscode/commands.ts';
import type { Parts } from './vscode/parts.ts';
import { ProfileTree } from './vscode/profiles/profileTree.ts';
import { emulatorDoor, requestTimeout } from './vscode/settings.ts';
import { StatusBar } from './vscode/statusBar.ts';

/** What differs between the extension host of Node and that of the web. */
export type Platform = {
	/** Keeps the windows that share a storage folder apart. */
	readonly lockFor: (storage: vscode.Uri) => Lock;
	readonly environment: Readonly<Record<string, string | undefined>>;
};

/** Builds the house and registers it. Waits for nothing; what a command needs beyond this is loaded when it runs. */
export function compose(context: vscode.ExtensionContext, platform: Platform): void {
	if (vscode.l10n.bundle) {
		l10n.config({ contents: vscode.l10n.bundle });
	}
	const { extensionUri, globalStorageUri } = context;
	const log = new OutputLog();
	const [clock, random, audit] = [systemClock, systemRandom, new LogAudit(log)];
	const store = new ProfileStore({
		index: new GlobalDocument(globalStorageUri, 'profiles.json'),
		lock: platform.lockFor(globalStorageUri),
		vault: extensionSecrets(context.secrets),
		audit,
		clock,
		random,
	});
	const window = new MementoCell(context.workspaceState, 'activeProfile');
	const active = new ActiveProfile({ store, setting: folderSetting, window, audit });
	const deleted = new DeletedProfiles(store);
	const parts: Parts = {
		extensionUri,
		store,
		active,
		deleted,
		confirmation: once(async () => {
			const { UseConfirmation } = await import('./vscode/profiles/useConfirmation.ts');
			return new UseConfirmation();
		}),
		models: new ModelLists(clock),
		transport: lazyTransport(clock),
		audit,
		clock,
		random,
		environmentKeys: environmentKeysIn(platform.environment),
	};
	const requestPanels = once(async () => {
		const { RequestPanels } = await import('./vscode/request/requestPanels.ts');
		return new RequestPanels(parts, await parts.confirmation());
	});
	const tree = new ProfileTree(parts);
	context.subscriptions.push(
		log,
		store,
		deleted,
		tree,
		new StatusBar(parts),
		...registerProfileCommands(parts),
		vscode.commands.registerCommand(commands.openRequestPanel, async () => (await requestPanels()).open()),
		vscode.commands.registerCommand(commands.sendSelection, async () => {
			const { sendSelection } = await import('./vscode/request/sendSelection.ts');
			return sendSelection(requestPanels);
		}),
		vscode.commands.registerCommand(commands.showLog, () => log.show()),
		vscode.window.registerWebviewPanelSerializer(panels.request, {
			deserializeWebviewPanel: async (panel, saved: unknown) => (await requestPanels()).revive(panel, saved),
		}),
	);
	if (vscode.env.uiKind === vscode.UIKind.Web) {
		void import('./vscode/warnOfOtherWindows.ts').then(({ warnOfOtherWindows }) =>
			warnOfOtherWindows(context, tree, random),
		);
	}
}

/** What sends requests is loaded with the first of them. */
function lazyTransport(clock: Clock): HttpTransport {
	const transport = once(async () => {
		const { FetchTransport } = await import('./net/fetchTransport.ts');
		return new FetchTransport({ emulatorDoor, silenceLimit: requestTimeout }, clock);
	});
	return { send: async (request, options) => (await transport()).send(request, options) };
}
