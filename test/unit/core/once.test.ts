import assert from 'node:assert/strict';
import { test } from 'node:test';
import { once } from '../../../src/core/once.ts';

test('what was done once is not done again, also when it is asked for twice at once', async () => {
	let times = 0;
	const made = once(async () => ++times);
	assert.deepEqual(await Promise.all([made(), made()]), [1, 1]);
	assert.equal(await made(), 1);
});

test('what failed is heard by all who asked, and tried again when next asked', async () => {
	let times = 0;
	const fault = new Error('The chunk is gone.');
	const made = once(async () => {
		times++;
		if (times === 1) {
			throw fault;
		}
		return times;
	});
	await Promise.all([assert.rejects(made(), fault), assert.rejects(made(), fault)]);
	assert.equal(times, 1);
	assert.equal(await made(), 2);
	assert.equal(await made(), 2);
});
