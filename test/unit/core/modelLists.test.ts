import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import { ModelLists } from '../../../src/core/gemini/modelLists.ts';
import type { HttpTransport } from '../../../src/core/ports.ts';
import { vaultKey } from '../../../src/core/profiles/profile.ts';
import { TransportFault } from '../../../src/core/transportFault.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { type Script, ScriptedTransport } from '../../fakes/scriptedTransport.ts';
import { aProfile } from './aProfile.ts';

const hour = 60 * 60_000;
const page = (...ids: string[]): Script => ({
	chunks: [
		JSON.stringify({
			models: ids.map((id) => ({ name: `models/${id}`, supportedGenerationMethods: ['generateContent'] })),
		}),
	],
});
const unreachable = new TransportFault('unreachable', 'generativelanguage.googleapis.com');

function setUp(...scripts: Script[]) {
	const clock = new ManualClock();
	const lists = new ModelLists(clock);
	const transport = new ScriptedTransport(...scripts);
	const callerWith = (signal = new AbortController().signal, by: HttpTransport = transport) => ({
		transport: by,
		credential: apiKeyCredential('the-key'),
		signal,
	});
	const idsOf = (key: string) => lists.known(key)?.map(({ id }) => id);
	return { clock, lists, transport, callerWith, idsOf };
}

test('a list that was fetched is known for an hour, and not a millisecond more', async () => {
	const { clock, lists, callerWith, idsOf } = setUp(page('one'));
	assert.equal(idsOf('k'), undefined);
	await lists.fetch('k', callerWith());
	clock.advance(hour - 1);
	assert.deepEqual(idsOf('k'), ['one']);
	clock.advance(1);
	assert.equal(idsOf('k'), undefined);
});

test('a clock that was set back does not keep a list for ever', async () => {
	const { clock, lists, callerWith, idsOf } = setUp(page('one'));
	await lists.fetch('k', callerWith());
	clock.advance(-2 * hour);
	assert.equal(idsOf('k'), undefined);
});

test('a list is of one secret: another version, and another profile, know none', async () => {
	const { lists, callerWith, idsOf } = setUp(page('one'));
	await lists.fetch(vaultKey(aProfile()), callerWith());
	assert.deepEqual(idsOf(vaultKey(aProfile())), ['one']);
	assert.equal(idsOf(vaultKey(aProfile({ secretVersion: 'next' }))), undefined);
	assert.equal(idsOf(vaultKey(aProfile({ id: 'other' }))), undefined);
});

test('a failure is told and not kept', async () => {
	const { lists, transport, callerWith, idsOf } = setUp(unreachable, page('one'));
	const outcome = await lists.fetch('k', callerWith());
	assert.equal(outcome.kind === 'failed' && outcome.failure.cause, 'network-unreachable');
	assert.equal(idsOf('k'), undefined);
	assert.equal((await lists.fetch('k', callerWith())).kind, 'answered');
	assert.equal(transport.sent.length, 2);
});

test('a failure leaves the list that was known', async () => {
	const { lists, callerWith, idsOf } = setUp(page('one'), unreachable);
	await lists.fetch('k', callerWith());
	await lists.fetch('k', callerWith());
	assert.deepEqual(idsOf('k'), ['one']);
});

test('a list that was asked for elsewhere is known too, and the later one counts', () => {
	const { lists, idsOf } = setUp(page('one'));
	lists.remember('k', [{ id: 'a', displayName: 'A' }]);
	lists.remember('k', [{ id: 'b', displayName: 'B' }]);
	assert.deepEqual(idsOf('k'), ['b']);
});

test('an empty list is a list', async () => {
	const { lists, callerWith, idsOf } = setUp(page());
	await lists.fetch('k', callerWith());
	assert.deepEqual(idsOf('k'), []);
});

test('two who ask at once cause one request, and a third one later another', async () => {
	const { lists, transport, callerWith } = setUp(page('one'));
	const both = await Promise.all([lists.fetch('k', callerWith()), lists.fetch('k', callerWith())]);
	assert.deepEqual(
		both.map(({ kind }) => kind),
		['answered', 'answered'],
	);
	assert.equal(transport.sent.length, 1);
	await lists.fetch('k', callerWith());
	assert.equal(transport.sent.length, 2);
});

test('two who ask for different secrets do not share', async () => {
	const { lists, transport, callerWith } = setUp(page('one'));
	await Promise.all([lists.fetch('k', callerWith()), lists.fetch('l', callerWith())]);
	assert.equal(transport.sent.length, 2);
});

test('who left before it began sends nothing', async () => {
	const { lists, transport, callerWith } = setUp(page('one'));
	assert.equal((await lists.fetch('k', callerWith(AbortSignal.abort()))).kind, 'cancelled');
	assert.equal(transport.sent.length, 0);
});

/** Answers nothing until it is cancelled. */
const silent: HttpTransport = {
	send: (_, { signal }) =>
		new Promise((_resolve, reject) => {
			const cancel = () => reject(new TransportFault('cancelled', 'generativelanguage.googleapis.com'));
			signal.addEventListener('abort', cancel, { once: true });
			if (signal.aborted) {
				cancel();
			}
		}),
};

test('who asked first may leave: those who waited ask for themselves, once', async () => {
	const { lists, transport, callerWith } = setUp(page('one'));
	const leaving = new AbortController();
	const first = lists.fetch('k', callerWith(leaving.signal, silent));
	const others = [lists.fetch('k', callerWith()), lists.fetch('k', callerWith())];
	leaving.abort();
	assert.equal((await first).kind, 'cancelled');
	assert.deepEqual(
		(await Promise.all(others)).map(({ kind }) => kind),
		['answered', 'answered'],
	);
	assert.equal(transport.sent.length, 1);
});

test('who waits and leaves asks for nothing', async () => {
	const { lists, transport, callerWith } = setUp(page('one'));
	const leaving = new AbortController();
	const both = [lists.fetch('k', callerWith(leaving.signal, silent)), lists.fetch('k', callerWith(leaving.signal))];
	leaving.abort();
	assert.deepEqual(
		(await Promise.all(both)).map(({ kind }) => kind),
		['cancelled', 'cancelled'],
	);
	assert.equal(transport.sent.length, 0);
});
