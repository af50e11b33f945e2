import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { diagnose } from '../../../../src/core/diagnose/diagnose.ts';
import { type DiagnosisEvent, diagnosisSteps, type StepId } from '../../../../src/core/diagnose/steps.ts';
import { withinLimit } from '../../../../src/core/diagnose/withinLimit.ts';
import type { ProfileStore } from '../../../../src/core/profiles/profileStore.ts';
import { type Emulator, startEmulator } from '../../../emulator/emulator.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { machineBed } from '../../net/machineSupport.ts';
import { answerOf, draft } from '../profileSupport.ts';
import { diagnosed, diagnosePorts, failures, hurried } from './diagnoseSupport.ts';

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());
afterEach(() => emulator.clearFaults());

async function ofKey() {
	const bed = machineBed(emulator);
	return { bed, profile: await answerOf(bed.store.add(draft('Work'), emulator.keys.valid)) };
}

describe('cancelling', () => {
	for (const at of diagnosisSteps) {
		it(`when ${at} begins ends with that, and nothing more is told`, async () => {
			const { bed, profile } = await ofKey();
			const leaving = new AbortController();
			const events: DiagnosisEvent[] = [];
			const onEvent = (event: DiagnosisEvent) => {
				events.push(event);
				if (event.step === at) {
					leaving.abort();
				}
			};
			assert.equal(await diagnose(diagnosePorts(bed), profile, { signal: leaving.signal, onEvent }), 'cancelled');
			await setTimeout(20);
			assert.deepEqual(
				events.map(({ step, kind }) => `${step} ${kind}`),
				[
					...diagnosisSteps.slice(0, diagnosisSteps.indexOf(at)).flatMap((step) => [`${step} began`, `${step} ended`]),
					`${at} began`,
				],
			);
		});
	}

	it('while a server is silent ends at once, and the request with it', async () => {
		emulator.failAll({ kind: 'hang', match: { path: ':countTokens' } });
		const { bed, profile } = await ofKey();
		const leaving = new AbortController();
		const events: DiagnosisEvent[] = [];
		const onEvent = (event: DiagnosisEvent) => events.push(event);
		const running = diagnose(diagnosePorts(bed), profile, { signal: leaving.signal, onEvent });
		const isCounting = () =>
			emulator.calls.some(({ path, outcome }) => path.endsWith(':countTokens') && outcome === 'open');
		while (!isCounting()) {
			await setTimeout(5);
		}
		leaving.abort();
		assert.equal(await running, 'cancelled');
		assert.deepEqual(events.at(-1), { step: 'credential', kind: 'began' });
		await setTimeout(50);
		assert.ok(!isCounting());
	});

	it('before it begins tells nothing', async () => {
		const { bed, profile } = await ofKey();
		const leaving = new AbortController();
		leaving.abort();
		const onEvent = () => assert.fail('nothing is told');
		assert.equal(await diagnose(diagnosePorts(bed), profile, { signal: leaving.signal, onEvent }), 'cancelled');
	});
});

describe('the limit of a step', () => {
	const never = () => new Promise<never>(() => undefined);

	it('ends work that obeys no signal, and takes its timer back', async () => {
		const clock = new ManualClock();
		const { signal } = new AbortController();
		const limited = withinLimit(clock, 20_000, signal, never);
		clock.advance(19_999);
		assert.equal(await Promise.race([limited, setTimeout(5, 'waiting')]), 'waiting');
		clock.advance(1);
		assert.equal(await limited, 'overdue');
		assert.equal(await withinLimit(clock, 20_000, signal, async () => 'done'), 'done');
		await assert.rejects(
			withinLimit(clock, 20_000, signal, () => Promise.reject(new RangeError())),
			RangeError,
		);
		assert.equal(clock.waiting, 0);
	});

	it('ends with its signal, before and while it waits', async () => {
		const leaving = new AbortController();
		const limited = withinLimit(new ManualClock(), 1, leaving.signal, never);
		leaving.abort();
		assert.equal(await limited, 'cancelled');
		assert.equal(await withinLimit(new ManualClock(), 1, leaving.signal, never), 'cancelled');
	});

	it('ends a vault that does not answer', async () => {
		const { bed, profile } = await ofKey();
		const clock = hurried(100);
		const silent: Partial<ProfileStore> = { find: (id) => bed.store.find(id), secretOf: never };
		const store = silent as ProfileStore;
		const said = await diagnosed(diagnosePorts(bed, { clock, store }), profile);
		assert.deepEqual(failures(said), ['source: storage-failed']);
	});
});

describe('a fault in Latchkey itself', () => {
	const faulty: { readonly [step in StepId]?: object } = {
		clock: { transport: { send: () => Promise.reject(new RangeError('a-marker')) } },
		dns: {
			isEmulated: () => {
				throw new RangeError('a-marker');
			},
		},
	};
	for (const [step, different] of Object.entries(faulty)) {
		it(`at ${step} is told by its name alone, and the rest goes on`, async () => {
			const { bed, profile } = await ofKey();
			const said = await diagnosed(diagnosePorts(bed, different), profile);
			const ended = said.results[step as StepId];
			assert.deepEqual(ended.result === 'failed' && ended.failure, { cause: 'unknown', evidence: 'RangeError' });
			assert.equal(said.short.source, 'passed');
			assert.doesNotMatch(JSON.stringify(said.events), /a-marker/);
		});
	}

	it('where tokens are had is told at the credential', async () => {
		const bed = machineBed(emulator);
		const profile = await bed.addServiceAccount(emulator.serviceAccounts.seeded.runner);
		const signIn = () => Promise.reject(new RangeError('a-marker'));
		const said = await diagnosed(diagnosePorts(bed, { signIn }), profile);
		assert.deepEqual(failures(said), ['credential: unknown']);
		assert.equal(said.short['count-tokens'], 'skipped');
	});
});
