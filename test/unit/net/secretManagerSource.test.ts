import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { TokenCache } from '../../../src/core/credentials/tokenCache.ts';
import { wordsOf } from '../../../src/core/errors/catalogue/catalogue.ts';
import type { Failure } from '../../../src/core/errors/failure.ts';
import type { SourceFault } from '../../../src/core/errors/sourceTrouble.ts';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import { answered, failed } from '../../../src/core/outcome.ts';
import type { HttpTransport } from '../../../src/core/ports.ts';
import type { TokenProfile } from '../../../src/core/profiles/profile.ts';
import type { SecretManagerSource, SecretSource } from '../../../src/core/secretSources/secretSource.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { systemClock } from '../../../src/net/platform.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { retriever } from '../../emulator/oauth/scopes.ts';
import { ScriptedTransport } from '../../fakes/scriptedTransport.ts';
import { aProfile } from '../core/aProfile.ts';
import { machineProfile } from '../core/credentials/tokenSupport.ts';
import { answerOf } from '../core/profileSupport.ts';
import { setUpSources } from '../core/secretSources/sourceSupport.ts';

const marker = 'a-marker-of-a-secret';
const robot: TokenProfile = { ...machineProfile(), id: 'robot', name: 'Robot' };
const secretId = 'gemini-key';

let emulator: Emulator;
beforeEach(async () => {
	await emulator?.close();
	emulator = await startEmulator();
});
after(() => emulator.close());

type Different = {
	readonly token?: string | undefined;
	readonly transport?: HttpTransport;
};

/** A window with a profile for the emulator's service account, and one key. */
function setUpManager({ token, transport }: Different = {}) {
	const { seeded } = emulator.serviceAccounts;
	const given: string[] = [];
	const door = readEmulatorDoor({ 'secretmanager.googleapis.com': emulator.origin });
	const tokens = new TokenCache(systemClock, async (profile) => {
		const accessToken = token ?? emulator.serviceAccounts.giveToken(seeded.runner);
		given.push(accessToken);
		return answered({ token: { accessToken, obtainedAt: Date.now(), scopes: [] }, profile });
	});
	const bed = setUpSources({
		transport: transport ?? new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 5_000 }, systemClock),
		profiles: async () => answered([aProfile({ id: 'key', name: 'Key' }), robot]),
		tokens: async () => tokens,
	});
	const failureOf = async (source: SecretSource): Promise<Failure> => {
		const outcome = await bed.get(source);
		assert.ok(outcome.kind === 'failed', outcome.kind);
		const told = JSON.stringify([outcome, wordsOf(outcome.failure), bed.audit.events]);
		assert.ok(!told.includes(marker) && given.every((each) => !told.includes(each)));
		return outcome.failure;
	};
	return { ...bed, given, failureOf };
}

const source = (name = `projects/latchkey-emulator/secrets/${secretId}/versions/latest`): SecretManagerSource => ({
	kind: 'secret-manager',
	name,
	profileId: 'robot',
});

