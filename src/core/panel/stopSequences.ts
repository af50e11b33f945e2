/** As many as Gemini takes (https://ai.google.dev/api/generate-content#GenerationConfig). */
export const mostStopSequences = 5;

const signs: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };

/** The sequences in a field: one a line, in which `\n`, `\r`, `\t` and `\\` stand for what they do in most languages. Spaces count. */
export const stopSequencesIn = (text: string): readonly string[] =>
	text
		.split(/\r\n|\r|\n/)
		.filter((line) => line !== '')
		.map((line) => line.replace(/\\([nrt\\])/g, (_, sign: string) => signs[sign] ?? sign));

/** Sequences as the field writes them. */
export const stopField = (sequences: readonly string[]): string =>
	sequences
		.map((each) =>
			each.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t'),
		)
		.join('\n');
