/** What a `.env` file says about one name. `unclosed`: its value begins with a quotation mark that nothing closes. */
export type DotenvValue =
	| { readonly kind: 'value'; readonly value: string }
	| { readonly kind: 'missing' | 'unclosed' };

/**
 * Reads one name of a `.env` file. As Node's own `util.parseEnv` and the dotenv package read it: `export` before a name is
 * passed over, values stand bare, in double quotes with `\n` and over several lines, or in single quotes or backticks as they
 * are; of two lines with one name the last counts. Unlike there a `#` within a bare value begins a comment only behind a
 * space, as in a shell. Nothing is put in for `$NAME`. (The packages give no file's value without all others, and none says
 * that a quotation mark is missing.) Each character is looked at a fixed number of times.
 */
export function dotenvValue(text: string, wanted: string): DotenvValue {
	let found: DotenvValue = { kind: 'missing' };
	let at = text.startsWith('\ufeff') ? 1 : 0;
	while (at < text.length) {
		const line = lineAt(text, at);
		const assigned = /^[ \t]*(?:export[ \t]+)?([^\s=#'"`]+)[ \t]*=[ \t]*/.exec(line);
		if (!assigned) {
			at = afterLine(text, at + line.length);
			continue;
		}
		const [before, name] = assigned;
		const start = at + before.length;
		const quote = text[start];
		if (quote === '"' || quote === "'" || quote === '`') {
			const end = closingQuote(text, start + 1, quote);
			if (name === wanted) {
				const inside = text.slice(start + 1, end);
				found =
					end < 0
						? { kind: 'unclosed' }
						: { kind: 'value', value: quote === '"' ? unescaped(inside) : withUnixLines(inside) };
			}
			// An open quotation mark spoils its own line alone, so that the names behind it are still found.
			const last = end < 0 ? start : end;
			at = afterLine(text, last + lineAt(text, last).length);
		} else {
			if (name === wanted) {
				found = { kind: 'value', value: withoutComment(line.slice(before.length)) };
			}
			at = afterLine(text, at + line.length);
		}
	}
	return found;
}

/** To the end of the line, or of a text without one. */
function lineAt(text: string, from: number): string {
	const end = text.indexOf('\n', from);
	return text.slice(from, end < 0 ? text.length : end);
}

const afterLine = (text: string, end: number): number => Math.min(end + 1, text.length);

/** Where the quotation is closed; -1 where it is not. In double quotes a backslash guards what follows it. */
function closingQuote(text: string, from: number, quote: string): number {
	for (let at = from; at < text.length; at++) {
		if (text[at] === quote) {
			return at;
		}
		if (quote === '"' && text[at] === '\\') {
			at++;
		}
	}
	return -1;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

const unescaped = (inside: string): string =>
	withUnixLines(inside).replace(/\\([\s\S])/g, (whole, escaped: string) => escapes[escaped] ?? whole);

const withUnixLines = (text: string): string => text.replaceAll('\r\n', '\n');

function withoutComment(bare: string): string {
	const comment = /(?:^|[ \t])#/.exec(bare);
	return bare.slice(0, comment?.index).trim();
}
