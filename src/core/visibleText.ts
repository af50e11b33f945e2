/** What shows nothing, turns the text around, or looks like a space and is none. U+2800 is a Braille pattern without a dot. */
const unseen =
	/[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}|^ | $| (?= )/gu;

/** A text to be judged by a person: every character in it is seen, and where it ends. */
export const visibleText = (text: string): string =>
	text.replace(unseen, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
