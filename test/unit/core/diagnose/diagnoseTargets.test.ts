import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Target } from '../../../../src/core/gemini/target.ts';
import type { Profile } from '../../../../src/core/profiles/profile.ts';
import { type Emulator, startEmulator } from '../../../emulator/emulator.ts';
import { machineBed } from '../../net/machineSupport.ts';
import { answerOf, draft } from '../profileSupport.ts';
import { diagnosed, diagnosePorts, failures, reasonOf } from './diagnoseSupport.ts';

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

const vertex = (location: string, project = 'latchkey-emulator'): Target => ({ kind: 'vertex', project, location });

/** The service account of the emulator, which asks at a target. */
async function robotAt(target: Target) {
	const bed = machineBed(emulator);
	const added = await bed.addServiceAccount(emulator.serviceAccounts.seeded.runner);
	const profile = await answerOf(bed.store.edit(added.id, { target }));
	return { profile, said: await diagnosed(diagnosePorts(bed), profile) };
}

describe('a diagnosis asks where the profile asks', () => {
	it('at Vertex AI, in a region that has not the newest models', async () => {
		const from = emulator.calls.length;
		const { said } = await robotAt(vertex('us-central1'));
		assert.deepEqual(failures(said), []);
		assert.match(said.results.way.lines.join(), /^us-central1-aiplatform\.googleapis\.com answers/);
		assert.match(
			said.results.permission.lines.join(),
			/It has aiplatform\.endpoints\.predict on projects\/latchkey-emulator/,
		);
		assert.match(said.results.location.lines.join(), /Vertex AI answers in us-central1\./);
		const paths = emulator.calls.slice(from).map(({ path }) => path);
		assert.ok(
			paths.every((path) => !path.startsWith('/v1beta/')),
			paths.join(),
		);
	});

	it('at Vertex AI, where a permission is missing', async () => {
		const { said } = await robotAt(vertex('global', 'latchkey-emulator-two'));
		assert.deepEqual(failures(said), ['permission: permission-denied']);
	});

	it('at Vertex AI, in a location that is none', async () => {
		const { said } = await robotAt(vertex('moon-central1'));
		assert.deepEqual(failures(said), ['model: model-not-found']);
	});

	it('with a key in express mode, and a standard key that is not enough there', async () => {
		const bed = machineBed(emulator);
		const said = async (key: string) => {
			const added: Profile = await answerOf(bed.store.add(draft(key), key));
			return diagnosed(
				diagnosePorts(bed),
				await answerOf(bed.store.edit(added.id, { target: { kind: 'vertex-express' } })),
			);
		};
		assert.deepEqual(failures(await said(emulator.keys.validAuth)), []);
		assert.deepEqual(failures(await said(emulator.keys.valid)), ['credential: api-key-not-accepted']);
	});

	it('in the terms of OpenAI, where nothing beside the list is free', async () => {
		const bed = machineBed(emulator);
		const added = await answerOf(bed.store.add(draft('Key'), emulator.keys.valid));
		const said = await diagnosed(
			diagnosePorts(bed),
			await answerOf(bed.store.edit(added.id, { target: { kind: 'openai' } })),
		);
		assert.deepEqual(failures(said), []);
		assert.equal(said.short.credential, 'passed');
		assert.match(reasonOf(said, 'count-tokens'), /counts no tokens/);
	});
});
