import type { LiteralStyle } from '../literal.ts';
import { unicodeEscapes, unseen } from './unseen.ts';

/** A string literal of JavaScript, which is one of JSON, Java and C# as far as escapes go that all of them know. */
export const javascriptText = (text: string): string => JSON.stringify(text).replace(unseen, unicodeEscapes);

export const javascriptStyle: LiteralStyle = {
	indent: '  ',
	text: javascriptText,
	name: (name) => `${/^[A-Za-z_]\w*$/.test(name) ? name : javascriptText(name)}: `,
	word: String,
};
