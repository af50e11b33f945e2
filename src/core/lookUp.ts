/** The entry of a table under a word from outside; `constructor` and its kin are no entries. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, word: string | undefined): T | undefined =>
	word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
