import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { History } from '../../core/history/history.ts';
import type { HistoryEntry } from '../../core/history/historyEntry.ts';
import { lackingInWords } from '../../core/history/historyWords.ts';
import { settings } from '../../core/ids.ts';
import type { SessionPorts } from '../../core/panel/sessionPorts.ts';
import type { Clock, Random } from '../../core/ports.ts';
import { momentInWords } from '../../core/profiles/ago.ts';
import { GlobalDocument } from '../adapters/globalDocument.ts';
import type { StoragePlatform } from '../adapters/storagePlatform.ts';
import { openMachineSettings } from '../openMachineSettings.ts';
import { withoutLinks } from '../plainText.ts';
import type { Asked } from '../quickInput/ask.ts';
import type { RequestPanels } from '../request/requestPanels.ts';
import { AnswerDocuments } from './answerDocuments.ts';
import { askAction, type EntryAction } from './entryActions.ts';
import { historyLimit } from './historyLimit.ts';
import { type PickedEntry, pickEntry } from './pickEntry.ts';

/** The history of requests of this workspace, as a person sees and uses it. */
export class RequestHistory {
	readonly #history: History;
	readonly #answers: AnswerDocuments;
	readonly #clock: Clock;
	readonly #panels: () => Promise<RequestPanels>;

	constructor(
		context: Pick<vscode.ExtensionContext, 'storageUri' | 'globalStorageUri' | 'subscriptions'>,
		platform: StoragePlatform,
		{ clock, random }: { readonly clock: Clock; readonly random: Random },
		panels: () => Promise<RequestPanels>,
	) {
		this.#clock = clock;
		this.#panels = panels;
		// Windows without a folder share one history; it lies in the storage of this machine, never in the folder itself.
		const storage = context.storageUri ?? vscode.Uri.joinPath(context.globalStorageUri, 'without-workspace');
		this.#history = new History({
			document: new GlobalDocument(storage, 'history.jsonl', platform.replaceFile),
			lock: platform.lockFor(storage, 'history', 20_000),
			clock,
			random,
			limit: historyLimit,
			onFault: () =>
				void vscode.window.showWarningMessage(
					l10n.t('A request could not be kept in the history: its file cannot be written. Sending goes on as before.'),
				),
		});
		this.#answers = new AnswerDocuments(async (id) => (await this.#history.list()).find((entry) => entry.id === id));
		context.subscriptions.push(this.#answers.registration);
	}

	/** Keeps a turn that has ended. Whoever sends does not wait for it. */
	readonly record: SessionPorts['recordTurn'] = (turn, fields, secrets) => {
		void this.#history.add(turn, fields, secrets);
	};

	/** Lists the requests, newest first, and does with them what a person chooses. */
	async show(): Promise<void> {
		for (let query = ''; ; ) {
			const entries = await this.#entries(1);
			if (!entries) {
				return;
			}
			const picked = await this.#pick({ title: l10n.t('Request History'), entries, query, hasButtons: true });
			if (typeof picked === 'string') {
				return;
			}
			query = picked.query;
			const asked = picked.action ? { value: picked.action } : await this.#askAction(picked.entry);
			const isOver = asked === 'left' || (asked !== 'back' && (await this.#do(asked.value, picked.entry, entries)));
			if (isOver) {
				return;
			}
		}
	}

	/** Shows two answers side by side that a person chooses. */
	async compare(): Promise<void> {
		const entries = await this.#entries(2);
		for (let query = ''; entries; ) {
			const first = await this.#pick({ title: l10n.t('Compare Which Answer?'), entries, query, step: 1 });
			if (typeof first === 'string') {
				return;
			}
			query = first.query;
			if (await this.#compareWith(first.entry, entries)) {
				return;
			}
		}
	}

	/** Forgets all requests, after asking. */
	async clear(): Promise<void> {
		const clear = l10n.t('Clear History');
		const chosen = await vscode.window.showWarningMessage(
			l10n.t('Forget all requests and answers that are kept for this workspace?'),
			{ modal: true, detail: l10n.t('This cannot be undone.') },
			clear,
		);
		if (chosen === clear && (await this.#changed(() => this.#history.clear()))) {
			vscode.window.setStatusBarMessage(l10n.t('The request history was cleared.'), 5000);
		}
	}

	#askAction(entry: HistoryEntry): Promise<Asked<EntryAction>> {
		return askAction(entry, momentInWords(entry.at, this.#clock.now()));
	}

	/** Answers whether that was all: after a deletion, or going back, the list is shown again. */
	async #do(action: EntryAction, entry: HistoryEntry, entries: readonly HistoryEntry[]): Promise<boolean> {
		switch (action) {
			case 'fill':
				await this.#fill(entry);
				return true;
			case 'open':
				await this.#answers.open(entry);
				return true;
			case 'compare':
				return this.#compareWith(entry, entries);
			case 'delete':
				await this.#changed(() => this.#history.remove(entry.id));
				return false;
		}
	}

	async #compareWith(entry: HistoryEntry, entries: readonly HistoryEntry[]): Promise<boolean> {
		const others = entries.filter(({ id, answer }) => id !== entry.id && answer !== '');
		if (others.length === 0) {
			await this.#sayTooFew(2);
			return true;
		}
		const title = l10n.t('Compare with Which Answer?');
		const other = await this.#pick({ title, entries: others, step: 2, canGoBack: true });
		if (typeof other !== 'string') {
			await this.#answers.compare(entry, other.entry);
		}
		return other !== 'back';
	}

	/** The same model is asked again, also where another is proposed by now; by itself, since what was said before is not kept. */
	async #fill(entry: HistoryEntry): Promise<void> {
		(await this.#panels()).fill({ ...entry.fields, model: entry.model, conversation: '' });
		const lacking = lackingInWords(entry);
		if (lacking.length > 0) {
			void vscode.window.showInformationMessage(withoutLinks(lacking.join(' ')));
		}
	}

	#pick(question: Omit<Parameters<typeof pickEntry>[0], 'now'>): Promise<PickedEntry | 'back' | 'left'> {
		return pickEntry({ ...question, now: this.#clock.now() });
	}

	/** What is kept, of which one is needed, or two with an answer; undefined where there are fewer, or it cannot be read, after saying so. */
	async #entries(least: 1 | 2): Promise<readonly HistoryEntry[] | undefined> {
		let entries: readonly HistoryEntry[];
		try {
			entries = await this.#history.list();
		} catch {
			void vscode.window.showErrorMessage(l10n.t('The request history cannot be read.'));
			return undefined;
		}
		const wanted = least > 1 ? entries.filter(({ answer }) => answer !== '') : entries;
		if (wanted.length >= least) {
			return wanted;
		}
		await this.#sayTooFew(least);
		return undefined;
	}

	async #sayTooFew(least: number): Promise<void> {
		if (historyLimit() > 0) {
			void vscode.window.showInformationMessage(
				least > 1
					? l10n.t('It takes two answers to compare. Send another request first.')
					: l10n.t('No requests are kept yet for this workspace. The next one you send will be.'),
			);
			return;
		}
		const open = l10n.t('Open Setting');
		const chosen = await vscode.window.showInformationMessage(
			l10n.t('The request history is off, and nothing is kept.'),
			open,
		);
		if (chosen === open) {
			await openMachineSettings(settings.historyEntries);
		}
	}

	/** Answers whether it could be written, and says so where not. */
	async #changed(change: () => Promise<void>): Promise<boolean> {
		try {
			await change();
			return true;
		} catch {
			void vscode.window.showErrorMessage(l10n.t('The request history cannot be written. Try again.'));
			return false;
		}
	}
}
