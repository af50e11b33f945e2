import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { together } from '../../core/disposable.ts';
import { environmentNote } from '../../core/environmentKeys.ts';
import { commands, panels, settings } from '../../core/ids.ts';
import type { DraftFields } from '../../core/panel/draftFields.ts';
import { readFromPage } from '../../core/panel/readFromPage.ts';
import type { ToPage } from '../../core/panel/requestProtocol.ts';
import { type PanelPrompt, RequestSession } from '../../core/panel/requestSession.ts';
import type { SavedPanel } from '../../core/panel/savedPanel.ts';
import { redact } from '../../core/secrets/redact.ts';
import { askPorts } from '../askPorts.ts';
import type { Parts } from '../parts.ts';
import { hasOthers } from '../profiles/hasOthers.ts';
import type { UseConfirmation } from '../profiles/useConfirmation.ts';
import { isEmulated, onDidChangeEmulatorDoor } from '../settings.ts';
import { panelHtml } from './panelHtml.ts';

type OpenPanel = { readonly panel: vscode.WebviewPanel; readonly session: RequestSession };

/** In UTF-16 units: a tab shows about that much. */
const longestTitle = 28;

/** All request panels of this window, each with a session of its own. */
export class RequestPanels {
	readonly #parts: Parts;
	readonly #confirmation: UseConfirmation;
	readonly #all = new Set<OpenPanel>();
	/** Panels that were opened for a prompt from the editor: the next such prompt goes there again. */
	readonly #forEditor = new Set<OpenPanel>();
	readonly #forTemplates = new Set<OpenPanel>();

	constructor(parts: Parts, confirmation: UseConfirmation) {
		this.#parts = parts;
		this.#confirmation = confirmation;
	}

	/** Opens a new panel, empty. */
	open(): void {
		this.#bind(this.#create(vscode.ViewColumn.Active));
	}

	/** Fills a panel that VS Code has made anew after a reload, with what its page had saved. */
	async revive(panel: vscode.WebviewPanel, saved: unknown): Promise<void> {
		panel.webview.options = this.#options();
		const { readSavedPanel } = await import('../../core/panel/savedPanel.ts');
		this.#bind(panel, readSavedPanel(saved));
	}

	/**
	 * Sends a prompt from the editor, in a panel beside it; in the one of before unless that is busy or was edited. Those with a system
	 * instruction have panels of their own, so that it is not left in the fields for the others.
	 */
	sendPrompt(prompt: PanelPrompt): void {
		const before = prompt.system === undefined ? this.#forEditor : this.#forTemplates;
		const idle = [...before].find(({ session }) => session.isIdle);
		const open = idle ?? this.#bind(this.#create(vscode.ViewColumn.Beside));
		before.add(open);
		open.panel.reveal();
		open.panel.title = titleFor(prompt.prompt);
		void open.session.sendPrompt(prompt);
	}

	/** Offers the request of the panel that is in front as code; where there is none, says so. */
	async copyAs(): Promise<void> {
		await (this.#inFront?.panel.webview.postMessage({ type: 'copyAs' } satisfies ToPage) ??
			import('./copyAs.ts').then(({ sayNoPanel }) => sayNoPanel()));
	}

	/** Fills a panel from the request on the clipboard. */
	async paste(): Promise<void> {
		const { requestOnClipboard } = await import('./pasteRequest.ts');
		const fields = await requestOnClipboard();
		if (fields) {
			this.fill(fields);
		}
	}

	/** Fills a panel and sends nothing: the one in front unless it is busy or was edited, else a new one. */
	fill(fields: DraftFields): void {
		const front = this.#inFront;
		const open = front?.session.isIdle ? front : this.#bind(this.#create(vscode.ViewColumn.Active));
		open.panel.title = titleFor(fields.prompt);
		open.session.fill(fields);
	}

	get #inFront(): OpenPanel | undefined {
		return [...this.#all].find(({ panel }) => panel.active);
	}

