import type { Cause } from '../cause.ts';
import type { Signs } from './signs.ts';

/** A cause and the test it takes to be it. Of several rules the first that fits decides. */
export type Rule = readonly [cause: Cause, fits: (signs: Signs) => boolean];

export const firstOf = (rules: readonly Rule[], signs: Signs): Cause | undefined =>
	rules.find(([, fits]) => fits(signs))?.[0];

/** Whether any message says so. */
export const says =
	(pattern: RegExp) =>
	({ text }: Signs): boolean =>
		pattern.test(text);
