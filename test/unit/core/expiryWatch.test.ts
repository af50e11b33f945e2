import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExpiryWatch } from '../../../src/core/profiles/expiryWatch.ts';
import { answerOf, draft, settled, setUp } from './profileSupport.ts';

const hour = 60 * 60_000;

async function watched() {
	const bed = setUp();
	let ends = 0;
	const watch = new ExpiryWatch(bed.store, bed.clock, () => ends++);
	await settled();
	return { ...bed, watch, ends: () => ends };
}

test('the end of a credential is told when it comes, and that of the next one too', async () => {
	const { store, clock, ends } = await watched();
	const now = clock.now();
	await answerOf(store.add({ ...draft('A'), expiresAt: now + hour }, 'a'));
	await answerOf(store.add({ ...draft('B'), expiresAt: now + 2 * hour }, 'b'));
	await settled();
	clock.advance(hour - 1);
	assert.equal(ends(), 0);
	clock.advance(1_000);
	assert.equal(ends(), 1);
	await settled();
	clock.advance(hour);
	assert.equal(ends(), 2);
});

test('nothing is told of what has no end, has ended before, or is not watched any more', async () => {
	const { store, clock, ends, watch } = await watched();
	await answerOf(store.add(draft('A'), 'a'));
	await answerOf(store.add({ ...draft('B'), expiresAt: clock.now() - 1 }, 'b'));
	await answerOf(store.add({ ...draft('C'), expiresAt: clock.now() + hour }, 'c'));
	await settled();
	watch.dispose();
	clock.advance(48 * hour);
	assert.equal(ends(), 0);
});
