import { decodeEntities } from './entities.ts';
import { type LenientValue, readLenient } from './lenientJson.ts';

/** A value found in a text, and how many strings had to be opened to get at it. `isCut`: the text ended within it. */
export type Fragment = {
	readonly value: unknown;
	readonly start: number;
	readonly layer: number;
	readonly isCut: boolean;
};

/** JSON in a string in JSON in a string: three deep is seen in the wild, and one more costs nothing. */
const deepest = 5;
const mostFragments = 256;
const mostNodes = 20_000;
const mostTries = 50_000;

/**
 * Finds every structured value in a text: the whole of it, each event of a stream, what stands behind a prefix, and what strings within
 * these hold in turn. Values of outer layers come before those they hold. Linear in the length of the text.
 */
export function fragmentsOf(text: string): readonly Fragment[] {
	const found: Fragment[] = [];
	const waiting = [{ text, layer: 0 }];
	const seen = new Set<string>();
	for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
		if (seen.has(next.text)) {
			continue;
		}
		seen.add(next.text);
		for (const fragment of valuesIn(next.text, next.layer)) {
			if (found.length >= mostFragments) {
				return found;
			}
			found.push(fragment);
			if (fragment.layer < deepest) {
				waiting.push(...stringsIn(fragment.value).map((each) => ({ text: each, layer: fragment.layer + 1 })));
			}
		}
	}
	return found;
}

function valuesIn(raw: string, layer: number): readonly Fragment[] {
	// An event may be spread over several lines, each with its prefix.
	const plain = /%7B(?:%20|%0A)*%22/i.test(raw) ? decodePercent(raw) : raw;
	const joined = /^data:/m.test(plain) ? plain.replace(/^data: ?/gm, '') : plain;
	const text = /&(?:quot|#34|#x22);/i.test(joined) ? decodeEntities(joined) : joined;
	const found: Fragment[] = [];
	let tries = 0;
	// Starts that lead nowhere are tried again from the next one on; a text made of nothing else must not take for ever.
	let budget = 8 * text.length + 1_000;
	const opening = /[{[]/g;
	for (let start = opening.exec(text); start !== null && found.length < mostFragments; start = opening.exec(text)) {
		if (++tries > mostTries) {
			break;
		}
		if (!looksLikeValue(text, start.index)) {
			continue;
		}
		if (/^.\s*\\+["']/.test(text.slice(start.index, start.index + 64))) {
			found.push(...valuesIn(withoutBackslashes(text.slice(start.index)), layer));
			return found;
		}
		const quoted = quotedValue(text, start.index);
		const { value, end, state } = quoted ?? readLenient(text, start.index);
		budget -= end - start.index;
		if (state !== 'broken' || holdsSomething(value)) {
			found.push({ value, start: start.index, layer, isCut: state === 'cut' });
		}
		if (budget < 0 || state === 'cut') {
			break;
		}
		// Where quotes broke it, what comes next may lie inside.
		opening.lastIndex = state === 'whole' ? end : start.index + 1;
	}
	return found;
}

/** What an address carries, as far as it is sound. */
const decodePercent = (text: string): string =>
	text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
		try {
			return decodeURIComponent(escapes);
		} catch {
			return escapes;
		}
	});

/** A value within a string of another notation, such as `b'{\\n  "error": …}'` of Python: its escapes are that notation's. */
function quotedValue(text: string, at: number): LenientValue | undefined {
	if (at === 0 || !/["']/.test(text.charAt(at - 1))) {
		return undefined;
	}
	const literal = readLenient(text, at - 1);
	const inside =
		typeof literal.value === 'string' && literal.state === 'whole' ? readLenient(literal.value, 0) : undefined;
	return inside?.state === 'whole' && typeof inside.value === 'object' ? { ...inside, end: literal.end } : undefined;
}

/** A brace of prose or code is no value. */
const looksLikeValue = (text: string, at: number): boolean =>
	/^(?:\{(?:\s|\\[nrt])*(?:\\*["'}]|[\w$@-]{1,60}\s*[:=]|$)|\[(?:\s|\\[nrt])*(?:[{\]"']|\\+["']|$))/.test(
		text.slice(at, at + 128),
	);

const holdsSomething = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** One layer of escaping less, for a JSON string whose own quotes are missing. */
const withoutBackslashes = (text: string): string =>
	text.replace(/\\(u[\da-f]{4}|[\s\S])/gi, (whole, escaped: string) => {
		if (escaped.length > 1) {
			return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
		}
		return { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\', '/': '/' }[escaped] ?? whole;
	});

/** What a model wrote is an answer, whatever it looks like. */
const answers = new Set(['candidates', 'contents', 'parts', 'choices']);

/** The strings in a value that may themselves hold one, in order. */
function stringsIn(root: unknown): readonly string[] {
	const strings: string[] = [];
	let nodes = 0;
	const walk = (value: unknown) => {
		if (++nodes > mostNodes) {
			return;
		}
		if (typeof value === 'string') {
			if (/[{[]/.test(value) && value.length > 2) {
				strings.push(value);
			}
		} else if (Array.isArray(value)) {
			value.forEach(walk);
		} else if (typeof value === 'object' && value !== null) {
			for (const [name, each] of Object.entries(value)) {
				if (!answers.has(name)) {
					walk(each);
				}
			}
		}
	};
	walk(root);
	return strings;
}
