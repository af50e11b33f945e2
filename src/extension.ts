import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { LogAudit } from './core/audit/logAudit.ts';
import { commands } from './core/ids.ts';
import { answered } from './core/outcome.ts';
import { ActiveProfile } from './core/profiles/activeProfile.ts';
import type { Profile } from './core/profiles/profile.ts';
import { ProfileStore } from './core/profiles/profileStore.ts';
import { FetchTransport } from './net/fetchTransport.ts';
import { systemClock, systemRandom } from './net/platform.ts';
import { GlobalDocument } from './vscode/adapters/globalDocument.ts';
import { MementoCell } from './vscode/adapters/mementoCell.ts';
import { OutputLog } from './vscode/adapters/outputLog.ts';
import { ProfileTree } from './vscode/profiles/profileTree.ts';
import { emulatorDoor, requestTimeout } from './vscode/settings.ts';
import { StatusBar } from './vscode/statusBar.ts';

/** Builds the house and registers it. Waits for nothing; what a command needs beyond this is loaded when it runs. */
export function activate(context: vscode.ExtensionContext): void {
	if (vscode.l10n.bundle) {
		l10n.config({ contents: vscode.l10n.bundle });
	}
	const log = new OutputLog();
	const clock = systemClock;
	const audit = new LogAudit(log);
	const transport = new FetchTransport({ emulatorDoor, silenceLimit: requestTimeout }, clock);
	const store = new ProfileStore({
		index: new GlobalDocument(context.globalStorageUri, 'profiles.json'),
		vault: context.secrets,
		audit,
		clock,
		random: systemRandom,
	});
	const active = new ActiveProfile(store, new MementoCell(context.globalState, 'activeProfile'));
	const { extensionUri } = context;
	/** The profile a menu names, else, from a key binding, the active one. */
	const orActive = async (profile?: Profile): Promise<Profile | undefined> => {
		const now = profile ? answered(profile) : await active.resolve();
		return now.kind === 'answered' ? now.value : undefined;
	};
	context.subscriptions.push(
		log,
		new ProfileTree(store, active),
		new StatusBar(active),
		vscode.commands.registerCommand(commands.addProfile, async () =>
			(await import('./vscode/profiles/addProfile.ts')).addProfile({ store, active, transport, clock }),
		),
		vscode.commands.registerCommand(commands.checkProfile, async (profile?: Profile) => {
			const named = await orActive(profile);
			const { checkProfile } = await import('./vscode/profiles/checkProfile.ts');
			return named && checkProfile({ store, transport, clock, audit }, named);
		}),
		vscode.commands.registerCommand(commands.deleteProfile, async (profile?: Profile) => {
			const named = await orActive(profile);
			const { deleteProfile } = await import('./vscode/profiles/deleteProfile.ts');
			return named && deleteProfile(store, named);
		}),
		vscode.commands.registerCommand(commands.switchProfile, async () =>
			(await import('./vscode/profiles/switchProfile.ts')).switchProfile({ store, active, audit }),
		),
		vscode.commands.registerCommand(commands.useProfile, async (profile?: Profile) => {
			const { switchProfile, useProfile } = await import('./vscode/profiles/switchProfile.ts');
			const parts = { store, active, audit };
			return profile ? useProfile(parts, profile) : switchProfile(parts);
		}),
		vscode.commands.registerCommand(commands.openRequestPanel, async () => {
			const { openRequestPanel } = await import('./vscode/request/requestPanel.ts');
			openRequestPanel({ extensionUri, store, active, transport, audit });
		}),
		vscode.commands.registerCommand(commands.showLog, () => log.show()),
	);
}
