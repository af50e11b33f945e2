import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ChainReport, Place } from '../../core/audit/file/chainCheck.ts';
import type { FileAuditLog } from '../../core/audit/file/fileAuditLog.ts';
import { reportInWords, reportText } from '../../core/audit/file/reportInWords.ts';
import { LiveText } from '../liveText.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { auditFolder } from './auditFolder.ts';

const details = new LiveText('latchkey-audit');

/** Reads the whole audit log and says whether it is as it was written, or where not. */
export async function verifyAuditLog(parts: Parts): Promise<void> {
	const log = await parts.auditLog();
	if (!log) {
		void vscode.window.showInformationMessage(
			l10n.t(
				'In the browser Latchkey keeps no audit log. Open this workspace in VS Code on a computer, or in a remote window.',
			),
		);
		return;
	}
	const report = await judge(log).catch((error: unknown) => String(error));
	if (typeof report === 'string') {
		void vscode.window.showErrorMessage(l10n.t('The audit log cannot be read: {0}', plainText(report)));
	} else if (report) {
		await say(parts, report);
	}
}

async function judge(log: FileAuditLog): Promise<ChainReport | undefined> {
	return vscode.window.withProgress(
		{ location: vscode.ProgressLocation.Notification, title: l10n.t('Verifying the audit log'), cancellable: true },
		(progress, token) => {
			const leaving = new AbortController();
			token.onCancellationRequested(() => leaving.abort());
			let shown = 0;
			return log.verify({
				signal: leaving.signal,
				onProgress: (share) => {
					progress.report({ increment: (share - shown) * 100 });
					shown = share;
				},
			});
		},
	);
}

async function say(parts: Parts, report: ChainReport): Promise<void> {
	const [showDetails, openLine] = [l10n.t('Show Details'), l10n.t('Open the Line')];
	const place = report.faults.map((fault) => ('at' in fault ? fault.at : undefined)).find((at) => at !== undefined);
	const words = plainText(reportInWords(report));
	const chosen = await (report.faultCount === 0
		? vscode.window.showInformationMessage(words, showDetails)
		: vscode.window.showErrorMessage(words, showDetails, ...(place ? [openLine] : [])));
	if (chosen === showDetails) {
		details.write('report', reportText(report, auditFolder(parts).fsPath));
		await details.show('report', l10n.t('Verification of the Audit Log'));
	} else if (chosen === openLine && place) {
		await open(parts, place);
	}
}

async function open(parts: Parts, { file, line }: Place): Promise<void> {
	const start = new vscode.Position(line - 1, 0);
	await vscode.window.showTextDocument(vscode.Uri.joinPath(auditFolder(parts), file), {
		selection: new vscode.Range(start, start),
	});
}
