import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import { factsOf } from '../../core/errors/facts.ts';
import type { Failure } from '../../core/errors/failure.ts';
import { loggable } from '../../core/secrets/loggable.ts';

/** Copies what an administrator needs to know to lift the refusal. The project is named: without it nobody could. */
export async function askAdministrator(failure: Failure): Promise<void> {
	const { title, sentence } = wordsOf(failure);
	const { project, service, message } = factsOf(failure);
	const lines = [
		l10n.t('Google refused a call to the Gemini API: {0}', title),
		sentence,
		...(project ? [l10n.t('Project: {0}', project)] : []),
		...(service || failure.host ? [l10n.t('API: {0}', service || (failure.host ?? ''))] : []),
		...(message ? [l10n.t('Google’s own words: {0}', loggable(message))] : []),
	];
	await vscode.env.clipboard.writeText(lines.join('\n'));
	vscode.window.setStatusBarMessage(
		l10n.t('The message was copied. Send it to whoever administers the project.'),
		8000,
	);
}
