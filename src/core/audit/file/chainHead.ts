import { parseJson } from '../../parseJson.ts';
import type { AuditFolder } from './auditFolder.ts';
import type { ChainLink } from './auditLine.ts';

/** The last record of a writer that was acknowledged, kept outside the log: a log that ends before it was cut. */
export type ChainHead = ChainLink & {
	/** When that record happened, in milliseconds since the epoch. */
	readonly time: number;
};

const heads = 'heads';

export const headFile = (writer: string): string => `${heads}/${writer}.json`;

export const writeHead = (folder: AuditFolder, writer: string, { sequence, hash, time }: ChainHead): Promise<void> =>
	folder.replace(
		headFile(writer),
		JSON.stringify({ v: 1, writer, sequence, hash, time: new Date(time).toISOString() }),
	);

/** The heads of all writers; `unreadable`: the names of files that should hold one. */
export async function readHeads(
	folder: AuditFolder,
): Promise<{ readonly heads: ReadonlyMap<string, ChainHead>; readonly unreadable: readonly string[] }> {
	const read = new Map<string, ChainHead>();
	const unreadable: string[] = [];
	for (const { name } of await folder.list(heads)) {
		if (!name.endsWith('.json')) {
			continue;
		}
		const text = await folder.readText(`${heads}/${name}`);
		const head = text === undefined ? undefined : headOf(parseJson(text));
		if (head && headFile(head.writer) === `${heads}/${name}`) {
			read.set(head.writer, head);
		} else if (text !== undefined) {
			unreadable.push(`${heads}/${name}`);
		}
	}
	return { heads: read, unreadable };
}

function headOf(parsed: unknown): (ChainHead & { readonly writer: string }) | undefined {
	if (typeof parsed !== 'object' || parsed === null) {
		return undefined;
	}
	const { writer, sequence, hash, time } = parsed as Readonly<Record<string, unknown>>;
	const at = typeof time === 'string' ? Date.parse(time) : Number.NaN;
	return typeof writer === 'string' &&
		typeof sequence === 'number' &&
		Number.isSafeInteger(sequence) &&
		sequence >= 0 &&
		typeof hash === 'string' &&
		!Number.isNaN(at)
		? { writer, sequence, hash, time: at }
		: undefined;
}
