import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageMeter } from '../../../../src/core/usage/usageMeter.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryDocument, MemoryLock } from '../../../fakes/memoryDocument.ts';
import { noon, paid, refusal } from './usageSupport.ts';

const minute = 60_000;
const hour = 60 * minute;

function setUp(text?: string) {
	const document = new MemoryDocument(text);
	const lock = new MemoryLock();
	const clock = new ManualClock(noon);
	const open = () => new UsageMeter({ document, lock, clock });
	return { document, lock, clock, open, meter: open() };
}

const usage = { prompt: 100, cached: 10, thoughts: 20, output: 5 };
const call = { profileId: 'a', model: 'gemini-x', usage, usd: 0.5 };
const one = { calls: 1, prompt: 100, output: 25, usd: 0.5, unpriced: 0 };

test('a call is counted with its tokens and its price, for its profile and its model', async () => {
	const { meter } = setUp();
	await meter.record(call);
	await meter.record({ ...call, model: 'models/Gemini-X' });
	await meter.record({ profileId: 'b', model: 'gemini-x', usage });
	const a = await meter.of('a');
	const two = { calls: 2, prompt: 200, output: 50, usd: 1, unpriced: 0 };
	assert.deepEqual([a.minute, a.day], [two, two]);
	assert.deepEqual([...a.models], [['gemini-x', { minute: two, day: two }]]);
	assert.deepEqual((await meter.of('b')).day, { ...one, usd: 0, unpriced: 1 });
	assert.equal((await meter.of('c')).day.calls, 0);
});

test('a minute later the call is one of the day alone, and after midnight Pacific time of none', async () => {
	const { meter, clock } = setUp();
	await meter.record(call);
	clock.advance(minute - 1);
	assert.equal((await meter.of('a')).minute.calls, 1);
	clock.advance(1);
	const later = await meter.of('a');
	assert.deepEqual([later.minute.calls, later.day.calls], [0, 1]);
	// Noon by UTC is four o'clock there.
	clock.advance(20 * hour - minute - 1);
	assert.equal((await meter.of('a')).day.calls, 1);
	clock.advance(1);
	assert.equal((await meter.of('a')).day.calls, 0);
});

test('a minute goes on over midnight', async () => {
	const { meter, clock } = setUp();
	clock.advance(20 * hour - 1_000);
	await meter.record(call);
	clock.advance(2_000);
	await meter.record(call);
	const now = await meter.of('a');
	assert.deepEqual([now.minute.calls, now.day.calls], [2, 1]);
});

test('windows that write at the same time lose nothing', async () => {
	const { open } = setUp();
	const windows = [open(), open(), open()];
	await Promise.all(windows.flatMap((meter) => Array.from({ length: 20 }, () => meter.record({ ...call, usd: 0.25 }))));
	const { day, minute: lately } = await open().of('a');
	assert.deepEqual([day.calls, day.prompt, day.usd, lately.calls], [60, 6_000, 15, 60]);
});

test('a failed call counts each attempt, and its limits are remembered', async () => {
	const { meter, clock } = setUp();
	await meter.record({
		profileId: 'a',
		model: 'gemini-x',
		failures: [{ ...refusal('quota-minute', 'gemini-x'), attempts: 3 }],
	});
	clock.advance(minute);
	const seen = await meter.of('a');
	assert.deepEqual(seen.day, { calls: 3, prompt: 0, output: 0, usd: 0, unpriced: 0 });
	assert.deepEqual(
		seen.limits.map(({ value, seenAt }) => [value, seenAt]),
		[[10, noon]],
	);
	assert.equal(seen.isFreeTier, true);
	await meter.record({ profileId: 'a', model: 'gemini-x', failures: [refusal('quota-minute', 'gemini-x', paid)] });
	assert.equal((await meter.of('a')).isFreeTier, false);
});

test('what cannot be written is counted here, and written with the next call', async () => {
	const { meter, document, open } = setUp();
	document.failing = 'write';
	await meter.record(call);
	assert.equal((await meter.of('a')).day.calls, 1);
	document.failing = 'read';
	assert.equal((await meter.of('a')).day.calls, 1);
	document.failing = 'nothing';
	assert.equal((await open().of('a')).day.calls, 0);
	await meter.record(call);
	assert.equal((await open().of('a')).day.calls, 2);
	assert.equal((await meter.of('a')).day.calls, 2);
});

