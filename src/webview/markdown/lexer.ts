import MarkdownIt, { type Token } from 'markdown-it';
import { inlinePieces } from './inlinePieces.ts';
import { addMath } from './math.ts';
import { addPlainBlocks } from './plainBlocks.ts';

// What is a link is decided where it is drawn, by the address as it was written.
const markdown = new MarkdownIt({ html: false, linkify: true });
markdown.validateLink = () => true;
markdown.normalizeLink = (address) => address;
markdown.normalizeLinkText = (text) => text;
// An address by itself is one only with its scheme: a name with a dot in it may be a file.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
for (const scheme of ['ftp:', '//', 'mailto:']) {
	markdown.linkify.add(scheme, null);
}
// Definitions may stand anywhere behind what refers to them. While an answer streams, that would change what a person
// has already read, so references stay text; models hardly write them.
markdown.disable(['reference', 'replacements', 'smartquotes']);
addPlainBlocks(markdown);
addMath(markdown);

markdown.core.ruler.at('inline', ({ tokens, md, env }) => {
	for (const { type, content, children } of tokens) {
		if (type === 'inline') {
			for (const piece of inlinePieces(content)) {
				md.inline.parse(piece, md, env, children ?? []);
			}
		}
	}
});

/** The tokens of a text; undefined where the lexer gives up. */
export function lexBlocks(text: string): readonly Token[] | undefined {
	try {
		return markdown.parse(text, {});
	} catch {
		return undefined;
	}
}