describe('a secret in Secret Manager', () => {
	it('is had: the newest version, or the one that is named', async () => {
		emulator.secrets.addVersion({ secretId }, 'second, with ü');
		const { get } = setUpManager();
		assert.equal(await answerOf(get(source())), 'second, with ü');
		assert.equal(
			await answerOf(get(source(`projects/latchkey-emulator/secrets/${secretId}/versions/1`))),
			emulator.keys.valid,
		);
	});

	it('of a region is had from there', async () => {
		emulator.secrets.addVersion({ secretId, location: 'europe-west3' }, 'regional');
		const { get } = setUpManager();
		const name = `projects/latchkey-emulator/locations/europe-west3/secrets/${secretId}/versions/1`;
		assert.equal(await answerOf(get(source(name))), 'regional');
	});

	it('is asked for at its own host alone, by the token of the profile that opens it', async () => {
		const body = '{"payload":{"data":"aw==","dataCrc32c":"1"}}';
		const transport = new ScriptedTransport({ chunks: [body] });
		const { failureOf } = setUpManager({ transport, token: 'the-token' });
		await failureOf(source('projects/p/locations/europe-west3/secrets/s/versions/1'));
		await failureOf(source('projects/p/secrets/s/versions/1'));
		assert.deepEqual(
			transport.sent.map(({ request, options }) => [request.url, options.credential]),
			['secretmanager.europe-west3.rep.googleapis.com', 'secretmanager.googleapis.com'].map((host, index) => [
				`https://${host}/v1/projects/p/${index === 0 ? 'locations/europe-west3/' : ''}secrets/s/versions/1:access`,
				{ header: 'authorization', value: 'Bearer the-token', allowedHosts: [host] },
			]),
		);
	});

	it('of a token that has just ended is asked for once more', async () => {
		const { get, given } = setUpManager();
		emulator.failNext({ kind: 'error', name: 'token-expired', match: { path: ':access' } });
		assert.equal(await answerOf(get(source())), emulator.keys.valid);
		assert.equal(given.length, 2);
	});

	const cases: readonly (readonly [what: string, fault: SourceFault, make: () => string | undefined, says: RegExp])[] =
		[
			['there is not', 'manager-nothing', () => 'projects/latchkey-emulator/secrets/gone/versions/1', /secrets\/gone/],
			['of no such version', 'manager-nothing', () => `projects/latchkey-emulator/secrets/${secretId}/versions/7`, /7/],
			[
				'disabled',
				'manager-disabled',
				() => void emulator.secrets.setVersionState({ secretId }, 1, 'DISABLED'),
				/Enable/,
			],
			[
				'destroyed',
				'manager-destroyed',
				() => void emulator.secrets.setVersionState({ secretId }, 1, 'DESTROYED'),
				/gone/,
			],
			['damaged on its way', 'manager-checksum', () => void emulator.secrets.sendWrongChecksums(true), /CRC32C/],
			['in a project there is not', 'manager-refused', () => 'projects/nowhere/secrets/s/versions/1', /“Robot”/],
		];
	for (const [what, fault, make, says] of cases) {
		it(`${what} is told so, in words of its own`, async () => {
			const name = make();
			const failure = await setUpManager().failureOf(source(name));
			assert.deepEqual([failure.cause, failure.source?.fault], ['source-failed', fault]);
			assert.match(wordsOf(failure).sentence, says);
		});
	}

	it('that the account may not read says which role is wanted', async () => {
		const { serviceAccounts } = emulator;
		const { failureOf } = setUpManager({ token: serviceAccounts.giveToken(serviceAccounts.seeded.other) });
		const failure = await failureOf(source());
		assert.equal(failure.source?.fault, 'manager-denied');
		assert.match(wordsOf(failure).sentence, /“Robot”.*roles\/secretmanager\.secretAccessor/);
	});

	it('says whose token is not good for it', async () => {
		const { serviceAccounts } = emulator;
		const narrow = serviceAccounts.giveToken(serviceAccounts.seeded.runner, [retriever]);
		for (const token of [narrow, 'a-token-of-nobody']) {
			const failure = await setUpManager({ token }).failureOf(source());
			assert.equal(failure.source?.fault, 'manager-refused');
			assert.match(wordsOf(failure).sentence, /“Robot”/);
		}
	});

	it('says who gives no token', async () => {
		const tokens = new TokenCache(systemClock, async () => failed({ cause: 'signed-out' }));
		const { get } = setUpSources({ profiles: async () => answered([robot]), tokens: async () => tokens });
		const outcome = await get(source());
		assert.ok(outcome.kind === 'failed');
		assert.equal(outcome.failure.source?.fault, 'manager-no-token');
		assert.match(wordsOf(outcome.failure).sentence, /“Robot”.*[Ss]ign in/);
	});

	it('is not asked for with a key, or by a profile that is gone', async () => {
		const { failureOf } = setUpManager();
		assert.equal((await failureOf({ ...source(), profileId: 'key' })).source?.fault, 'manager-profile-a-key');
		assert.equal((await failureOf({ ...source(), profileId: 'gone' })).source?.fault, 'manager-profile-gone');
		assert.deepEqual(emulator.calls, []);
	});

	for (const body of [
		'<html>',
		'null',
		'{}',
		'{"payload":null}',
		'{"payload":{"data":7}}',
		`{"payload":{"data":"${marker}!"}}`,
		`{"payload":{"data":"${Buffer.from(marker).toString('base64')}"}}`,
	]) {
		it(`is not taken from what is no answer: ${body}`, async () => {
			const { failureOf } = setUpManager({ transport: new ScriptedTransport({ chunks: [body] }), token: 'the-token' });
			const { cause, source: trouble } = await failureOf(source());
			assert.equal(cause, 'source-failed');
			assert.match(trouble?.fault ?? '', /^manager-(?:strange|checksum)$/);
		});
	}
});
