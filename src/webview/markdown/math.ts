import type { MarkdownIt } from 'markdown-it';

// What follows the closing sign is how `$HOME/$USER` and two prices look, not a formula.
const inLine = /^(?:\$\$(?:\\.|[^\\$])+\$\$|\$(?!\s)(?:\\.|[^\\$\n])+\$(?![\p{L}\d]))/su;
const ofLines = /^ {0,3}\$\$(?:(?!\$\$).)+\$\$[ \t]*(?:\n|$)/s;

/** Has the lexer take formulas between dollar signs. They stay as written: what is in them is not Markdown. */
export function addMath({ inline, block }: MarkdownIt): void {
	inline.ruler.before('escape', 'formula', (state, silent) => {
		const raw = state.src[state.pos] === '$' ? inLine.exec(state.src.slice(state.pos, state.posMax))?.[0] : undefined;
		// As is a space before it.
		if (raw === undefined || /\s\$$/.test(raw)) {
			return false;
		}
		if (!silent) {
			state.push('code_inline', 'code', 0).content = raw;
		}
		state.pos += raw.length;
		return true;
	});
	block.ruler.before(
		'fence',
		'formulas',
		(state, start, end, silent) => {
			if (
				!state
					.getLines(start, start + 1, state.blkIndent, false)
					.trimStart()
					.startsWith('$$')
			) {
				return false;
			}
			let blank = start;
			while (blank < end && !state.isEmpty(blank)) {
				blank += 1;
			}
			const raw = ofLines.exec(state.getLines(start, blank, state.blkIndent, false))?.[0];
			if (raw === undefined) {
				return false;
			}
			if (!silent) {
				const token = state.push('fence', 'code', 0);
				token.info = 'math';
				token.content = raw.trim();
				state.line = start + raw.trimEnd().split('\n').length;
			}
			return true;
		},
		{ alt: ['paragraph', 'blockquote', 'list'] },
	);
}
