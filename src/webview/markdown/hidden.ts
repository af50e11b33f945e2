// Joiners and variation selectors stay: emoji and several scripts are written with them.
const inCode = /(?!\t|\n|\u200c|\u200d|[\ufe00-\ufe0f])[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Code with the characters spelled out that nobody sees: those that turn the direction of writing, that have no width, that
 * control a terminal. What is copied from it is so what was read.
 */
export const spelledOut = (code: string): string =>
	code.replace(
		inCode,
		(character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
	);

const ignorable = /\p{Default_Ignorable_Code_Point}/gu;

/** A text without what nobody sees of it. */
export const visible = (text: string): string => text.replace(ignorable, '');

/** An address with what nobody sees of it written as addresses are: it could hide where the address ends. */
export const encodedAddress = (address: string): string => address.replace(ignorable, encodeURIComponent);
