import type { TokenizerExtensionFunction, TokenizerStartFunction } from 'marked';

// What follows the closing sign is how `$HOME/$USER` and two prices look, not a formula.
const inLine = /^(?:\$\$(?:\\.|[^\\$])+\$\$|\$(?!\s)(?:\\.|[^\\$\n])+\$(?![\p{L}\d]))/su;
const ofLines = /^ {0,3}\$\$(?:(?!\$\$|\n[ \t]*\n).)+\$\$[ \t]*(?:\n|$)/s;

const formula: TokenizerExtensionFunction = (source) => {
	const raw = inLine.exec(source)?.[0];
	// As is a space before it.
	return raw === undefined || /\s\$$/.test(raw) ? undefined : { type: 'codespan', raw, text: raw };
};

const formulaBlock: TokenizerExtensionFunction = (source) => {
	const raw = ofLines.exec(source)?.[0];
	return raw === undefined ? undefined : { type: 'code', raw, lang: 'math', text: raw.trim() };
};

const start: TokenizerStartFunction = (source) => source.indexOf('$');
const startOfLines: TokenizerStartFunction = (source) => source.indexOf('\n$$') + 1 || undefined;

/** Formulas between dollar signs, as an extension for the lexer. They stay as written: what is in them is not Markdown. */
export const math = { inline: [formula], startInline: [start], block: [formulaBlock], startBlock: [startOfLines] };
