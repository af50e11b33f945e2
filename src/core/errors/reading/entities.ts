import { lookUp } from '../../lookUp.ts';

const named: Readonly<Record<string, string>> = {
	quot: '"',
	apos: "'",
	amp: '&',
	lt: '<',
	gt: '>',
	nbsp: ' ',
	hellip: '…',
	mdash: '—',
	ndash: '–',
	rsquo: '’',
	lsquo: '‘',
	rdquo: '”',
	ldquo: '“',
};

/** Replaces the HTML entities that servers leave in their messages (`Invalid impersonation &quot;sub&quot; field.`). */
export const decodeEntities = (text: string): string =>
	text.includes('&')
		? text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
				if (name !== undefined) {
					return lookUp(named, String(name).toLowerCase()) ?? whole;
				}
				const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
				return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
			})
		: text;
