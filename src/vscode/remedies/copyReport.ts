import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { FailureView } from '../../core/panel/failureView.ts';
import { loggable } from '../../core/secrets/loggable.ts';

/** Copies what is known about a failure, for an issue or a colleague: without secrets, mail addresses and project ids. */
export async function copyReport(shown: FailureView): Promise<void> {
	await vscode.env.clipboard.writeText(reportOf(shown));
	vscode.window.setStatusBarMessage(
		l10n.t('The report was copied, without secrets, addresses and project names.'),
		8000,
	);
}

function reportOf({ cause, title, sentence, status, message, details, body }: FailureView): string {
	const evidence = details.flatMap(({ type, fields }) => [
		`${type}:`,
		...fields.map(({ path, value }) => `  ${path}: ${value}`),
	]);
	const lines = [`${cause}: ${title}`, sentence, status, message, ...evidence, ...(body ? ['', body] : [])];
	return loggable(lines.filter((line, index) => line !== '' || index > 3).join('\n'));
}
