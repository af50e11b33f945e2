/**
 * Characters that a reader of code does not see, or that a compiler takes for the end of a line. Escaped they say what is there, and
 * text that runs backwards on the screen cannot pass for other code. A line feed is left to the language.
 */
export const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Each UTF-16 unit as JSON, JavaScript, Java and C# write it. */
export const unicodeEscapes = (text: string): string =>
	Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join(
		'',
	);
