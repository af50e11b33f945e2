import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { orAborted } from '../../../src/core/orAborted.ts';

const fault = new Error('gone');

test('work that ends in time gives what it gives', async () => {
	const { signal } = new AbortController();
	assert.equal(await orAborted(Promise.resolve(1), signal), 1);
	await assert.rejects(orAborted(Promise.reject(fault), signal), fault);
});

test('work is waited for no longer than the signal allows, and its later end matters to nobody', async () => {
	for (const end of ['resolve', 'reject'] as const) {
		const work = Promise.withResolvers<Error>();
		const aborting = new AbortController();
		const waiting = orAborted(work.promise, aborting.signal);
		aborting.abort();
		assert.equal(await waiting, 'aborted');
		work[end](fault);
		await setImmediate();
	}
});

test('a signal aborted before wins over anything, a fault that nobody hears of too', async () => {
	assert.equal(await orAborted(Promise.resolve(1), AbortSignal.abort()), 'aborted');
	assert.equal(await orAborted(Promise.reject(fault), AbortSignal.abort()), 'aborted');
	// Long enough for Node to fail this test, were the fault unheard.
	await setImmediate();
});
