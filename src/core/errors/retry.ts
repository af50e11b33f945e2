import type { Cause } from './cause.ts';
import type { Failure } from './failure.ts';

/** Causes against which waiting can help. No other is tried again, whatever RetryInfo says. */
const passing: ReadonlySet<Cause> = new Set([
	'server-busy',
	'server-error',
	'deadline-exceeded',
	'rate-limited',
	'network-unreachable',
	'network-timeout',
]);

const mostAttempts = 4;
/** All in milliseconds. */
const mostTime = 60_000;
const firstStep = 1_000;
const longestStep = 16_000;

/** Whether and when a failed call may be tried again. `afterMs`: the server's own delay, or the first step of the backoff. */
export type Retry = { readonly kind: 'no' } | { readonly kind: 'after-delay' | 'backoff'; readonly afterMs: number };

export function retryOf({ cause, retryDelayMs, answer }: Failure): Retry {
	// What has begun to arrive would arrive twice.
	if (!passing.has(cause) || answer?.hasContent) {
		return { kind: 'no' };
	}
	return retryDelayMs === undefined
		? { kind: 'backoff', afterMs: firstStep }
		: { kind: 'after-delay', afterMs: retryDelayMs };
}

/** A call so far: `attempts` made, `elapsedMs` since the first began. */
export type Attempts = { readonly attempts: number; readonly elapsedMs: number };

/**
 * Milliseconds to wait before the next attempt; undefined where there is to be none. Exponential backoff with full jitter
 * (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter); a server's own delay is obeyed, and
 * a little more, so that all who were told the same do not come back at once. `fraction`: random, from 0 to below 1.
 */
export function nextDelay(failure: Failure, { attempts, elapsedMs }: Attempts, fraction: number): number | undefined {
	const retry = retryOf(failure);
	if (retry.kind === 'no' || attempts >= mostAttempts) {
		return undefined;
	}
	const backoff = fraction * Math.min(longestStep, firstStep * 2 ** attempts);
	const asked = retry.kind === 'after-delay' ? retry.afterMs : 0;
	const left = mostTime - elapsedMs;
	if (asked > left) {
		return undefined;
	}
	const delay = asked > 0 ? Math.max(asked, Math.min(asked + fraction * firstStep, left)) : Math.min(backoff, left);
	return left <= 0 ? undefined : Math.round(delay);
}
