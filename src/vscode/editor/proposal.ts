import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { together } from '../../core/disposable.ts';
import { schemes } from '../../core/ids.ts';
import type { Random } from '../../core/ports.ts';
import { LiveText } from '../liveText.ts';
import { plainText } from '../plainText.ts';
import { fileNameOf } from './documentFacts.ts';
import type { TrackedParts } from './trackedParts.ts';

const proposals = new LiveText(schemes.proposal);

/** Those that are being looked at, by their address: what each command of the comparison does to it. */
const open = new Map<string, (isAccepted: boolean) => void>();

/**
 * Shows the document beside what it would become, and asks whether it should. Closing the comparison, or the question, discards. `propose`
 * gives the whole text as it would be now.
 */
export async function isProposalAccepted(
	tracked: TrackedParts,
	propose: () => string,
	random: Random,
): Promise<boolean> {
	const { document } = tracked;
	const name = fileNameOf(document);
	const id = random.uuid();
	proposals.write(id, propose());
	const uri = proposals.address(id, name);
	const shown = await vscode.workspace.openTextDocument(uri);
	await vscode.languages.setTextDocumentLanguage(shown, document.languageId);
	const title = l10n.t('{0} ↔ Gemini’s Answer', name);
	const decided = new Promise<boolean>((resolve) => open.set(uri.toString(), resolve));
	const listening = together([
		tracked.onDidChange(() => proposals.write(id, propose())),
		vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
			if (closed.some((tab) => isOf(tab, uri))) {
				open.get(uri.toString())?.(false);
			}
		}),
	]);
	await vscode.commands.executeCommand('vscode.diff', document.uri, uri, title, { preview: true });
	const replace = l10n.t('Replace');
	const question = l10n.t('Put Gemini’s answer in the place of the selection in {0}?', plainText(name));
	const asked = vscode.window.showInformationMessage(question, replace, l10n.t('Discard'));
	const isAccepted = await Promise.race([decided, Promise.resolve(asked).then((chosen) => chosen === replace)]);
	listening.dispose();
	open.delete(uri.toString());
	await close(uri);
	proposals.forget(id);
	return isAccepted;
}

/** Decides about the comparison that is in front: what its title bar offers. */
export const acceptInFront = async (): Promise<void> => decideInFront(true);
export const discardInFront = async (): Promise<void> => decideInFront(false);

function decideInFront(isAccepted: boolean): void {
	const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
	const decide = input instanceof vscode.TabInputTextDiff ? open.get(input.modified.toString()) : undefined;
	if (decide) {
		decide(isAccepted);
	} else {
		void vscode.window.showInformationMessage(l10n.t('There is no answer to decide about in front.'));
	}
}

const isOf = ({ input }: vscode.Tab, uri: vscode.Uri): boolean =>
	input instanceof vscode.TabInputTextDiff && input.modified.toString() === uri.toString();

async function close(uri: vscode.Uri): Promise<void> {
	const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.filter((tab) => isOf(tab, uri)));
	await Promise.resolve(vscode.window.tabGroups.close(tabs)).catch(() => undefined);
}
