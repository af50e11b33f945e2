import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whenSlow } from '../../../src/core/whenSlow.ts';
import { ManualClock } from '../../fakes/manualClock.ts';

function setUp() {
	const clock = new ManualClock();
	const work = Promise.withResolvers<string>();
	const shown: Promise<void>[] = [];
	const waiting = whenSlow(clock, work.promise, (end) => void shown.push(end));
	return { clock, work, shown, waiting };
}

test('quick work shows nothing, not even later', async () => {
	const { clock, work, shown, waiting } = setUp();
	clock.advance(299);
	work.resolve('done');
	assert.equal(await waiting, 'done');
	clock.advance(1000);
	assert.deepEqual([shown.length, clock.waiting], [0, 0]);
});

for (const end of ['resolve', 'reject'] as const) {
	test(`slow work is shown until it ends, also when that is to ${end}`, async () => {
		const { clock, work, shown, waiting } = setUp();
		clock.advance(300);
		assert.equal(shown.length, 1);
		let isOver = false;
		void shown[0]?.then(() => {
			isOver = true;
		});
		await Promise.resolve();
		assert.equal(isOver, false);
		work[end]('done');
		await waiting.catch(() => undefined);
		assert.equal(isOver, true);
	});
}

test('a fault of the work is heard by who waits for it', async () => {
	const { work, waiting } = setUp();
	const fault = new Error('gone');
	work.reject(fault);
	await assert.rejects(waiting, fault);
});
