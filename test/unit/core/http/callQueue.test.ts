import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { CallQueue } from '../../../../src/core/http/callQueue.ts';

function setUp(most = () => 2) {
	const queue = new CallQueue(most);
	const begun: string[] = [];
	const ends = new Map<string, (error?: Error) => void>();
	/** A call that is under way until it is ended by its name. */
	const call = (name: string, { profile = 'a', signal = new AbortController().signal, ahead = [] as number[] } = {}) =>
		queue.run(
			profile,
			signal,
			() => {
				begun.push(name);
				return new Promise<string>((resolve, reject) =>
					ends.set(name, (error) => (error ? reject(error) : resolve(`${name} done`))),
				);
			},
			(count) => ahead.push(count),
		);
	const end = async (name: string, error?: Error) => {
		ends.get(name)?.(error);
		await setImmediate();
	};
	return { queue, begun, call, end };
}

test('so many calls are under way, and the others follow in order', async () => {
	const { begun, call, end, queue } = setUp();
	const calls = ['1', '2', '3', '4'].map((name) => call(name));
	await setImmediate();
	assert.deepEqual(begun, ['1', '2']);
	await end('2');
	assert.deepEqual(begun, ['1', '2', '3']);
	await end('1');
	assert.deepEqual(begun, ['1', '2', '3', '4']);
	await end('4');
	await end('3');
	assert.deepEqual(await Promise.all(calls), ['1 done', '2 done', '3 done', '4 done']);
	assert.equal(queue.size, 0);
});

test('profiles do not wait for each other', async () => {
	const { begun, call, end, queue } = setUp(() => 1);
	const calls = [call('1'), call('2', { profile: 'b' }), call('3', { profile: 'b' })];
	await setImmediate();
	assert.deepEqual([begun, queue.size], [['1', '2'], 2]);
	await end('1');
	assert.equal(queue.size, 1);
	await end('2');
	await end('3');
	await Promise.all(calls);
	assert.equal(queue.size, 0);
});

test('whoever waits is told how many wait before', async () => {
	const { call, end } = setUp(() => 1);
	const [none, first, second] = [[], [], []] as number[][];
	const calls = [
		call('1', { ahead: none ?? [] }),
		call('2', { ahead: first ?? [] }),
		call('3', { ahead: second ?? [] }),
	];
	await setImmediate();
	await end('1');
	await end('2');
	await end('3');
	await Promise.all(calls);
	assert.deepEqual([none, first, second], [[], [0], [1, 0]]);
});

test('a wait can be called off, and the next moves up', async () => {
	const { begun, call, end, queue } = setUp(() => 1);
	const [stop, ahead] = [new AbortController(), [] as number[]];
	const calls = [call('1'), call('2', { signal: stop.signal }), call('3', { ahead })];
	await setImmediate();
	stop.abort();
	assert.equal(await calls[1], 'aborted');
	assert.deepEqual(ahead, [1, 0]);
	await end('1');
	assert.deepEqual(begun, ['1', '3']);
	await end('3');
	assert.deepEqual([await calls[0], await calls[2], queue.size], ['1 done', '3 done', 0]);
});

test('a call that is called off before it came does not begin', async () => {
	const { begun, call, queue } = setUp();
	const stop = new AbortController();
	stop.abort();
	assert.equal(await call('1', { signal: stop.signal }), 'aborted');
	assert.deepEqual([begun, queue.size], [[], 0]);
});

test('calling off a call under way leaves it to the call itself, and its place is free when it ends', async () => {
	const { begun, call, end } = setUp(() => 1);
	const stop = new AbortController();
	const calls = [call('1', { signal: stop.signal }), call('2')];
	await setImmediate();
	stop.abort();
	await setImmediate();
	assert.deepEqual(begun, ['1']);
	await end('1');
	assert.deepEqual(begun, ['1', '2']);
	await end('2');
	assert.deepEqual(await Promise.all(calls), ['1 done', '2 done']);
});

test('a call that breaks makes room', async () => {
	const { call, end, queue } = setUp(() => 1);
	const calls = [call('1'), call('2')];
	const broken = assert.rejects(calls[0] ?? Promise.resolve(), /boom/);
	await setImmediate();
	await end('1', new Error('boom'));
	await broken;
	await end('2');
	assert.deepEqual([await calls[1], queue.size], ['2 done', 0]);
});

test('nothing goes on listening to a signal', async () => {
	const { call, end } = setUp(() => 1);
	const { signal } = new AbortController();
	const calls = ['1', '2', '3'].map((name) => call(name, { signal }));
	await setImmediate();
	assert.equal(getEventListeners(signal, 'abort').length, 2);
	for (const name of ['1', '2', '3']) {
		await end(name);
	}
	await Promise.all(calls);
	assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('the limit may change, and one that makes no sense lets calls through one by one', async () => {
	let most = Number.NaN;
	const { begun, call, end } = setUp(() => most);
	const calls = ['1', '2', '3', '4'].map((name) => call(name));
	await setImmediate();
	assert.deepEqual(begun, ['1']);
	most = 3;
	await end('1');
	assert.deepEqual(begun, ['1', '2', '3', '4']);
	for (const name of ['2', '3', '4']) {
		await end(name);
	}
	await Promise.all(calls);
});
