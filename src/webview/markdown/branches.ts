import type { Token } from 'markdown-it';

/** A token with what stands between it and the token that closes it. */
export type Branch = { readonly token: Token; readonly inside: readonly Branch[] };

/** How deep may lie in each other what the lexer does not bound: emphasis. What lies deeper is shown as it was written. */
const deepest = 20;

/** The tokens of a stream, each with what is inside it. */
export function branchesOf(tokens: readonly Token[]): readonly Branch[] {
	const top: Branch[] = [];
	const open = [top];
	let tooDeep = 0;
	for (const token of tokens) {
		if (token.nesting === 1 && open.length > deepest && isEmphasis(token)) {
			tooDeep += 1;
			open.at(-1)?.push(written(token));
		} else if (token.nesting === -1 && tooDeep > 0 && isEmphasis(token)) {
			tooDeep -= 1;
			open.at(-1)?.push(written(token));
		} else if (token.nesting === -1) {
			open.pop();
		} else {
			const inside: Branch[] = [];
			open.at(-1)?.push({ token, inside });
			if (token.nesting === 1) {
				open.push(inside);
			}
		}
	}
	return top;
}

const isEmphasis = ({ tag }: Token): boolean => /^(em|strong|s)$/.test(tag);

function written(token: Token): Branch {
	token.type = 'text';
	token.content = token.markup;
	return { token, inside: [] };
}
