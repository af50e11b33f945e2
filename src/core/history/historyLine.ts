import { isCause } from '../errors/cause.ts';
import { type DraftFields, emptyFields } from '../panel/draftFields.ts';
import { parseJson } from '../parseJson.ts';
import { type HistoryEnd, type HistoryEntry, longestAnswer, longestField } from './historyEntry.ts';

/** Of the form of a line. One of a newer version is left alone: that version will read it again. */
const version = 1;

/** An entry as one line of JSON, without its line feed. */
export const writeLine = (entry: HistoryEntry): string => JSON.stringify({ version, ...entry });

/** Parses a line, which anything may have written; undefined where it is no entry that this version knows. */
export function readLine(line: string): HistoryEntry | undefined {
	const value = record(parseJson(line));
	const { id, at, profileId } = value;
	const fields = fieldsOf(value['fields']);
	if (value['version'] !== version || !isId(id) || !isTime(at) || !fields) {
		return undefined;
	}
	const answer = textOf(value['answer']);
	return {
		id,
		at,
		profileName: shortText(value['profileName']),
		...(isId(profileId) ? { profileId } : {}),
		model: shortText(value['model']),
		fields,
		attachments: (Array.isArray(value['attachments']) ? value['attachments'] : []).slice(0, 100).map(shortText),
		answer: answer.slice(0, longestAnswer),
		isAnswerCut: value['isAnswerCut'] === true || answer.length > longestAnswer,
		areFieldsCut: value['areFieldsCut'] === true,
		hadSecret: value['hadSecret'] === true,
		usage: shortText(value['usage']),
		latency: shortText(value['latency']),
		end: endOf(value['end']),
	};
}

/** Fields that were not there yet when it was written are empty, and those that are gone are passed over. */
function fieldsOf(value: unknown): DraftFields | undefined {
	const kept = record(value);
	if (typeof kept['prompt'] !== 'string') {
		return undefined;
	}
	const texts = Object.entries(emptyFields as Readonly<Record<string, unknown>>).map(([name, empty]) => {
		const text = Object.hasOwn(kept, name) ? kept[name] : empty;
		return [name, typeof empty === 'string' && typeof text === 'string' ? text.slice(0, longestField) : empty];
	});
	return Object.fromEntries(texts) as DraftFields;
}

function endOf(value: unknown): HistoryEnd {
	const { kind, cause } = record(value);
	if (kind === 'answered' || kind === 'cancelled') {
		return { kind };
	}
	return kind === 'failed' ? { kind, cause: isCause(cause) ? cause : 'unknown' } : { kind: 'interrupted' };
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const shortText = (value: unknown): string => textOf(value).slice(0, 300);
const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
/** One that a Date can hold (ECMA-262, section 21.4.1.1). */
const isTime = (value: unknown): value is number =>
	typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 8.64e15;
