/** A parameter that comes more than once, which RFC 6749 forbids (section 3.1 and 3.2). */
export const repeatedName = (fields: URLSearchParams): string | undefined =>
	[...fields.keys()].find((name, index, names) => names.indexOf(name) !== index);
