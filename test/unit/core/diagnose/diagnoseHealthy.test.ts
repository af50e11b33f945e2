import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Emulator, startEmulator } from '../../../emulator/emulator.ts';
import { machineBed } from '../../net/machineSupport.ts';
import { answerOf, draft } from '../profileSupport.ts';
import { diagnosed, diagnosePorts, failures, reasonOf } from './diagnoseSupport.ts';
import { addSignIn } from './signInSupport.ts';

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

describe('a healthy profile', () => {
	it('with an API key passes all that concerns a key', async () => {
		const bed = machineBed(emulator);
		const profile = await answerOf(bed.store.add(draft('Work'), emulator.keys.valid));
		const said = await diagnosed(diagnosePorts(bed), profile);
		assert.deepEqual(said.short, {
			clock: 'passed',
			dns: 'skipped',
			way: 'passed',
			source: 'passed',
			credential: 'passed',
			scopes: 'skipped',
			api: 'passed',
			'quota-project': 'skipped',
			permission: 'skipped',
			model: 'passed',
			location: 'passed',
			'count-tokens': 'passed',
		});
		assert.match(said.results.clock.lines.join(), /agrees with Google’s \(±1 s\)/);
		assert.match(reasonOf(said, 'scopes'), /key has no scopes/);
		assert.match(said.results['count-tokens'].lines.join(), /gemini-flash-latest/);
	});

	it('of a service account is known to Resource Manager too', async () => {
		const bed = machineBed(emulator);
		const added = await bed.addServiceAccount(emulator.serviceAccounts.seeded.runner);
		const profile = await answerOf(bed.store.edit(added.id, { quotaProject: 'latchkey-emulator' }));
		const said = await diagnosed(diagnosePorts(bed), profile);
		const { dns, ...others } = said.short;
		assert.equal(dns, 'skipped');
		assert.deepEqual([...new Set(Object.values(others))], ['passed']);
		assert.match(
			said.results.permission.lines.join(),
			/It has serviceusage\.services\.use on projects\/latchkey-emulator/,
		);
		assert.match(said.results.credential.lines.join(), /5\d more minutes/);
		const asked = emulator.calls.at(-1);
		assert.match(asked?.path ?? '', /:testIamPermissions$/);
		assert.ok(!asked?.headerNames.includes('x-goog-user-project'));
	});

	it('with a person’s sign-in tells the scopes that were granted', async () => {
		const bed = machineBed(emulator);
		const said = await diagnosed(diagnosePorts(bed), await addSignIn(bed, emulator));
		assert.deepEqual(failures(said), []);
		assert.match(said.results.scopes.lines.join(), /Granted: .*cloud-platform/);
		assert.match(reasonOf(said, 'quota-project'), /No quota project/);
		assert.equal(said.short.permission, 'passed');
	});

	it('that signs its tokens itself is not asked about at Google', async () => {
		const bed = machineBed(emulator);
		const added = await bed.addServiceAccount(emulator.serviceAccounts.seeded.runner);
		assert.ok(added.method === 'service-account');
		const profile = await answerOf(bed.store.editMethod(added, { signing: 'self-signed' }));
		const said = await diagnosed(diagnosePorts(bed), profile);
		assert.deepEqual(failures(said), []);
		assert.match(reasonOf(said, 'scopes'), /signs its tokens itself/);
		assert.equal(
			emulator.calls.some(({ path }) => path === '/tokeninfo' && false),
			false,
		);
	});

	it('that lacks a permission which no call of its own needs is told so and does not fail', async () => {
		const bed = machineBed(emulator);
		const said = await diagnosed(
			diagnosePorts(bed),
			await bed.addServiceAccount(emulator.serviceAccounts.add('plain')),
		);
		assert.deepEqual(failures(said), []);
		assert.match(said.results.permission.lines.join(' '), /lacks serviceusage\.services\.use .* all the same/);
	});
});
