import type { Failure } from '../../../../src/core/errors/failure.ts';
import { failureOfResponse } from '../../../../src/core/errors/failureOf.ts';
import { quotaErrors } from '../../../emulator/errors/quotaErrors.ts';

/** Some day, at 04:00 Pacific time. In milliseconds. */
export const noon = Date.UTC(2026, 10, 23, 12);

/** A refusal as the emulator sends it, read as any other; `change` is made to its text. */
export function refusal(
	name: keyof typeof quotaErrors,
	model: string,
	change: (text: string) => string = (text) => text,
): Failure {
	const body = change(JSON.stringify({ error: quotaErrors[name] }).replaceAll('{model}', model));
	return failureOfResponse({ httpStatus: 429, body }, { url: 'https://generativelanguage.googleapis.com/' }, []);
}

/** The same of a project that pays. */
export const paid = (text: string): string =>
	text.replaceAll('-FreeTier', '-PaidTier').replaceAll('free_tier', 'paid_tier');
