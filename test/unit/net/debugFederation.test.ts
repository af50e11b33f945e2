import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readConfigurationText } from '../../../src/core/federation/configuration.ts';
import { debugFederation } from '../../../src/core/federation/debugFederation.ts';
import { nodeMachine } from '../../../src/node/nodeMachine.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { answerOf } from '../core/profileSupport.ts';
import { cloudPlatform, machineBed, signal } from './machineSupport.ts';

let emulator: Emulator;
const folder = mkdtempSync(join(tmpdir(), 'latchkey-debug-'));
const file = join(folder, 'token');
before(async () => {
	emulator = await startEmulator();
});
after(async () => {
	await emulator.close();
	rmSync(folder, { recursive: true });
});

/** Goes the way of a provider with a proof of these claims. */
async function debug(
	claims: Readonly<Record<string, unknown>> = {},
	{ provider = emulator.federation.providers.oidc as string, email = undefined as string | undefined } = {},
) {
	const { federation } = emulator;
	const proof = await federation.subjectToken(claims, provider);
	writeFileSync(file, proof);
	const text = federation.credentialJson(provider, {
		source: { file },
		...(email === undefined ? {} : { serviceAccount: email }),
	});
	const read = readConfigurationText(text);
	assert.ok(read.ok);
	const { ports } = machineBed(emulator, nodeMachine({}));
	const steps = await answerOf(
		debugFederation({ ...ports, machine: nodeMachine({}) }, read.configuration, [cloudPlatform], signal),
	);
	const all = JSON.stringify(steps);
	assert.ok(!all.includes(proof), 'the proof itself is not told');
	assert.ok(!all.includes('ya29.'), 'no token is told');
	return { results: steps.map(({ result }) => result), lines: steps.flatMap(({ lines }) => lines).join('\n'), steps };
}

describe('the way from a proof to a token, step by step', () => {
	it('that leads to the end passes at each, and tells claims, answer and condition', async () => {
		const { results, lines } = await debug();
		assert.deepEqual(results, ['passed', 'passed', 'passed']);
		assert.match(lines, /header alg: RS256/);
		assert.match(lines, /claim iss: https:\/\/issuer\.example/);
		assert.match(lines, /HTTP 200: an access token, good for \d+ s/);
		assert.match(lines, /attribute condition: met/);
	});

	it('whose attribute condition refuses says so, and what it is to be compared with', async () => {
		emulator.federation.addProvider('conditional', { condition: { repository: 'org/repo' } });
		const { results, lines } = await debug({ repository: 'org/fork' }, { provider: 'conditional' });
		assert.deepEqual(results, ['passed', 'passed', 'failed']);
		assert.match(lines, /claim repository: org\/fork/);
		assert.match(lines, /unauthorized_client: .*attribute condition/);
		assert.match(lines, /attribute condition: refused/);
	});

	it('with a stale proof fails where it is read and where it is sent', async () => {
		const { results, lines } = await debug({ iat: 1, exp: 600 });
		assert.deepEqual(results, ['passed', 'failed', 'failed']);
		assert.match(lines, /It ended \d+ days ago/);
		assert.match(lines, /attribute condition: not looked at/);
	});

	it('without a proof asks Google nothing', async () => {
		const before = emulator.calls.length;
		const read = readConfigurationText(
			emulator.federation.credentialJson(emulator.federation.providers.oidc, {
				source: { file: join(folder, 'nowhere') },
				serviceAccount: 'robot@p.iam.gserviceaccount.com',
			}),
		);
		assert.ok(read.ok);
		const { ports } = machineBed(emulator, nodeMachine({}));
		const steps = await answerOf(
			debugFederation({ ...ports, machine: nodeMachine({}) }, read.configuration, [], signal),
		);
		assert.deepEqual(
			steps.map(({ result }) => result),
			['failed', 'skipped', 'skipped', 'skipped'],
		);
		assert.match(steps[0]?.lines.join('\n') ?? '', /nowhere: no such file/);
		assert.equal(emulator.calls.length, before);
	});

	it('to an account ends there, allowed or not', async () => {
		const email = emulator.serviceAccounts.add('of-debugging');
		const denied = await debug({}, { email });
		assert.deepEqual(denied.results, ['passed', 'passed', 'passed', 'failed']);
		assert.match(denied.lines, /HTTP 403/);
		emulator.serviceAccounts.allowImpersonation(emulator.federation.principalOf('workload'), email);
		assert.deepEqual((await debug({}, { email })).results, ['passed', 'passed', 'passed', 'passed']);
	});
});
