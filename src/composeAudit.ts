import type * as vscode from 'vscode';
import type { Platform } from './compose.ts';
import type { AuditEvent } from './core/audit/event.ts';
import { FileAuditLog } from './core/audit/file/fileAuditLog.ts';
import { logAudit } from './core/audit/logAudit.ts';
import type { AuditTrail, Clock, Log, Random } from './core/ports.ts';
import { watchFiles } from './vscode/adapters/watchFiles.ts';
import { auditFolder } from './vscode/audit/auditFolder.ts';
import { retention } from './vscode/audit/auditRetention.ts';
import { sayWriteTrouble } from './vscode/audit/sayWriteTrouble.ts';

/** Where events go: to the running commentary, and where there are files, to the log. */
export type ComposedAudit = AuditTrail & { readonly log?: FileAuditLog };

/** After a start, in milliseconds: there is more urgent work. */
const soon = 60_000;
const day = 24 * 60 * 60 * 1000;

/** Builds what keeps the record; loaded with its first event. */
export async function composeAudit(
	{ globalStorageUri, subscriptions }: Pick<vscode.ExtensionContext, 'globalStorageUri' | 'subscriptions'>,
	{ auditFiles, lockFor }: Pick<Platform, 'auditFiles' | 'lockFor'>,
	{ log: commentary, clock, random }: { readonly log: Log; readonly clock: Clock; readonly random: Random },
): Promise<ComposedAudit> {
	if (!auditFiles) {
		return { record: (event) => logAudit(commentary, event) };
	}
	const folder = auditFolder({ globalStorageUri });
	const log = new FileAuditLog({
		...(await auditFiles(folder)),
		clock,
		random,
		onDidWrite: (listener) => watchFiles(folder, 'audit-*.jsonl', listener),
	});
	const lock = lockFor(globalStorageUri, 'audit', 20_000);
	let next = clock.after(soon, letGo);
	function letGo(): void {
		next = clock.after(day, letGo);
		lock
			.hold(() => log.letGo(retention()))
			// Another window does it, or tomorrow.
			.catch((error: unknown) => commentary.warn(`audit log: nothing was let go: ${error}`));
	}
	subscriptions.push(
		log,
		log.onTrouble((trouble) => void sayWriteTrouble(trouble, commentary)),
		{ dispose: () => next.dispose() },
	);
	return {
		record: (event: AuditEvent) => {
			logAudit(commentary, event);
			log.record(event);
		},
		log,
	};
}
