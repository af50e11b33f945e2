/** A text as a fenced block of Markdown, with a fence longer than any run of backticks in it (https://spec.commonmark.org/0.31.2/#fenced-code-blocks). */
export function fenced(text: string, language: string): string {
	const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
	const fence = '`'.repeat(longest + 1);
	return `${fence}${language}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}

/** The block that an answer is: its content, and the word behind the opening fence, empty where there is none. */
export type FencedBlock = { readonly content: string; readonly info: string };

/** Reads an answer that is one fenced block and nothing else; undefined where it is anything beside that. */
export function onlyFencedBlock(answer: string): FencedBlock | undefined {
	const [first = '', ...rest] = answer.trim().split(/\r?\n/);
	const [, fence, info = ''] = /^(`{3,}|~{3,})(.*)$/.exec(first) ?? [];
	const last = rest.pop();
	if (fence === undefined || last === undefined || (fence.startsWith('`') && info.includes('`'))) {
		return undefined;
	}
	const closes = (line: string) => /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1]?.startsWith(fence) === true;
	return closes(last) && !rest.some(closes)
		? { content: rest.join('\n'), info: info.trim().split(/\s/)[0] ?? '' }
		: undefined;
}
