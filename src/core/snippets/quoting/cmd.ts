import type { JsonValue } from '../literal.ts';
import { asciiJson } from './json.ts';
import { unicodeEscapes } from './unseen.ts';

/** Longest line that is written as it stands, in characters; cmd takes 8191, with the variables in it filled in. */
const longest = 7_000;
const base64Line = 2_000;

/**
 * An argument in a batch file, of text without control characters, double quotes and a backslash at its end, as URLs and headers are. Between
 * double quotes just percent signs have a meaning.
 */
export const cmdArgument = (text: string): string => `"${text.replaceAll('%', '%%')}"`;

/**
 * Lines of a batch file that write JSON to the file that the variable `file` names. Everything that has a meaning to cmd stands in strings,
 * where JSON can say it otherwise; an escape is taken as a whole, so that no backslash loses what it escapes. A string that is longer than a line may be is written in Base64, which `certutil` of Windows reads.
 */
export function cmdJson(value: JsonValue, file: string): readonly string[] {
	const lines = asciiJson(value)
		.replace(/\\[^"]|\\"|[%^&<>|!]/g, (found) => (/^\\[^"]/.test(found) ? found : unicodeEscapes(found.slice(-1))))
		.split('\n');
	if (lines.every((line) => line.length <= longest)) {
		return written(lines, `%${file}%`);
	}
	const base64 = btoa(lines.join('\n')).match(new RegExp(`.{1,${base64Line}}`, 'g')) ?? [];
	return [
		...written(base64, `%${file}%.txt`),
		`certutil -f -decode "%${file}%.txt" "%${file}%" >nul`,
		`del "%${file}%.txt"`,
	];
}

/** The redirection comes first, so that no digit at the end of a line is taken for a handle; `echo(` prints whatever follows. */
const written = (lines: readonly string[], path: string): readonly string[] =>
	lines.map((line, index) => `${index === 0 ? '>' : '>>'}"${path}" echo(${line}`);
