import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { callerFor } from '../../../src/core/credentials/callerFor.ts';
import { serviceAccountToken } from '../../../src/core/credentials/serviceAccountTokens.ts';
import { TokenCache } from '../../../src/core/credentials/tokenCache.ts';
import { wordsOf } from '../../../src/core/errors/catalogue/catalogue.ts';
import { countTokens } from '../../../src/core/gemini/calls.ts';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import { writeOAuthSecret } from '../../../src/core/oauth/oauthSecret.ts';
import { Transcript } from '../../../src/core/oauth/transcript.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { ServiceAccountProfile, Signing } from '../../../src/core/profiles/profile.ts';
import { readKeyFile } from '../../../src/core/serviceAccounts/keyFile.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { WebOAuth } from '../../../src/net/oauth/oauthProtocol.ts';
import { WebSigner } from '../../../src/net/oauth/webSigner.ts';
import { systemClock, systemRandom } from '../../../src/net/platform.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { answerOf, setUp } from '../core/profileSupport.ts';

let emulator: Emulator;
let skewMs = 0;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());
afterEach(() => {
	emulator.clearFaults();
	skewMs = 0;
});

const clock = { ...systemClock, now: () => Date.now() + skewMs };
const { signal } = new AbortController();

/** A profile with the key of an account of the emulator, and what calls with it. */
async function setUpAccount(email: string, signing: Signing = 'exchange', subject?: string) {
	const read = readKeyFile(await emulator.serviceAccounts.keyJson(email));
	assert.ok(read.ok);
	const { key } = read;
	const bed = setUp();
	const added = await answerOf(
		bed.store.add(
			{
				method: 'service-account',
				name: 'Robot',
				email: key.email,
				keyId: key.keyId,
				projectId: key.projectId,
				scopes: ['https://www.googleapis.com/auth/cloud-platform'],
				signing,
				...(subject ? { subject } : {}),
			},
			writeOAuthSecret({ privateKey: key.privateKey }),
		),
	);
	assert.ok(added.method === 'service-account');
	const door = readEmulatorDoor({
		'oauth2.googleapis.com': emulator.origin,
		'generativelanguage.googleapis.com': emulator.origin,
	});
	const transport = new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 5_000 }, systemClock);
	const protocol = new WebOAuth({ transport, clock, random: systemRandom, transcript: new Transcript(clock) });
	const signer = new WebSigner();
	const tokens = new TokenCache(clock, (profile, _, aborting) =>
		serviceAccountToken(
			{
				store: bed.store,
				secrets: () => assert.fail('its key is in the vault'),
				protocol: async () => protocol,
				signer,
				clock,
				audit: bed.audit,
			},
			profile as ServiceAccountProfile,
			aborting,
		),
	);
	const sources = {
		store: bed.store,
		signIn: async () => ({ tokens }),
		secrets: () => assert.fail('no secret lies elsewhere'),
		transport,
		clock: systemClock,
		random: systemRandom,
	};
	const count = async (): Promise<Outcome<number>> => {
		const caller = await callerFor(sources, added, signal);
		return caller.kind === 'answered'
			? countTokens({ ...caller.value }, { model: 'gemini-flash-latest', prompt: 'Hello' })
			: caller;
	};
	return { ...bed, profile: added, tokens, count, key };
}

const tokenRequests = () => emulator.calls.filter(({ path }) => path === '/token').length;
const causeOf = (outcome: Outcome<unknown>) => (outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind);

describe('a service account', () => {
	for (const signing of ['exchange', 'self-signed'] as const) {
		it(`calls Gemini, ${signing}`, async () => {
			const { runner } = emulator.serviceAccounts.seeded;
			const { count } = await setUpAccount(runner, signing);
			const before = tokenRequests();
			assert.ok((await answerOf(count())) > 0);
			assert.equal(tokenRequests() - before, signing === 'exchange' ? 1 : 0);
		});
	}

	it('asks for one token however many call, and for another when that has ended', async () => {
		const { tokens, profile } = await setUpAccount(emulator.serviceAccounts.seeded.runner);
		const before = tokenRequests();
		const all = await Promise.all(Array.from({ length: 1000 }, () => answerOf(tokens.get(profile, signal))));
		assert.equal(new Set(all.map(({ accessToken }) => accessToken)).size, 1);
		assert.equal(tokenRequests() - before, 1);
		skewMs = 3_700_000;
		// By then the server’s clock is another, which refuses the times: that a token was asked for is what counts here.
		await tokens.get(profile, signal);
		assert.equal(tokenRequests() - before, 2);
	});

	it('that Google does not take any more says why', async () => {
		const { seeded } = emulator.serviceAccounts;
		const { count: ofKey } = await setUpAccount(seeded.keyDeleted);
		assert.equal(causeOf(await ofKey()), 'jwt-signature-invalid');
		const { count: ofDeleted } = await setUpAccount(seeded.deleted);
		assert.equal(causeOf(await ofDeleted()), 'service-account-not-found');
	});

	it('may act for a person only where that is delegated', async () => {
		const { count } = await setUpAccount(emulator.serviceAccounts.seeded.runner, 'exchange', 'mary@example.com');
		assert.equal(causeOf(await count()), 'delegation-denied');
	});

	it('on a machine with a wrong clock is told by how much, in minutes', async () => {
		skewMs = 25 * 60_000;
		const { count } = await setUpAccount(emulator.serviceAccounts.seeded.runner);
		const outcome = await count();
		assert.equal(causeOf(outcome), 'jwt-time-invalid');
		assert.match(outcome.kind === 'failed' ? wordsOf(outcome.failure).sentence : '', /2[56] minutes ahead/);
	});

	it('whose token is refused has it renewed once', async () => {
		const { count } = await setUpAccount(emulator.serviceAccounts.seeded.runner);
		await answerOf(count());
		const before = tokenRequests();
		emulator.failNext({ kind: 'error', name: 'token-expired', match: { path: ':countTokens' } });
		assert.ok((await answerOf(count())) > 0);
		assert.equal(tokenRequests() - before, 1);
	});

	it('leaves nothing of its key in audit or failure', async () => {
		const { count, audit, key } = await setUpAccount(emulator.serviceAccounts.seeded.keyDeleted);
		const outcome = await count();
		const marker = key.privateKey.slice(100, 140);
		assert.ok(!JSON.stringify([outcome, audit.events]).includes(marker));
		assert.doesNotMatch(JSON.stringify(outcome), /eyJ/);
	});
});
