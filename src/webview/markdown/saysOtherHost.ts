import { visible } from './hidden.ts';

const authority = /\/\/([^\s/?#]*)/g;
const dotted = /(?:[\p{L}\p{N}_-]+\.)+\p{L}[\p{L}\p{N}-]+/gu;

/** Whether a text names a host other than the one given, so that a reader would expect to be led there. */
export function saysOtherHost(text: string, host: string): boolean {
	// Read as people read it: full-width letters and dots as the plain ones, what is invisible not at all.
	const plain = visible(text.normalize('NFKC')).replaceAll('。', '.').toLowerCase();
	const named = [...plain.matchAll(authority)].map(([, name = '']) => name).concat(plain.match(dotted) ?? []);
	return plain !== text.normalize('NFKC').toLowerCase() || named.some((name) => name !== host);
}
