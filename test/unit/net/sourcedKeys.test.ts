import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { callerFor } from '../../../src/core/credentials/callerFor.ts';
import { countTokens } from '../../../src/core/gemini/calls.ts';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { keptElsewhere } from '../../../src/core/secretSources/secretSource.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { systemClock, systemRandom } from '../../../src/net/platform.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { answerOf, draft, setUp } from '../core/profileSupport.ts';
import { setUpSources } from '../core/secretSources/sourceSupport.ts';

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

/** A profile whose key is in the environment, and what calls with it. */
async function setUpKey(value: string, life?: number) {
	const bed = setUp();
	const sourced = setUpSources(life === undefined ? {} : { life });
	const set = (key: string) => Object.assign(sourced.environment, { GEMINI_API_KEY: key });
	set(value);
	const source = { kind: 'environment', name: 'GEMINI_API_KEY' };
	const profile = await answerOf(
		bed.store.add({ ...draft('Work'), method: 'api-key', keyKind: 'other', source }, keptElsewhere),
	);
	const door = readEmulatorDoor({ 'generativelanguage.googleapis.com': emulator.origin });
	const sources = {
		store: bed.store,
		signIn: () => assert.fail('a key needs no token'),
		secrets: async () => sourced.secrets,
		transport: new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 5_000 }, systemClock),
		clock: systemClock,
		random: systemRandom,
	};
	const count = async (): Promise<Outcome<number>> => {
		const caller = await callerFor(sources, profile, new AbortController().signal);
		return caller.kind === 'answered'
			? countTokens(caller.value, { model: 'gemini-flash-latest', prompt: 'Hello' })
			: caller;
	};
	return { ...bed, ...sourced, set, count, documents: bed.index, store: bed.store, vault: bed.vault };
}

const causeOf = (outcome: Outcome<unknown>) => (outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind);

describe('a key that is kept elsewhere', () => {
	it('calls Gemini, and stands in neither index nor vault', async () => {
		const { count, documents, vault, audit } = await setUpKey(emulator.keys.valid);
		assert.ok((await answerOf(count())) > 0);
		const stored = JSON.stringify([await documents.read(), [...vault.secrets.values()], audit.events]);
		assert.ok(!stored.includes(emulator.keys.valid));
		assert.match(stored, /kept-elsewhere/);
	});

	it('that was replaced where it is kept is fetched once more when the old one is refused', async () => {
		const { count, set } = await setUpKey(emulator.keys.valid);
		await answerOf(count());
		set(emulator.keys.expired);
		await answerOf(count());
		const { count: again, set: mend, audit } = await setUpKey(emulator.keys.expired);
		assert.equal(causeOf(await again()), 'api-key-expired');
		mend(emulator.keys.valid);
		const before = emulator.calls.length;
		assert.ok((await answerOf(again())) > 0);
		assert.equal(emulator.calls.length - before, 2);
		assert.deepEqual(
			audit.events.map(({ type }) => type),
			['secret-fetched', 'secret-fetched', 'secret-fetched'],
		);
	});

	it('that is refused and is still the same there is not sent again', async () => {
		const { count } = await setUpKey(emulator.keys.expired);
		const before = emulator.calls.length;
		assert.equal(causeOf(await count()), 'api-key-expired');
		assert.equal(emulator.calls.length - before, 1);
	});

	it('is told as Google told it where there is none any more', async () => {
		const { count, set } = await setUpKey(emulator.keys.expired);
		set('');
		assert.equal(causeOf(await count()), 'source-failed');
		const { count: other, set: empty, get } = await setUpKey(emulator.keys.expired);
		await get({ kind: 'environment', name: 'GEMINI_API_KEY' });
		empty('');
		assert.equal(causeOf(await other()), 'api-key-expired');
	});

	it('that is none is not sent', async () => {
		const { count } = await setUpKey('two words');
		const before = emulator.calls.length;
		assert.equal(causeOf(await count()), 'source-failed');
		assert.equal(emulator.calls.length, before);
	});

	it('leaves nothing of itself in a failure', async () => {
		const { count } = await setUpKey('a-marker-that-is-no-key');
		const outcome = await count();
		assert.equal(causeOf(outcome), 'api-key-invalid');
		assert.doesNotMatch(JSON.stringify(outcome), /a-marker/);
	});
});
