import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { PluggableAuthClient } from 'google-auth-library';
import { wordsOf } from '../../../src/core/errors/catalogue/catalogue.ts';
import { writeOAuthSecret } from '../../../src/core/oauth/oauthSecret.ts';
import type { WorkloadIdentityProfile } from '../../../src/core/profiles/profile.ts';
import { nodeMachine } from '../../../src/node/nodeMachine.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { answerOf } from '../core/profileSupport.ts';
import { setUpSources } from '../core/secretSources/sourceSupport.ts';
import { causeOf, cloudPlatform, machineBed, signal } from './machineSupport.ts';

let emulator: Emulator;
const folder = mkdtempSync(join(tmpdir(), 'latchkey-executable-'));
const jwt = 'urn:ietf:params:oauth:token-type:jwt';
before(async () => {
	emulator = await startEmulator();
	emulator.federation.allowUse(emulator.federation.principalOf('workload'));
});
after(async () => {
	await emulator.close();
	rmSync(folder, { recursive: true });
});
afterEach(() => emulator.clearFaults());

let scripts = 0;
/** A program that answers with this text, and notes each time what it is told by the environment. */
function programOf(text: string, end = 0) {
	const base = join(folder, `script-${scripts++}`);
	const [script, log] = [`${base}.mjs`, `${base}.log`];
	writeFileSync(
		script,
		`import { appendFileSync } from 'node:fs';
const told = Object.entries(process.env).filter(([name]) => /^GOOGLE_EXTERNAL_ACCOUNT_(?!ALLOW)/.test(name)).sort();
appendFileSync(${JSON.stringify(log)}, JSON.stringify(told) + '\\n');
process.stdout.write(${JSON.stringify(text)});
process.exitCode = ${end};`,
	);
	const runs = () => {
		try {
			return readFileSync(log, 'utf8').trim().split('\n');
		} catch {
			return [];
		}
	};
	return { command: `"${process.execPath}" ${script}`, runs };
}

const answerWith = async (more: object = {}) =>
	JSON.stringify({
		version: 1,
		success: true,
		token_type: jwt,
		id_token: await emulator.federation.subjectToken(),
		expiration_time: Math.floor(Date.now() / 1000) + 600,
		...more,
	});

async function bedOf(executable: object, options: Parameters<typeof setUpSources>[0] = {}) {
	const { federation } = emulator;
	const text = federation.credentialJson(federation.providers.oidc, { source: { executable } });
	const sources = setUpSources(options);
	const bed = machineBed(emulator, nodeMachine({}), {}, sources.secrets);
	const profile = (await answerOf(
		bed.store.add(
			{ method: 'workload-identity', name: 'Workload', audience: 'a', proofFrom: 's', scopes: [cloudPlatform] },
			writeOAuthSecret({ configuration: text }),
		),
	)) as WorkloadIdentityProfile;
	return { bed, text, asked: sources.asked, profile, count: () => bed.count(profile) };
}

