import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { WriteTrouble } from '../../core/audit/file/auditWriter.ts';
import { writeTroubleInWords } from '../../core/audit/file/writeTroubleWords.ts';
import { commands } from '../../core/ids.ts';
import type { Log } from '../../core/ports.ts';

/** Says once that the audit log cannot be written, and in the end what became of the events. Nothing waits for the answer. */
export async function sayWriteTrouble(trouble: WriteTrouble, log: Log): Promise<void> {
	if (trouble.kind === 'failed') {
		log.warn(`audit log: not written: ${trouble.error}`);
		const showLog = l10n.t('Show Log');
		const chosen = await vscode.window.showErrorMessage(writeTroubleInWords(trouble), showLog);
		if (chosen === showLog) {
			await vscode.commands.executeCommand(commands.showLog);
		}
		return;
	}
	log.info(`audit log: written again, ${trouble.lost} events lost`);
	if (trouble.lost > 0) {
		void vscode.window.showWarningMessage(writeTroubleInWords(trouble));
	} else {
		void vscode.window.showInformationMessage(writeTroubleInWords(trouble));
	}
}
