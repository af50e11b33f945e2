import type { AuditFile, AuditFolder } from './auditFolder.ts';

const pattern = /^audit-(\d{4}-\d{2})\.jsonl$/;

/** A month by UTC, as `2026-12`: in the order of text, months are in the order of time. */
export const monthOf = (time: number): string => new Date(time).toISOString().slice(0, 7);

export const fileOfMonth = (month: string): string => `audit-${month}.jsonl`;

/** When a month is over, in milliseconds since the epoch. */
export function endOfMonth(month: string): number {
	const [year = 0, number = 0] = month.split('-').map(Number);
	return Date.UTC(year, number);
}

export type MonthFile = AuditFile & { readonly month: string };

/** The files of the log, oldest first. */
export async function monthFiles(folder: AuditFolder): Promise<readonly MonthFile[]> {
	return (await folder.list()).flatMap((file) => {
		const month = pattern.exec(file.name)?.[1];
		return month === undefined ? [] : [{ ...file, month }];
	});
}
