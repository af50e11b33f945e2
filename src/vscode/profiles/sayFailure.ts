import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { wordsOf } from '../../core/errors/catalogue.ts';
import type { Failure } from '../../core/errors/failure.ts';
import { commands } from '../../core/ids.ts';

/** Says in a notification what failed, with the click that helps where there is one. Undefined, a cancelled call, is silent. */
export function sayFailure(failure: Failure | undefined, about?: { readonly id: string; readonly name: string }): void {
	if (failure) {
		void say(failure, about);
	}
}

/** A failure as one line: what it means, and the technical fact behind it. */
export function failureInWords(failure: Failure): string {
	const { title, sentence } = wordsOf(failure.cause);
	return `${title}. ${sentence}${failure.evidence ? ` (${failure.evidence})` : ''}`;
}

async function say(failure: Failure, about: { readonly id: string; readonly name: string } | undefined): Promise<void> {
	const text = failureInWords(failure);
	const replace = l10n.t('Replace Key…');
	const canReplace = about && failure.cause === 'secret-missing';
	const chosen = await vscode.window.showErrorMessage(
		about ? `${about.name}: ${text}` : text,
		...(canReplace ? [replace] : []),
	);
	if (chosen === replace && about) {
		await vscode.commands.executeCommand(commands.replaceKey, { id: about.id });
	}
}