	#create(column: vscode.ViewColumn): vscode.WebviewPanel {
		return vscode.window.createWebviewPanel(panels.request, titleFor(''), column, {
			...this.#options(),
			// A page that goes on living while it is hidden saves the answer that comes meanwhile; VS Code remembers this
			// over a reload.
			retainContextWhenHidden: true,
		});
	}

	#options(): vscode.WebviewOptions {
		const { extensionUri } = this.#parts;
		return {
			enableScripts: true,
			localResourceRoots: [
				vscode.Uri.joinPath(extensionUri, 'media'),
				vscode.Uri.joinPath(extensionUri, 'dist', 'webview'),
			],
		};
	}

	#bind(panel: vscode.WebviewPanel, saved: Partial<SavedPanel> = {}): OpenPanel {
		const { store, active, history, usage, random, environmentKeys, extensionUri, cure } = this.#parts;
		const { webview } = panel;
		panel.iconPath = new vscode.ThemeIcon('key');
		panel.title = titleFor(saved.turn?.prompt ?? '');
		const session = new RequestSession(
			{
				...askPorts(this.#parts, this.#confirmation),
				activeProfile: () => active.resolve(),
				recordTurn: (...ended) => void history().then(({ record }) => record(...ended)),
				isEmulated,
				notes: () => [environmentNote(environmentKeys)].filter((note) => note !== undefined),
				cure: (remedy, failed) =>
					void (remedy.id === 'copy-report'
						? import('../remedies/copyReport.ts').then(({ copyReport }) => copyReport(failed.shown))
						: cure(remedy, failed)),
				explain: (cause) =>
					void import('../remedies/explainCause.ts').then(({ explainCause }) => explainCause(extensionUri, cause)),
				copyAs: (draft, profile) => void import('./copyAs.ts').then(({ copyAs }) => copyAs(draft, profile)),
				paste: () => void this.paste(),
				addFiles: () =>
					void import('./addFiles.ts').then(async ({ addFiles }) => {
						const chosen = await addFiles();
						if (chosen) {
							await webview.postMessage(chosen satisfies ToPage);
						}
					}),
				countsTokens: () => vscode.workspace.getConfiguration().get(settings.countTokens) === 'automatic',
				usageOf: async (profile) => (await usage()).view(profile),
				costInWords: async (model, tokens) => (await usage()).costWords(model, tokens),
				hasOthers: (profile) => hasOthers({ store }, profile),
				chooseProfile: () => void vscode.commands.executeCommand(commands.switchProfile),
				chooseTarget: () => void import('./chooseTarget.ts').then(({ chooseTarget }) => chooseTarget(this.#parts)),
				random,
			},
			// A page that is just being loaded loses what is posted to it, and asks for the whole state when it is there.
			(message) => void webview.postMessage(message),
			saved,
		);
		const open = { panel, session };
		this.#all.add(open);
		const parts = together([
			session,
			active.onDidChange(() => void session.refresh()),
			onDidChangeEmulatorDoor(() => void session.refresh()),
			webview.onDidReceiveMessage((message: unknown) => {
				const request = readFromPage(message);
				if (request?.type === 'send') {
					panel.title = titleFor(request.fields.prompt);
				}
				if (request) {
					void session.handle(request);
				}
			}),
		]);
		const counting = usage().then(({ meter }) => meter.onDidChange(() => void session.showUsage()));
		panel.onDidDispose(() => {
			void counting.then((watching) => watching.dispose());
			this.#all.delete(open);
			this.#forEditor.delete(open);
			this.#forTemplates.delete(open);
			parts.dispose();
		});
		webview.html = panelHtml(webview, extensionUri, l10n.t('Gemini Request'));
		return open;
	}
}

/** The beginning of the prompt tells tabs apart; a key pasted into it does not get there. */
function titleFor(prompt: string): string {
	const line = redact(prompt.slice(0, 500)).replace(/\s+/g, ' ').trim();
	if (line === '') {
		return l10n.t('Gemini Request');
	}
	return l10n.t('Gemini: {0}', line.length > longestTitle ? `${line.slice(0, longestTitle)}…` : line);
}