describe('a workload identity by an executable', () => {
	it('runs it after a yes to its very arguments, and calls Gemini; however many call, it runs once', async () => {
		const { command, runs } = programOf(await answerWith());
		const { bed, profile, asked, count } = await bedOf({ command });
		await Promise.all(Array.from({ length: 50 }, () => answerOf(bed.tokens.get(profile, signal))));
		assert.equal(causeOf(await count()), 'answered');
		assert.equal(runs().length, 1);
		assert.equal(asked.length, 1);
		assert.deepEqual(asked[0]?.command, [process.execPath, command.split(' ').at(-1)]);
		assert.deepEqual([asked[0]?.purpose, asked[0]?.folder], ['proof', undefined]);
		assert.match(asked[0]?.environment?.['GOOGLE_EXTERNAL_ACCOUNT_AUDIENCE'] ?? '', /^\/\/iam\.googleapis\.com\//);
	});

	it('runs nothing without a yes, or where what is open is not trusted, and asks Google nothing', async () => {
		const { command, runs } = programOf(await answerWith());
		const before = emulator.calls.length;
		const declined = await bedOf({ command }, { isAllowed: false });
		assert.equal(causeOf(await declined.count()), 'consent-refused');
		const untrusted = await bedOf({ command }, { isTrusted: false });
		const refused = await untrusted.count();
		assert.ok(refused.kind === 'failed');
		assert.equal(refused.failure.source?.fault, 'folder-untrusted');
		assert.deepEqual([untrusted.asked, runs(), emulator.calls.length], [[], [], before]);
	});

	it('takes what the program left in its file as long as that holds, and runs nothing for it', async () => {
		const { command, runs } = programOf(await answerWith());
		const file = join(folder, 'left.json');
		writeFileSync(file, await answerWith());
		const kept = await bedOf({ command, output_file: file }, { isAllowed: false });
		assert.equal(causeOf(await kept.count()), 'answered');
		assert.equal(runs().length, 0);
		const inAYear = Math.floor(Date.now() / 1000) + 31_536_000;
		for (const stale of [
			{ expiration_time: 1 },
			{ expiration_time: inAYear },
			{ expiration_time: undefined },
			{ success: false },
			{ version: 7 },
		]) {
			writeFileSync(file, await answerWith(stale));
			const before = runs().length;
			assert.equal(causeOf(await (await bedOf({ command, output_file: file })).count()), 'answered');
			assert.equal(runs().length, before + 1, JSON.stringify(stale));
		}
	});

	it('lets go of what was left in its file where Google refuses it, and runs the program once', async () => {
		const { command, runs } = programOf(await answerWith());
		const file = join(folder, 'of-another.json');
		writeFileSync(
			file,
			await answerWith({ id_token: await emulator.federation.subjectToken({ aud: 'https://other.example' }) }),
		);
		assert.equal(causeOf(await (await bedOf({ command, output_file: file })).count()), 'answered');
		assert.equal(runs().length, 1);
		const other = programOf(
			await answerWith({ id_token: await emulator.federation.subjectToken({ iss: 'https://other.example' }) }),
		);
		const bed = await bedOf({ command: other.command, output_file: file });
		assert.equal(causeOf(await bed.count()), 'federation-invalid');
		assert.equal(other.runs().length, 1);
	});

	it('that ends with another code is not believed, whatever it says of success', async () => {
		const outcome = await (await bedOf({ command: programOf(await answerWith(), 1).command })).count();
		assert.equal(outcome.kind === 'failed' && outcome.failure.source?.fault, 'command-failed');
	});

	const faults: readonly [name: string, text: string | object, end: number, says: RegExp][] = [
		['that prints nothing', '', 0, /printed nothing/],
		['that ends badly and says nothing', '', 3, /ended with the code 3/],
		['that prints too much', 'x'.repeat(70_000), 0, /more than 64 KB/],
		['that prints no JSON', 'a-marker-of-a-proof', 0, /no JSON object/],
		[
			'that says it failed',
			{ version: 1, success: false, code: '401', message: 'Log in first.' },
			1,
			/401: Log in first/,
		],
		['whose proof is over', { expiration_time: 1 }, 0, /expiration_time/],
	];
	for (const [name, said, end, says] of faults) {
		it(`${name} is one clear message, and Google is asked nothing`, async () => {
			const text = typeof said === 'string' ? said : await answerWith(said);
			const before = emulator.calls.length;
			const outcome = await (await bedOf({ command: programOf(text, end).command })).count();
			assert.ok(outcome.kind === 'failed');
			assert.equal(outcome.failure.cause, 'source-failed');
			const words = `${wordsOf(outcome.failure).sentence} ${outcome.failure.evidence ?? ''}`;
			assert.match(words, says);
			assert.ok(!words.includes('marker'));
			assert.equal(emulator.calls.length, before);
		});
	}

	it('that hangs is stopped when its time is over', async () => {
		const script = join(folder, 'hangs.mjs');
		writeFileSync(script, 'setInterval(() => 0, 1000);');
		const outcome = await (await bedOf({ command: `"${process.execPath}" ${script}`, timeout_millis: 5000 })).count();
		assert.equal(outcome.kind === 'failed' && outcome.failure.source?.fault, 'command-too-long');
	});

	it('is told by its environment what google-auth-library tells it, and the proof goes the same way', async () => {
		const { command, runs } = programOf(await answerWith());
		const file = join(folder, 'never-left.json');
		const { bed, profile, text } = await bedOf({ command, output_file: file });
		await answerOf(bed.tokens.get(profile, signal));
		process.env['GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES'] = '1';
		try {
			const theirs = new PluggableAuthClient(JSON.parse(text));
			const proof = await theirs.retrieveSubjectToken();
			const our = bed.sent.find(({ url }) => url.endsWith('/v1/token'))?.body ?? '';
			assert.equal(new URLSearchParams(our).get('subject_token'), proof);
		} finally {
			delete process.env['GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES'];
		}
		const [ours, theirs] = runs();
		assert.equal(ours, theirs);
		assert.match(ours ?? '', /GOOGLE_EXTERNAL_ACCOUNT_AUDIENCE/);
	});
});
