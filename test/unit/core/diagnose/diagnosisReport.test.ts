import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { diagnosisReport } from '../../../../src/core/diagnose/report.ts';
import { failedBy, passed, skipped } from '../../../../src/core/diagnose/steps.ts';
import type { Profile } from '../../../../src/core/profiles/profile.ts';
import { nodeMachine } from '../../../../src/node/nodeMachine.ts';
import { type Emulator, startEmulator } from '../../../emulator/emulator.ts';
import { machineBed, signal } from '../../net/machineSupport.ts';
import { aProfile } from '../aProfile.ts';
import { answerOf, draft } from '../profileSupport.ts';
import { diagnosed, diagnosePorts, failures } from './diagnoseSupport.ts';
import { addSignIn } from './signInSupport.ts';

let emulator: Emulator;
const folder = mkdtempSync(join(tmpdir(), 'latchkey-diagnose-'));
before(async () => {
	emulator = await startEmulator();
});
after(async () => {
	await emulator.close();
	rmSync(folder, { recursive: true });
});
afterEach(() => emulator.clearFaults());

const facts = { Latchkey: '0.1.0', 'VS Code': '1.107.0' };

describe('a report', () => {
	it('has the facts, then each step with its mark, and of a failure its cause', () => {
		const text = diagnosisReport(
			aProfile(),
			{
				clock: passed('This machine’s clock agrees.'),
				dns: skipped('The proxy looks names up.'),
				way: failedBy({ cause: 'network-tls', host: 'h.example', evidence: 'CERT_HAS_EXPIRED' }, 'One line.'),
			},
			facts,
		);
		assert.deepEqual(text.split('\n').slice(0, 16), [
			'Latchkey diagnosis',
			'Latchkey: 0.1.0',
			'VS Code: 1.107.0',
			'Method: API key (auth key by its prefix)',
			'Target: generativelanguage.googleapis.com',
			'',
			'[ok] Clock',
			'    This machine’s clock agrees.',
			'[skipped] Name lookup',
			'    The proxy looks names up.',
			'[FAILED] Proxy and TLS',
			'    One line.',
			text.split('\n')[12],
			'    h.example',
			'    CERT_HAS_EXPIRED',
			'[–] Credential source',
		]);
		assert.match(text, /network-tls: /);
	});

	it('of a person names neither them nor their project nor their folder', async () => {
		const bed = machineBed(emulator);
		const added = await addSignIn(bed, emulator);
		const { email } = emulator.oauth.accounts.personal;
		emulator.oauth.addProject('allletters');
		const profile = await answerOf(bed.store.edit(added.id, { quotaProject: 'allletters', name: 'Ada Lovelace' }));
		const { results } = await diagnosed(diagnosePorts(bed), profile);
		const told = {
			...results,
			source: failedBy({ cause: 'source-failed', evidence: 'source profile “Ada Lovelace”: EACCES' }, `of ${email}`),
			model: failedBy({ cause: 'storage-failed', evidence: 'EACCES /home/ada/x' }, 'C:\\Users\\ada\\y'),
		};
		const text = diagnosisReport(profile, told, facts);
		assert.doesNotMatch(text, /ada|lovelace|allletters|@/i);
		assert.match(text, /projects\/\[project\]|\[…\]/);
	});
});

describe('a marker', () => {
	/** A server that repeats whatever it is sent, over several lines and with what turns a line around. */
	const echoing = (secret: string) =>
		({
			kind: 'respond',
			status: 403,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				error: {
					code: 403,
					status: 'PERMISSION_DENIED',
					message: `Denied\r\n\u2028\u202e<b>for ${secret}</b>`,
					details: [
						{
							'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
							reason: 'SERVICE_DISABLED',
							domain: 'googleapis.com',
							metadata: { consumer: `projects/${secret}`, service: secret },
						},
					],
				},
			}),
		}) as const;

	async function secretsIn(bed: ReturnType<typeof machineBed>, profile: Profile): Promise<readonly string[]> {
		const stored = await answerOf(bed.store.secretOf(profile));
		const token = profile.method === 'api-key' ? undefined : await bed.tokens.get(profile, signal);
		const { oauth } = stored.startsWith('{') ? (JSON.parse(stored) as { oauth: Record<string, unknown> }) : {};
		return [
			...(stored.startsWith('{') ? [] : [stored]),
			...(token?.kind === 'answered' ? [token.value.accessToken] : []),
			...['clientSecret', 'refreshToken', 'privateKey'].flatMap((name) => {
				const value = oauth?.[name];
				return typeof value === 'string' ? [value] : [];
			}),
		];
	}

	const cases: Readonly<Record<string, (bed: ReturnType<typeof machineBed>) => Promise<Profile>>> = {
		'an API key': (bed) => answerOf(bed.store.add(draft('Work'), 'a-secret-marker-of-a-key')),
		'a sign-in': (bed) => addSignIn(bed, emulator),
		'a service account': (bed) => bed.addServiceAccount(emulator.serviceAccounts.seeded.runner),
		'a pasted token': (bed) => bed.addToken('a-secret-marker-of-a-token'),
	};
	for (const [name, add] of Object.entries(cases)) {
		for (const path of ['/v1beta/models', ':countTokens', ':testIamPermissions', '/tokeninfo']) {
			it(`of ${name} is in no event and no report, whatever ${path} echoes`, async () => {
				const bed = machineBed(emulator);
				const profile = await add(bed);
				const secrets = await secretsIn(bed, profile);
				assert.ok(secrets.length > 0);
				emulator.failAll({ ...echoing(secrets.join(' ')), match: { path } });
				const said = await diagnosed(diagnosePorts(bed), profile);
				const text = diagnosisReport(profile, said.results, facts);
				const told = JSON.stringify(said.events) + text;
				for (const secret of secrets) {
					assert.ok(!told.includes(secret) && !told.includes(JSON.stringify(secret).slice(1, -1)), secret.slice(0, 9));
				}
				assert.doesNotMatch(text, /[\r\u2028\u202e]/u);
			});
		}
	}
});

describe('default credentials', () => {
	const machineWith = (file?: object) => {
		const config = mkdtempSync(join(folder, 'gcloud-'));
		if (file) {
			writeFileSync(join(config, 'application_default_credentials.json'), JSON.stringify(file));
		}
		return nodeMachine({ CLOUDSDK_CONFIG: config, GCE_METADATA_HOST: new URL(emulator.origin).host });
	};

	it('are found with the places that were looked at, whose paths are not told', async () => {
		const key = JSON.parse(await emulator.serviceAccounts.keyJson(emulator.serviceAccounts.seeded.runner)) as object;
		const machine = machineWith(key);
		const bed = machineBed(emulator, machine);
		const said = await diagnosed(diagnosePorts(bed, { machine: async () => machine }), await bed.addAdc());
		assert.deepEqual(failures(said), []);
		assert.match(said.results.source.lines.join('\n'), /variable is not set[\s\S]*file of gcloud: The key of/);
		assert.ok(!JSON.stringify(said.events).includes(folder));
	});

	it('that are nowhere fail at their source, and the report has no path', async () => {
		const machine = machineWith();
		const bed = machineBed(emulator, machine);
		const profile = await bed.addAdc();
		const said = await diagnosed(diagnosePorts(bed, { machine: async () => machine }), profile);
		assert.deepEqual(failures(said), ['source: adc-not-found']);
		assert.ok(!diagnosisReport(profile, said.results, facts).includes(folder));
		assert.deepEqual(failures(await diagnosed(diagnosePorts(bed), profile)), ['source: adc-not-found']);
	});
});
