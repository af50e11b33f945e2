import * as vscode from 'vscode';
import type { Retention } from '../../core/audit/file/retention.ts';
import { auditSettings } from '../../core/auditSettings.ts';

/** How much of the audit log stays; a value outside the manifest's bounds counts as the default. Machine-scoped: no workspace makes it forget. */
export const retention = (): Retention => ({
	days: read(auditSettings.days, 400),
	size: read(auditSettings.megabytes, 100) * 1_000_000,
});

function read(id: string, usual: number): number {
	const value: unknown = vscode.workspace.getConfiguration().get(id);
	return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : usual;
}
