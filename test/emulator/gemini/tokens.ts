/**
 * The emulator's tokenizer, simple enough to check by hand: a run of letters and digits is one token per four
 * characters begun; every other visible character (and every CJK character) is one; white space belongs to the token
 * after it, and at the very end is one of its own. Tokens put together give the text back, and no token cuts a
 * character.
 */
const pattern =
	/\s*(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\p{L}\p{N}_]){1,4}|[^\s\p{L}\p{N}_])|\s+$/gu;

export function tokenize(text: string): string[] {
	return text.match(pattern) ?? [];
}

/** As many as `tokenize` gives, without keeping them: prompts are megabytes. */
export function countTokens(text: string): number {
	let count = 0;
	for (const _ of text.matchAll(pattern)) {
		count++;
	}
	return count;
}

/** What any media part costs here. Google's price depends on size and length, which the emulator does not look into. */
export const mediaTokens = 258;
