import type { Usage } from '../gemini/answer.ts';
import { type AnswerExtra, shownImages } from '../gemini/answerExtra.ts';
import type { SchemaFault } from '../gemini/schemaFaults.ts';
import type { Fact, JsonView, Turn, TurnNumbers } from './turn.ts';

/** More of anything no answer has. */
const mostEntries = 200;

/** What of a saved turn stands beside its text, as far as it parses; a turn of an earlier version has none of it. */
export function savedAnswer(
	saved: Readonly<Record<string, unknown>>,
): Pick<Turn, 'thoughts' | 'others' | 'extras' | 'json' | 'numbers' | 'facts'> {
	const { thoughts, others, extras, json, numbers, facts } = saved as { readonly [name: string]: unknown };
	return {
		...(typeof thoughts === 'string' ? { thoughts } : {}),
		...(Array.isArray(others) && areTexts(others) ? { others: others.slice(0, mostEntries) as string[] } : {}),
		...(Array.isArray(extras) ? { extras: eachOf(extras, extraOf) } : {}),
		...(isObject(json) ? { json: jsonOf(json) } : {}),
		...(isObject(numbers) ? { numbers: numbersOf(numbers) } : {}),
		...(Array.isArray(facts) ? { facts: eachOf(facts, factOf) } : {}),
	};
}

type Fields = Readonly<Record<string, unknown>>;

const textsOfKind: Readonly<Record<AnswerExtra['kind'], readonly string[]>> = {
	call: ['name', 'args'],
	code: ['language', 'code'],
	result: ['outcome', 'output'],
	image: ['mimeType', 'data'],
	file: ['mimeType'],
	citation: ['uri', 'title', 'license'],
	source: ['uri', 'title'],
	search: ['query'],
};
const numbersOfKind: Readonly<Record<string, readonly string[]>> = { file: ['bytes'], citation: ['start', 'end'] };

function extraOf(saved: Fields): AnswerExtra | undefined {
	const kind = saved['kind'];
	if (typeof kind !== 'string' || !Object.hasOwn(textsOfKind, kind)) {
		return undefined;
	}
	const texts = picked(saved, textsOfKind[kind as AnswerExtra['kind']], (value) => typeof value === 'string');
	const numbers = picked(saved, (Object.hasOwn(numbersOfKind, kind) && numbersOfKind[kind]) || [], isCount);
	const isShown = kind !== 'image' || shownImages.includes(String(texts?.['mimeType']));
	return texts && numbers && isShown ? ({ kind, ...texts, ...numbers } as AnswerExtra) : undefined;
}

function factOf(saved: Fields): Fact | undefined {
	return picked(saved, ['label', 'value'], (value) => typeof value === 'string') as Fact | undefined;
}

function jsonOf({ faults }: Fields): JsonView {
	return Array.isArray(faults) ? { faults: eachOf(faults, faultOf) } : {};
}

const faultOf = (saved: Fields): SchemaFault | undefined =>
	picked(saved, ['path', 'reason'], (value) => typeof value === 'string') as SchemaFault | undefined;

function numbersOf(saved: Fields): TurnNumbers {
	const usage = isObject(saved['usage'])
		? picked(saved['usage'], ['prompt', 'cached', 'toolUse', 'thoughts', 'output', 'total'], isCount)
		: undefined;
	const times = ['firstPieceMs', 'firstTextMs', 'totalMs'].filter((name) => isCount(saved[name]));
	return {
		...(usage ? { usage: usage as Usage } : {}),
		...Object.fromEntries(times.map((name) => [name, saved[name]])),
		...(saved['hasThoughts'] === true ? { hasThoughts: true } : {}),
	};
}

/** The fields of these names, or nothing where one is missing or not as it should be. */
function picked(saved: Fields, names: readonly string[], is: (value: unknown) => boolean): Fields | undefined {
	return names.every((name) => is(saved[name]))
		? Object.fromEntries(names.map((name) => [name, saved[name]]))
		: undefined;
}

const eachOf = <T>(list: readonly unknown[], read: (saved: Fields) => T | undefined): readonly T[] =>
	list.slice(0, mostEntries).flatMap((each) => {
		const one = isObject(each) ? read(each) : undefined;
		return one === undefined ? [] : [one];
	});

const isObject = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const areTexts = (values: readonly unknown[]): boolean => values.every((value) => typeof value === 'string');