test('whoever lost the lock writes nothing, and tries again', async () => {
	const { meter, lock, open } = setUp();
	lock.lost = true;
	await meter.record(call);
	assert.equal((await open().of('a')).day.calls, 0);
	lock.lost = false;
	await meter.record(call);
	assert.equal((await open().of('a')).day.calls, 2);
});

test('what a profile used goes with it', async () => {
	const { meter, document } = setUp();
	await meter.record(call);
	await meter.record({ ...call, profileId: 'b' });
	await meter.forget('a');
	assert.deepEqual(await meter.of('a').then(({ day, limits }) => [day.calls, limits]), [0, []]);
	assert.equal((await meter.of('b')).day.calls, 1);
	assert.ok(!document.text?.includes('"a"'));
});

test('one warning a day, whichever window asks', async () => {
	const { meter, open, clock } = setUp();
	assert.equal(await meter.isFirstWarning('a'), true);
	assert.equal(await open().isFirstWarning('a'), false);
	assert.equal(await meter.isFirstWarning('b'), true);
	await meter.record(call);
	assert.equal(await meter.isFirstWarning('a'), false);
	clock.advance(24 * hour);
	assert.equal(await meter.isFirstWarning('a'), true);
});

test('a document of a later Latchkey is left as it is', async () => {
	const text = JSON.stringify({ version: 2, profiles: 'of another form' });
	const { meter, document } = setUp(text);
	await meter.record(call);
	assert.equal(document.text, text);
	assert.equal((await meter.of('a')).day.calls, 1);
});

test('counts that a server makes up break nothing', async () => {
	const { meter } = setUp();
	for (const prompt of [-5, Number.NaN, Infinity, 1e300]) {
		await meter.record({ profileId: 'a', model: 'x'.repeat(5_000), usage: { prompt, thoughts: 0, output: 1 } });
	}
	const { day, models } = await meter.of('a');
	assert.deepEqual([day.calls, day.prompt, day.output], [4, 0, 4]);
	assert.deepEqual(
		[...models.keys()].map(({ length }) => length),
		[100],
	);
});

test('models without end, and calls without end, take no memory without end', async () => {
	const { meter, document } = setUp();
	await Promise.all(Array.from({ length: 1_200 }, (_, number) => meter.record({ ...call, model: `model-${number}` })));
	const { day, models } = await meter.of('a');
	assert.equal(day.calls, 1_200);
	assert.ok(models.size <= 51, `${models.size}`);
	assert.ok((document.text ?? '').length < 200_000, `${document.text?.length}`);
});

test('while nothing can be written, what waits does not grow without end', async () => {
	const { meter, document } = setUp();
	document.failing = 'write';
	await Promise.all(Array.from({ length: 1_050 }, () => meter.record(call)));
	assert.equal((await meter.of('a')).day.calls, 1_000);
});

test('whoever shows what was used is told of the next call, when it is counted', async () => {
	const { meter } = setUp();
	const seen: number[] = [];
	const reading: Promise<unknown>[] = [];
	const listening = meter.onDidChange(() => reading.push(meter.of('a').then(({ day }) => seen.push(day.calls))));
	for (const _ of [1, 2]) {
		await meter.record(call);
		await Promise.all(reading);
	}
	listening.dispose();
	await meter.record(call);
	await Promise.all(reading);
	assert.deepEqual(seen, [1, 2]);
});

test('a call that was answered in the end counts each attempt, and tells the limits it came up against', async () => {
	const { meter } = setUp();
	await meter.record({ ...call, attempts: 2, failures: [refusal('quota-minute', 'gemini-x')] });
	const { day, limits } = await meter.of('a');
	assert.deepEqual(day, { ...one, calls: 2 });
	assert.deepEqual(
		limits.map(({ value }) => value),
		[10],
	);
});

test('what a profile used comes back with it, once', async () => {
	const { meter, open } = setUp();
	await meter.record(call);
	await meter.isFirstWarning('a');
	await meter.forget('a');
	await meter.bringBack('a');
	assert.deepEqual((await open().of('a')).day, one);
	assert.equal(await open().isFirstWarning('a'), false);
	await meter.record(call);
	await meter.bringBack('a');
	await meter.bringBack('never seen');
	assert.equal((await open().of('a')).day.calls, 2);
});
