/** Half of a surrogate pair is no character: it cannot be escaped for a URL, and Google's JSON parser refuses it. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
