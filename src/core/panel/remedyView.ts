import { factsOf } from '../errors/facts.ts';
import type { Failure } from '../errors/failure.ts';
import { type Remedy, type RemedyId, remedyIds } from '../errors/remedies/remedy.ts';
import { labelOf } from '../errors/remedies/remedyWords.ts';
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

/** Where the panel has what stands at a path of the request. */
const fields: readonly (readonly [pattern: RegExp, field: keyof DraftFields])[] = [
	[/^model$/, 'model'],
	[/^systemInstruction\b/, 'system'],
	[/^contents\b/, 'prompt'],
	[/^generationConfig\.temperature$/, 'temperature'],
	[/^generationConfig\.maxOutputTokens$/, 'maxOutputTokens'],
	[/^generationConfig\.thinkingConfig\b/, 'thinking'],
];

export function remedyView(remedy: Remedy, failure: Failure): RemedyView {
	const { id, afterMs, field: path, surplus } = remedy;
	const field = path === undefined ? undefined : fields.find(([pattern]) => pattern.test(path))?.[1];
	const fault = factsOf(failure).violations[0]?.description;
	return {
		id,
		label: labelOf(remedy),
		...(afterMs === undefined ? {} : { afterMs }),
		...(field ? { field } : {}),
		...(field && fault ? { fault } : {}),
		...(surplus ? { share: surplus.share } : {}),
	};
}

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

export const isRemedyId = (id: unknown): id is RemedyId => remedyIds.includes(id as RemedyId);
