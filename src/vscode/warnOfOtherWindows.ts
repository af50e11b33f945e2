import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Random } from '../core/ports.ts';
import { WindowPresence } from '../core/windowPresence.ts';
import { GlobalDocument } from './adapters/globalDocument.ts';
import type { ProfileTree } from './profiles/profileTree.ts';

/**
 * In the web each window keeps all secrets in memory and writes them down whole: of two windows that do, the later one
 * undoes what the other saved.
 */
export function warnOfOtherWindows(
	{ globalStorageUri, subscriptions }: vscode.ExtensionContext,
	tree: ProfileTree,
	random: Random,
	replaceFile?: ConstructorParameters<typeof GlobalDocument>[2],
): void {
	const presence = new WindowPresence(new GlobalDocument(globalStorageUri, 'window.json', replaceFile), random.uuid());
	const note = l10n.t(
		'Latchkey is open in a second window. In the web, keys saved in both get lost: add profiles in one only.',
	);
	let wasSaid = false;
	subscriptions.push(
		presence,
		presence.onDidChange((hasOthers) => {
			tree.note = hasOthers ? note : '';
			// The side bar may be closed, and says nothing while there are no profiles.
			if (hasOthers && !wasSaid) {
				wasSaid = true;
				void vscode.window.showWarningMessage(note);
			}
		}),
	);
}
