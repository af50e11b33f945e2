import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { callerFor } from '../../../src/core/credentials/callerFor.ts';
import { serviceAccountToken } from '../../../src/core/credentials/serviceAccountTokens.ts';
import { TokenCache } from '../../../src/core/credentials/tokenCache.ts';
import { countTokens } from '../../../src/core/gemini/calls.ts';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import { Transcript } from '../../../src/core/oauth/transcript.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { Profile, ServiceAccountProfile, Signing } from '../../../src/core/profiles/profile.ts';
import { keptElsewhere, type SecretSource, type StoredSource } from '../../../src/core/secretSources/secretSource.ts';
import { readKeyFile } from '../../../src/core/serviceAccounts/keyFile.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { WebOAuth } from '../../../src/net/oauth/oauthProtocol.ts';
import { WebSigner } from '../../../src/net/oauth/webSigner.ts';
import { systemClock, systemRandom } from '../../../src/net/platform.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { answerOf, setUp } from '../core/profileSupport.ts';
import { setUpSources } from '../core/secretSources/sourceSupport.ts';

let emulator: Emulator;
beforeEach(async () => {
	await emulator?.close();
	emulator = await startEmulator();
});
after(() => emulator.close());

const { signal } = new AbortController();
const environment = { kind: 'environment', name: 'GOOGLE_CREDENTIALS' };

/** A window whose profiles are service accounts with their key files elsewhere. */
function setUpWindow() {
	const bed = setUp();
	const door = readEmulatorDoor({
		'oauth2.googleapis.com': emulator.origin,
		'generativelanguage.googleapis.com': emulator.origin,
		'secretmanager.googleapis.com': emulator.origin,
	});
	const transport = new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 5_000 }, systemClock);
	const transcript = new Transcript(systemClock);
	const protocol = new WebOAuth({ transport, clock: systemClock, random: systemRandom, transcript });
	const signer = new WebSigner();
	const sourced = setUpSources({ transport, profiles: () => bed.store.list(), tokens: async () => tokens });
	const ports = {
		store: bed.store,
		secrets: async () => sourced.secrets,
		protocol: async () => protocol,
		signer,
		clock: systemClock,
		audit: bed.audit,
	};
	const tokens: TokenCache = new TokenCache(systemClock, (profile, rejected, aborting) =>
		serviceAccountToken(ports, profile as ServiceAccountProfile, aborting, rejected),
	);
	const sources = {
		store: bed.store,
		signIn: async () => ({ tokens }),
		secrets: async () => sourced.secrets,
		transport,
		clock: systemClock,
		random: systemRandom,
	};
	const add = async (json: string, source: StoredSource, signing: Signing = 'exchange') => {
		const read = readKeyFile(json);
		assert.ok(read.ok);
		const { email, keyId, projectId } = read.key;
		const scopes = ['https://www.googleapis.com/auth/cloud-platform'];
		const facts = { email, keyId, projectId, scopes, signing, source };
		return answerOf(bed.store.add({ method: 'service-account', name: `Robot ${email}`, ...facts }, keptElsewhere));
	};
	const count = async (profile: Profile): Promise<Outcome<number>> => {
		const caller = await callerFor(sources, profile, signal);
		return caller.kind === 'answered'
			? countTokens(caller.value, { model: 'gemini-flash-latest', prompt: 'Hello' })
			: caller;
	};
	const set = (json: string) => Object.assign(sourced.environment, { GOOGLE_CREDENTIALS: json });
	return { ...bed, sourced, transcript, tokens, add, count, set };
}

const faultOf = (outcome: Outcome<unknown>) =>
	outcome.kind === 'failed' ? (outcome.failure.source?.fault ?? outcome.failure.cause) : outcome.kind;

describe('a key file that is kept elsewhere', () => {
	for (const signing of ['exchange', 'self-signed'] as const) {
		it(`calls Gemini, ${signing}, and stands in neither index nor vault`, async () => {
			const json = await emulator.serviceAccounts.keyJson(emulator.serviceAccounts.seeded.runner);
			const window = setUpWindow();
			window.set(json);
			const profile = await window.add(json, environment, signing);
			assert.ok((await answerOf(window.count(profile))) > 0);
			const kept = JSON.stringify([
				await window.index.read(),
				[...window.vault.secrets.values()],
				[window.audit.events, window.sourced.audit.events, window.transcript.entries],
			]);
			assert.ok(!kept.includes('PRIVATE KEY'));
		});

		it(`that was replaced is fetched once more, ${signing}`, async () => {
			const { serviceAccounts } = emulator;
			const { runner } = serviceAccounts.seeded;
			const old = await serviceAccounts.keyJson(runner);
			const window = setUpWindow();
			window.set(old);
			const profile = await window.add(old, environment, signing);
			await answerOf(window.count(profile));
			const keyId = serviceAccounts.addKey(runner);
			serviceAccounts.deleteKey(runner, JSON.parse(old).private_key_id);
			window.set(await serviceAccounts.keyJson(runner, keyId));
			assert.ok(profile.method === 'service-account');
			window.tokens.forget(profile);
			assert.ok((await answerOf(window.count(profile))) > 0);
		});
	}

	it('of another account is not used', async () => {
		const { serviceAccounts } = emulator;
		const window = setUpWindow();
		const profile = await window.add(await serviceAccounts.keyJson(serviceAccounts.seeded.runner), environment);
		window.set(await serviceAccounts.keyJson(serviceAccounts.seeded.other));
		assert.equal(faultOf(await window.count(profile)), 'key-file-of-another');
		window.set('{"type":"authorized_user"}');
		window.sourced.secrets.forget();
		assert.equal(faultOf(await window.count(profile)), 'key-file-unusable');
		assert.deepEqual(emulator.calls, []);
	});

	it('in Secret Manager is opened by another profile; two that wait for each other are refused', async () => {
		const { serviceAccounts, secrets } = emulator;
		const { runner, other } = serviceAccounts.seeded;
		const window = setUpWindow();
		const json = await serviceAccounts.keyJson(runner);
		window.set(json);
		const opener = await window.add(json, environment);
		const otherJson = await serviceAccounts.keyJson(other);
		secrets.addVersion({ secretId: 'robot' }, otherJson);
		const name = 'projects/latchkey-emulator/secrets/robot/versions/latest';
		const source: SecretSource = { kind: 'secret-manager', name, profileId: opener.id };
		const behind = await window.add(otherJson, source);
		const outcome = await window.tokens.get(behind as ServiceAccountProfile, signal);
		assert.equal(outcome.kind, 'answered');
		const back: SecretSource = { ...source, profileId: behind.id };
		const ring = (profile: Profile): Profile => ({ ...profile, source: back }) as Profile;
		await answerOf(window.store.replaceSecret(opener.id, keptElsewhere, ring));
		window.sourced.secrets.forget();
		window.tokens.forget(behind as ServiceAccountProfile);
		const refused = await window.tokens.get(behind as ServiceAccountProfile, signal);
		assert.equal(faultOf(refused), 'manager-profile-loop');
	});
});
