import { isCause } from '../errors/cause.ts';
import { keptTurns } from './conversation.ts';
import { type DraftFields, readDraftFields } from './draftFields.ts';
import type { DetailView, FailureView } from './failureView.ts';
import { readRemedyView } from './readRemedyView.ts';
import { savedAnswer } from './savedAnswer.ts';
import type { Turn, TurnEnd } from './turn.ts';

/** What a page leaves with VS Code, to be found again after a reload. */
export type SavedPanel = {
	readonly fields: DraftFields;
	/** Version of the draft that the page took last from the extension. */
	readonly taken: string;
	readonly turn?: Turn;
	/** What the turn went on from, the oldest first. */
	readonly earlier?: readonly Turn[];
};

/** Parses what a page had saved; what does not parse is left out. */
export function readSavedPanel(value: unknown): Partial<SavedPanel> {
	const { fields, taken, turn, earlier } = record(value);
	const readFields = readDraftFields(fields);
	const readTurn = turnOf(turn);
	return {
		...(readFields ? { fields: readFields } : {}),
		...(typeof taken === 'string' ? { taken } : {}),
		...(readTurn ? { turn: readTurn } : {}),
		...(Array.isArray(earlier) ? { earlier: keptTurns(earlier.map(turnOf).filter((each) => each !== undefined)) } : {}),
	};
}

/** A turn as saved. One without an end was under way when its window went. */
function turnOf(value: unknown): Turn | undefined {
	const { turn, prompt, model, profile, profileId, answer, usage, latency, end } = record(value);
	if (!isTurnNumber(turn) || !areTexts([prompt, model, profile, answer, usage, latency])) {
		return undefined;
	}
	const ofProfile = typeof profileId === 'string' ? { profileId } : {};
	return {
		...{ turn, prompt, model, profile, ...ofProfile, answer, usage, latency, ...savedAnswer(record(value)) },
		end: endOf(end),
	} as Turn;
}

function endOf(value: unknown): TurnEnd {
	const { kind, failure } = record(value);
	if (kind === 'answered' || kind === 'cancelled' || kind === 'declined') {
		return { kind };
	}
	const read = kind === 'failed' ? failureOf(failure) : undefined;
	return read ? { kind: 'failed', failure: read } : { kind: 'interrupted' };
}

function failureOf(value: unknown): FailureView | undefined {
	const { cause, title, sentence, status, message, details, body, remedies } = record(value);
	if (!isCause(cause) || !areTexts([title, sentence, status, message, body]) || !Array.isArray(details)) {
		return undefined;
	}
	return {
		cause,
		title,
		sentence,
		status,
		message,
		body,
		details: details.flatMap(detailOf),
		remedies: (Array.isArray(remedies) ? remedies : []).map(readRemedyView).filter((read) => read !== undefined),
	} as FailureView;
}

function detailOf(value: unknown): DetailView[] {
	const { type, fields } = record(value);
	const read = (Array.isArray(fields) ? fields : [])
		.map(record)
		.filter(({ path, value: text }) => areTexts([path, text]))
		.map(({ path, value: text }) => ({ path, value: text }));
	return typeof type === 'string' ? [{ type, fields: read } as DetailView] : [];
}

/** One that can still be counted on from. */
const isTurnNumber = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1 && Number(value) < 1e9;
const record = (value: unknown): Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const areTexts = (values: readonly unknown[]): boolean => values.every((value) => typeof value === 'string');
