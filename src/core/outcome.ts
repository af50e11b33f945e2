import type { Failure } from './errors/failure.ts';

/** How a call ends. Cancelling is silent: it is no failure and is never reported as one. */
export type Outcome<T> =
	| { readonly kind: 'answered'; readonly value: T }
	| { readonly kind: 'failed'; readonly failure: Failure }
	| { readonly kind: 'cancelled' };

export const answered = <T>(value: T): Outcome<T> => ({ kind: 'answered', value });
export const failed = (failure: Failure): { readonly kind: 'failed'; readonly failure: Failure } => ({
	kind: 'failed',
	failure,
});
export const cancelled: { readonly kind: 'cancelled' } = { kind: 'cancelled' };
