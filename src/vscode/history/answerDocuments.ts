import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { HistoryEntry } from '../../core/history/historyEntry.ts';
import { answerText } from '../../core/history/historyWords.ts';
import { momentInWords } from '../../core/profiles/ago.ts';
import { promptInShort } from './entryRow.ts';

const scheme = 'latchkey-history';

/** Kept answers as Markdown texts that can be read and compared, and not written. */
export class AnswerDocuments {
	readonly registration: vscode.Disposable;

	/** `find`: a kept request by its id. Text that is shown already stays when it is deleted. */
	constructor(find: (id: string) => Promise<HistoryEntry | undefined>) {
		this.registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
			provideTextDocumentContent: async ({ query }) => {
				const entry = await find(query);
				return entry ? answerText(entry) : l10n.t('This answer is not in the history any more.');
			},
		});
	}

	async open(entry: HistoryEntry): Promise<void> {
		await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(entry)), { preview: false });
	}

	/** Shows two answers side by side, the older one on the left. */
	async compare(one: HistoryEntry, other: HistoryEntry): Promise<void> {
		const [left, right] = one.at <= other.at ? [one, other] : [other, one];
		await vscode.commands.executeCommand(
			'vscode.diff',
			uriOf(left),
			uriOf(right),
			`${shortNameOf(left)} ↔ ${shortNameOf(right)}`,
			{ preview: false },
		);
	}
}

const uriOf = (entry: HistoryEntry): vscode.Uri =>
	vscode.Uri.from({ scheme, path: `/${nameOf(entry)}.md`, query: entry.id });

/** What tells answers apart in a list of tabs. */
const nameOf = (entry: HistoryEntry): string => `${shortNameOf(entry)} ${momentInWords(entry.at, 0)}`;

/** Short enough for two in one tab. Prompts and models are anything, and a path not. */
const shortNameOf = (entry: HistoryEntry): string => `${short(promptInShort(entry), 30)} (${short(entry.model, 30)})`;

const short = (text: string, longest: number): string => {
	// After the cut, which may have halved a character: no address could hold that.
	const clean = text.slice(0, longest).replace(/[\\/\p{C}]/gu, ' ');
	return text.length > longest ? `${clean.trimEnd()}…` : clean;
};
