import type { Draft } from '../gemini/draft.ts';
import type { LibraryCall } from './libraryCall.ts';
import type { JsonValue } from './literal.ts';

/** What typed languages set one by one. */
export type Settings = {
	readonly system: string | undefined;
	readonly temperature: number | undefined;
	readonly maxOutputTokens: number | undefined;
	readonly thinkingLevel: string | undefined;
	/** In tokens. */
	readonly thinkingBudget: number | undefined;
};

/** The settings of a request, read from the request itself. */
export function settingsOf({ config }: LibraryCall): Settings {
	const thinking = member(config, 'thinkingConfig');
	return {
		system: text(member(member(member(member(config, 'systemInstruction'), 'parts'), 0), 'text')),
		temperature: number(member(config, 'temperature')),
		maxOutputTokens: number(member(config, 'maxOutputTokens')),
		thinkingLevel: text(member(thinking, 'thinkingLevel')),
		thinkingBudget: number(member(thinking, 'thinkingBudget')),
	};
}

/** Whether a request is no more than these settings and a prompt. */
export const isSettled = (draft: Draft): boolean =>
	Object.entries(draft).every(([name, value]) => value === undefined || settled.has(name));

const settled: ReadonlySet<string> = new Set<keyof Draft>([
	'model',
	'prompt',
	'system',
	'temperature',
	'maxOutputTokens',
	'thinking',
	'thinkingBudget',
]);

/** The prompt of a request. */
export const promptOf = ({ contents }: LibraryCall): string =>
	text(member(member(member(member(contents, 0), 'parts'), 0), 'text')) ?? '';

const member = (value: JsonValue | undefined, name: string | number): JsonValue | undefined =>
	typeof value === 'object' && value !== null
		? Object.entries(value).find(([key]) => key === String(name))?.[1]
		: undefined;

const text = (value: JsonValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
const number = (value: JsonValue | undefined): number | undefined => (typeof value === 'number' ? value : undefined);
