/** Deeper levels stand where this one does: a thousand levels would be a million spaces. */
const deepestIndent = 40;

/**
 * JSON with each value on a line of its own. It is laid out as it is written: numbers keep their digits and names their order, which
 * parsing and writing anew would not. `json` must parse. Each character is looked at once.
 */
export function laidOutJson(json: string): string {
	let out = '';
	let depth = 0;
	const breakLine = () => {
		out += `\n${'  '.repeat(Math.min(depth, deepestIndent))}`;
	};
	for (let at = 0; at < json.length; at++) {
		const char = json[at] ?? '';
		if (char === '"') {
			const end = endOfString(json, at);
			out += json.slice(at, end);
			at = end - 1;
		} else if (char === '{' || char === '[') {
			const next = nextOf(json, at + 1);
			if (json[next] === '}' || json[next] === ']') {
				out += char + json[next];
				at = next;
			} else {
				out += char;
				depth += 1;
				breakLine();
			}
		} else if (char === '}' || char === ']') {
			depth -= 1;
			breakLine();
			out += char;
		} else if (char === ',') {
			out += char;
			breakLine();
		} else if (char === ':') {
			out += ': ';
		} else if (!isSpace(char)) {
			out += char;
		}
	}
	return out;
}

const isSpace = (char: string | undefined): boolean => char === ' ' || char === '\n' || char === '\r' || char === '\t';

function nextOf(json: string, from: number): number {
	let at = from;
	while (isSpace(json[at])) {
		at += 1;
	}
	return at;
}

/** Behind the quote that ends the string that begins here. */
function endOfString(json: string, from: number): number {
	for (let at = from + 1; at < json.length; at++) {
		if (json[at] === '\\') {
			at += 1;
		} else if (json[at] === '"') {
			return at + 1;
		}
	}
	return json.length;
}
