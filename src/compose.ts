import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SecretPlatform } from './composeSecrets.ts';
import type { SignInPlatform } from './composeSignIn.ts';
import type { AuditFiles } from './core/audit/file/auditFolder.ts';
import { environmentKeysIn } from './core/environmentKeys.ts';
import { ModelLists } from './core/gemini/modelLists.ts';
import { authenticationProvider, commands, panels as panelTypes } from './core/ids.ts';
import { once } from './core/once.ts';
import type { AuditTrail, Clock, HttpTransport, Lock } from './core/ports.ts';
import { ActiveProfile } from './core/profiles/activeProfile.ts';
import { ExpiryWatch } from './core/profiles/expiryWatch.ts';
import { ProfileStore } from './core/profiles/profileStore.ts';
import { systemClock, systemRandom } from './net/platform.ts';
import { extensionSecrets } from './vscode/adapters/extensionSecrets.ts';
import { folderSetting } from './vscode/adapters/folderSetting.ts';
import { GlobalDocument } from './vscode/adapters/globalDocument.ts';
import { MementoCell } from './vscode/adapters/mementoCell.ts';
import { OutputLog } from './vscode/adapters/outputLog.ts';
import { registerCommands } from './vscode/commands.ts';
import type { Parts } from './vscode/parts.ts';
import { ProfileTree } from './vscode/profiles/profileTree.ts';
import { emulatorDoor, requestTimeout } from './vscode/settings.ts';
import { StatusBar } from './vscode/statusBar.ts';

/** What differs between the extension host of Node and that of the web. */
export type Platform = {
	/** Keeps the windows that share a storage folder apart, in what the name is about. `patience`: how long to wait for it, in milliseconds. */
	readonly lockFor: (storage: vscode.Uri, name: string, patience: number) => Lock;
	/** Moves a file onto another in one step, so that nobody ever finds neither; absent in the web. */
	readonly replaceFile?: (draft: vscode.Uri, file: vscode.Uri) => Promise<void>;
	/** The files of the audit log in that folder; absent in the web. */
	readonly auditFiles?: (folder: vscode.Uri) => Promise<AuditFiles>;
	readonly loopback?: SignInPlatform['loopback'];
	readonly machine?: SignInPlatform['machine'];
	/** Absent in the browser, which looks names up by itself. */
	readonly lookUpHost?: Parts['lookUpHost'];
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** What secrets that lie elsewhere are fetched with; absent where there is no machine to reach. Loaded when first wanted. */
	readonly secretPlatform?: () => Promise<SecretPlatform>;
};

