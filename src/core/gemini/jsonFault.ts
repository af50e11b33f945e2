import * as l10n from '@vscode/l10n';

/** The first place where a text stops being JSON (RFC 8259), from 1, and what is wrong there as a sentence. */
export type JsonFault = { readonly line: number; readonly column: number; readonly message: string };

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma' | 'end';

const space = /[ \t\r\n]*/y;
const text = /"(?:[ !#-[\]-\uffff]|\\["\\/bfnrt]|\\u[\da-fA-F]{4})*"/y;
const scalar =
	/"(?:[ !#-[\]-\uffff]|\\["\\/bfnrt]|\\u[\da-fA-F]{4})*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** In UTF-16 units: the patterns above keep a place for each character of a string. */
export const longestJson = 200_000;

/**
 * Finds where a text is no JSON; undefined where it is. The engine's own messages name the place in some cases only, and
 * in words that change from one version to the next. Texts up to `longestJson`.
 */
export function jsonFault(json: string): JsonFault | undefined {
	/** What is open, the innermost last. */
	const open: ('{' | '[')[] = [];
	let expected: Expected = 'value';
	let at = 0;
	const take = (pattern: RegExp): boolean => {
		pattern.lastIndex = at;
		const found = pattern.exec(json);
		at += found?.[0].length ?? 0;
		return found !== null;
	};
	const takeSign = (sign: string): boolean => {
		const isThere = json.startsWith(sign, at);
		at += isThere ? 1 : 0;
		return isThere;
	};
	/** What may follow a whole value. */
	const after = (): Expected => (open.length === 0 ? 'end' : 'comma');
	const next = (): Expected | undefined => {
		switch (expected) {
			case 'value or ]':
			case 'value':
				if (expected === 'value or ]' && takeSign(']')) {
					open.pop();
					return after();
				}
				if (takeSign('{')) {
					open.push('{');
					return 'name or }';
				}
				if (takeSign('[')) {
					open.push('[');
					return 'value or ]';
				}
				return take(scalar) ? after() : undefined;
			case 'name or }':
			case 'name':
				if (expected === 'name or }' && takeSign('}')) {
					open.pop();
					return after();
				}
				return take(text) ? 'colon' : undefined;
			case 'colon':
				return takeSign(':') ? 'value' : undefined;
			case 'comma':
				if (takeSign(',')) {
					return open.at(-1) === '{' ? 'name' : 'value';
				}
				if (takeSign(open.at(-1) === '{' ? '}' : ']')) {
					open.pop();
					return after();
				}
				return undefined;
			case 'end':
				return undefined;
		}
	};
	for (;;) {
		take(space);
		if (expected === 'end' && at === json.length) {
			return undefined;
		}
		const following = next();
		if (following === undefined) {
			return faultAt(json, at, sayings[expected](open.at(-1) === '{' ? '}' : ']'));
		}
		expected = following;
	}
}

/** What belongs where it is not. */
const sayings: Readonly<Record<Expected, (end: string) => string>> = {
	value: () => l10n.t('a value is missing here'),
	'value or ]': () => l10n.t('a value or {0} is missing here', ']'),
	name: () => l10n.t('a name in double quotes is missing here'),
	'name or }': () => l10n.t('a name in double quotes or {0} is missing here', '}'),
	colon: () => l10n.t('a colon is missing here'),
	comma: (end) => l10n.t('a comma or {0} is missing here', end),
	end: () => l10n.t('the JSON has ended before this'),
};

function faultAt(json: string, at: number, saying: string): JsonFault {
	const before = json.slice(0, at).split(/\r\n|\r|\n/);
	const line = before.length;
	const column = (before.at(-1)?.length ?? 0) + 1;
	return { line, column, message: l10n.t('Line {0}, column {1}: {2}.', line, column, saying) };
}
