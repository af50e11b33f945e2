import { visibleText } from './visibleText.ts';

/** Of more than that nobody reads the names. */
const most = 5;
/** In UTF-16 units. */
const longest = 80;

/** Names from outside as a list for a sentence: short, of one line, and not too many. */
export const namesInWords = (names: readonly string[]): string =>
	[
		...names.slice(0, most).map((name) => visibleText(name.slice(0, longest))),
		...(names.length > most ? ['…'] : []),
	].join(', ');
