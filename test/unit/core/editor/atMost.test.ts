import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atMost } from '../../../../src/core/editor/atMost.ts';

test('never more than so many at a time, all of them in the end, and in their order', async () => {
	const open: (() => void)[] = [];
	let most = 0;
	let running = 0;
	const all = atMost(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
		running++;
		most = Math.max(most, running);
		await new Promise<void>((resolve) => open.push(resolve));
		running--;
		return item * 10;
	});
	while (open.length > 0) {
		// The latest first, so that order has to be kept.
		open.pop()?.();
		await new Promise((resolve) => setImmediate(resolve));
	}
	assert.deepEqual(await all, [10, 20, 30, 40, 50, 60, 70]);
	assert.equal(most, 3);
});

test('fewer items than lanes, and none', async () => {
	assert.deepEqual(await atMost(3, ['a'], async (item) => item), ['a']);
	assert.deepEqual(await atMost(3, [], async (item) => item), []);
});

test('work that breaks breaks the whole', async () => {
	await assert.rejects(
		atMost(2, [1, 2], async () => {
			throw new Error('broken');
		}),
		/broken/,
	);
});
