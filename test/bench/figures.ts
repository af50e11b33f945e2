/** Smallest, middle and largest of some measurements. */
export type Figures = { readonly min: number; readonly median: number; readonly max: number; readonly count: number };

export function figuresOf(values: readonly number[]): Figures {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (index: number) => sorted[index] ?? Number.NaN;
	const middle = (sorted.length - 1) / 2;
	const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
	return { min: at(0), median, max: at(sorted.length - 1), count: sorted.length };
}

/** One row of a table: the name, then the figures in milliseconds. */
export const row = (name: string, { min, median, max, count }: Figures): string =>
	`  ${name.padEnd(44)} ${ms(median)}   (${ms(min)} to ${ms(max)}, ${count} runs)`;

const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1).padStart(6)} ms`;
