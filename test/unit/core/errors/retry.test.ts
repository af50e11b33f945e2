import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Cause, causes } from '../../../../src/core/errors/cause.ts';
import { nextDelay, retryOf } from '../../../../src/core/errors/retry.ts';

const helped: readonly Cause[] = [
	'rate-limited',
	'server-busy',
	'server-error',
	'deadline-exceeded',
	'network-unreachable',
	'network-timeout',
];
const first = { attempts: 1, elapsedMs: 0 };

test('only causes that pass by themselves are tried again, whatever the server asks', () => {
	for (const cause of causes) {
		assert.equal(retryOf({ cause, retryDelayMs: 1000 }).kind, helped.includes(cause) ? 'after-delay' : 'no', cause);
		assert.equal(retryOf({ cause }).kind, helped.includes(cause) ? 'backoff' : 'no', cause);
	}
});

test('the backoff doubles, and its jitter is full', () => {
	const failure = { cause: 'server-busy' } as const;
	for (const [attempts, most] of [
		[1, 2_000],
		[2, 4_000],
		[3, 8_000],
	] as const) {
		assert.equal(nextDelay(failure, { attempts, elapsedMs: 0 }, 0), 0);
		assert.equal(nextDelay(failure, { attempts, elapsedMs: 0 }, 0.5), most / 2);
	}
});

test('the server’s own delay is obeyed, to the millisecond and never less', () => {
	const failure = { cause: 'rate-limited', retryDelayMs: 11_666 } as const;
	assert.equal(nextDelay(failure, first, 0), 11_666);
	assert.equal(nextDelay(failure, first, 0.999), 12_665);
});

test('there are four attempts at most, and a minute in all', () => {
	assert.equal(nextDelay({ cause: 'server-error' }, { attempts: 4, elapsedMs: 0 }, 0), undefined);
	assert.equal(nextDelay({ cause: 'rate-limited', retryDelayMs: 61_000 }, first, 0), undefined);
	assert.equal(
		nextDelay({ cause: 'rate-limited', retryDelayMs: 30_000 }, { attempts: 2, elapsedMs: 40_000 }, 0),
		undefined,
	);
});

test('what has begun to arrive is not asked for again', () => {
	const answer = { hasContent: true, categories: [] };
	assert.deepEqual(retryOf({ cause: 'server-busy', answer }), { kind: 'no' });
});
