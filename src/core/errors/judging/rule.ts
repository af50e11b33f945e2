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

export const and =
	(...tests: readonly ((signs: Signs) => boolean)[]) =>
	(signs: Signs): boolean =>
		tests.every((test) => test(signs));

export const not =
	(test: (signs: Signs) => boolean) =>
	(signs: Signs): boolean =>
		!test(signs);

export const hasCode =
	(...codes: readonly number[]) =>
	({ code }: Signs): boolean =>
		code !== undefined && codes.includes(code);

/** Permissions without which nobody mints tokens for a service account. */
export const mintingPermission =
	/iam\.serviceAccounts\.(?:getAccessToken|getOpenIdToken|signBlob|signJwt|implicitDelegation|actAs)/i;
