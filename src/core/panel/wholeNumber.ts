/** The whole number in a field, NaN where it holds something else, undefined where it is empty. */
export function wholeNumberIn(text: string): number | undefined {
	const trimmed = text.trim();
	if (trimmed === '') {
		return undefined;
	}
	return /^-?\d{1,15}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}
