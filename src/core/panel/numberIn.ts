/** The number in a field, NaN where it holds something else, undefined where it is empty. A comma is a decimal point too. */
export function numberIn(text: string): number | undefined {
	const trimmed = text.trim().replace(',', '.');
	if (trimmed === '') {
		return undefined;
	}
	// Linear, whatever was pasted: digits are tried from their beginning alone.
	return /^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}
