/** One element of DER (X.690, chapter 10): its tag, where its contents begin, and where they end. */
export type DerElement = { readonly tag: number; readonly from: number; readonly to: number };

export type Span = Pick<DerElement, 'from' | 'to'>;

/** Most bytes in which a length is written: three tell of 16 MB. */
const longestLength = 3;

/** The element that a span begins with; undefined where none does, it reaches beyond the span, or it is written as DER does not. */
export function elementIn(bytes: Uint8Array, { from: at, to: end }: Span): DerElement | undefined {
	const [tag, first] = [bytes[at], bytes[at + 1]];
	// A tag that goes on in further bytes is none of a certificate's frame.
	if (at + 2 > end || tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) {
		return undefined;
	}
	const count = first < 0x80 ? 0 : first - 0x80;
	const from = at + 2 + count;
	const length = first < 0x80 ? first : longLength(bytes.subarray(at + 2, from));
	return length !== undefined && from + length <= end && end <= bytes.length
		? { tag, from, to: from + length }
		: undefined;
}

/** As short as it can be written, or it is no DER; none at all is the indefinite length of BER. */
function longLength(digits: Uint8Array): number | undefined {
	if (digits.length === 0 || digits.length > longestLength || digits[0] === 0) {
		return undefined;
	}
	const length = digits.reduce((total, digit) => total * 256 + digit, 0);
	return length < 0x80 ? undefined : length;
}

/** The first elements of a span, one after the other, as far as `most`; undefined where one of them is none. */
export function elementsIn(bytes: Uint8Array, { from, to }: Span, most: number): readonly DerElement[] | undefined {
	const found: DerElement[] = [];
	for (let at = from; at < to && found.length < most; ) {
		const element = elementIn(bytes, { from: at, to });
		if (!element) {
			return undefined;
		}
		found.push(element);
		at = element.to;
	}
	return found;
}
