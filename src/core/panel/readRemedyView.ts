import { isRemedyId, type RemedyId } from '../errors/remedies/remedy.ts';
import { type DraftFields, fieldNames } from './draftFields.ts';

/** A remedy as a button of the page. What it opens or runs is not in it: the page says which one was pressed, and no more. */
export type RemedyView = {
	readonly id: RemedyId;
	readonly label: string;
	/** How long to wait before, in milliseconds. */
	readonly afterMs?: number;
	/** The field that is wrong, and what the server says of it. */
	readonly field?: keyof DraftFields;
	readonly fault?: string;
	/** Which part of the prompt is too much, from 0 to 1. */
	readonly share?: number;
};

/** Parses one that a page had saved; undefined where it is none of today's. */
export function readRemedyView(value: unknown): RemedyView | undefined {
	const { id, label, afterMs, field, fault, share } = (value ?? {}) as Record<string, unknown>;
	if (!isRemedyId(id) || typeof label !== 'string') {
		return undefined;
	}
	return {
		id,
		label,
		...(typeof afterMs === 'number' ? { afterMs } : {}),
		...(fieldNames.includes(field as keyof DraftFields) ? { field: field as keyof DraftFields } : {}),
		...(typeof fault === 'string' ? { fault } : {}),
		...(typeof share === 'number' ? { share } : {}),
	};
}