/** Builds the house and registers it. Waits for nothing; what a command needs beyond this is loaded when it runs. */
export function compose(context: vscode.ExtensionContext, platform: Platform): void {
	if (vscode.l10n.bundle) {
		l10n.config({ contents: vscode.l10n.bundle });
	}
	const { extensionUri, globalStorageUri } = context;
	const log = new OutputLog();
	const [clock, random] = [systemClock, systemRandom];
	const audits = once(async () => {
		const { composeAudit } = await import('./composeAudit.ts');
		return composeAudit(context, platform, { log, clock, random });
	});
	const audit: AuditTrail = {
		record: (event) => {
			audits().then(
				(made) => made.record(event),
				(error) => log.warn(`audit event ${event.type} lost: ${error}`),
			);
		},
	};
	const store = new ProfileStore({
		index: new GlobalDocument(globalStorageUri, 'profiles.json', platform.replaceFile),
		lock: platform.lockFor(globalStorageUri, 'profiles', 20_000),
		vault: extensionSecrets(context.secrets),
		audit,
		clock,
		random,
	});
	const window = new MementoCell(context.workspaceState, 'activeProfile');
	const active = new ActiveProfile({ store, setting: folderSetting, window, audit });
	const deleted = once(async () => {
		const { DeletedProfiles } = await import('./core/profiles/deletedProfiles.ts');
		const made = new DeletedProfiles(store);
		context.subscriptions.push(made);
		return made;
	});
	const base: Omit<Parts, 'signIn' | 'secrets' | 'cure' | 'panels'> = {
		extensionUri,
		globalStorageUri,
		store,
		active,
		deleted,
		confirmation: once(async () => {
			const { UseConfirmation } = await import('./vscode/profiles/useConfirmation.ts');
			return new UseConfirmation();
		}),
		usage: once(async () => {
			const { usageParts } = await import('./vscode/usage/usageParts.ts');
			return usageParts(globalStorageUri, platform, clock);
		}),
		history: once(async () => {
			const { RequestHistory } = await import('./vscode/history/requestHistory.ts');
			return new RequestHistory(context, platform, base, () => panels());
		}),
		models: new ModelLists(clock),
		transport: lazyTransport(clock),
		audit,
		auditLog: async () => (await audits()).log,
		clock,
		random,
		environmentKeys: environmentKeysIn(platform.environment),
		lookUpHost: platform.lookUpHost,
	};
	const signIn = once(async () => {
		const { composeSignIn } = await import('./composeSignIn.ts');
		const made = composeSignIn(base, () => secrets(), log, {
			...platform,
			// Whoever holds it waits for a server, and tries again where that is down.
			lockFor: (id) => platform.lockFor(globalStorageUri, `sign-in-${id}`, 150_000),
		});
		context.subscriptions.push(made);
		return made;
	});
	const secrets = once(async () => {
		const { composeSecrets } = await import('./composeSecrets.ts');
		return composeSecrets(base, signIn, platform, context);
	});
	const panels = once(async () => {
		const { RequestPanels } = await import('./vscode/request/requestPanels.ts');
		return new RequestPanels(parts, await parts.confirmation());
	});
	const parts: Parts = {
		...base,
		panels,
		signIn,
		secrets,
		cure: async (remedy, failed) => {
			const { carryOut } = await import('./vscode/remedies/carryOut.ts');
			return carryOut(parts, remedy, failed);
		},
	};
	const tree = new ProfileTree({
		...parts,
		takeDropped: async (dropped) => {
			const { takeDropped } = await import('./vscode/serviceAccounts/takeDropped.ts');
			return takeDropped(parts, dropped);
		},
	});
	context.subscriptions.push(
		log,
		store,
		tree,
		new ExpiryWatch(store, clock, () => active.lookAgain()),
		new StatusBar(parts),
		...registerCommands(parts),
		vscode.commands.registerCommand(commands.showLog, () => log.show()),
		registerProvider(parts),
		vscode.window.registerWebviewPanelSerializer(panelTypes.request, {
			deserializeWebviewPanel: async (panel, saved: unknown) => (await panels()).revive(panel, saved),
		}),
	);
	// Last, so that an answer finds everything in its place.
	context.subscriptions.push(
		vscode.window.registerUriHandler({
			handleUri: async (uri) => {
				const { receiveUri } = await import('./vscode/signIn/receiveUri.ts');
				receiveUri(await (await signIn()).signIns(), uri);
			},
		}),
	);
	if (vscode.env.uiKind === vscode.UIKind.Web) {
		void import('./vscode/warnOfOtherWindows.ts').then(({ warnOfOtherWindows }) =>
			warnOfOtherWindows(context, tree, random, platform.replaceFile),
		);
	}
}

/** Gives other extensions tokens, with VS Code's consent. What it takes is loaded when it is first asked. */
function registerProvider(parts: Parts): vscode.Disposable {
	const changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
	const provider = once(async () => {
		const { LatchkeyAuthentication } = await import('./vscode/signIn/latchkeyAuthentication.ts');
		return new LatchkeyAuthentication(parts, changed);
	});
	const lazily: vscode.AuthenticationProvider = {
		onDidChangeSessions: changed.event,
		getSessions: async (scopes, options) => (await provider()).getSessions(scopes, options),
		createSession: async (scopes, options) => (await provider()).createSession(scopes, options),
		removeSession: async (id) => (await provider()).removeSession(id),
	};
	const registration = vscode.authentication.registerAuthenticationProvider(
		authenticationProvider,
		l10n.t('Gemini (Latchkey)'),
		lazily,
		{ supportsMultipleAccounts: true },
	);
	return vscode.Disposable.from(changed, registration);
}

/** What sends requests is loaded with the first of them. */
function lazyTransport(clock: Clock): HttpTransport {
	const transport = once(async () => {
		const { FetchTransport } = await import('./net/fetchTransport.ts');
		return new FetchTransport({ emulatorDoor, silenceLimit: requestTimeout }, clock);
	});
	return { send: async (request, options) => (await transport()).send(request, options) };
}
