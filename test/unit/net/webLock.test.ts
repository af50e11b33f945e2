import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type BrowserLocks, WebLock } from '../../../src/net/webLock.ts';

/** A counter that loses counts unless its steps are kept apart. */
class SlowCounter {
	count = 0;

	increase = async (): Promise<void> => {
		const before = this.count;
		await setImmediate();
		this.count = before + 1;
	};
}

/** The locks all windows of a browser share, as far as they are used: by name, one holder at a time. Node has them from 24 on. */
function browserLocks(): BrowserLocks {
	const last = new Map<string, Promise<unknown>>();
	const request = (name: string, work: () => Promise<unknown>) => {
		const turn = (last.get(name) ?? Promise.resolve()).then(work);
		last.set(
			name,
			turn.catch(() => undefined),
		);
		return turn;
	};
	return { request };
}

describe('WebLock', () => {
	it('keeps two windows of one browser apart', async () => {
		const counter = new SlowCounter();
		const browser = browserLocks();
		const windows = [new WebLock('latchkey.test', browser), new WebLock('latchkey.test', browser)];
		await Promise.all(Array.from({ length: 20 }, (_, n) => windows[n % 2]?.hold(counter.increase)));
		assert.equal(counter.count, 20);
	});

	it('keeps the callers of one window apart where the browser has no locks', async () => {
		const counter = new SlowCounter();
		const lock = new WebLock('latchkey.test', undefined);
		await Promise.all(Array.from({ length: 20 }, () => lock.hold(counter.increase)));
		assert.equal(counter.count, 20);
	});

	it('lets go when the work fails, and passes the failure on', async () => {
		const lock = new WebLock('latchkey.test');
		await assert.rejects(
			lock.hold(() => Promise.reject(new Error('no'))),
			/no/,
		);
		assert.equal(await lock.hold(async (isHeld) => isHeld()), true);
	});
});
