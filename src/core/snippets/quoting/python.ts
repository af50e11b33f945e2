import type { LiteralStyle } from '../literal.ts';
import { codePointText } from './codePoints.ts';

/** A string literal of Python 3 (https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences). */
export const pythonText = codePointText;

export const pythonStyle: LiteralStyle = {
	indent: '    ',
	text: pythonText,
	name: (name) => `${pythonText(name)}: `,
	word: (word) => (word === null ? 'None' : word ? 'True' : 'False'),
};
