import { wellFormed } from '../../gemini/wellFormed.ts';
import { unseen } from './unseen.ts';

/** A string literal in double quotes where escapes name whole characters (`\U0001f600`), as in Python and Go. */
export const codePointText = (text: string): string =>
	`"${wellFormed(text)
		.replace(/[\\"]/g, '\\$&')
		.replace(/\n/g, '\\n')
		.replace(unseen, (character) => {
			const code = (character.codePointAt(0) ?? 0).toString(16);
			return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
		})}"`;
