import type { Machine } from '../../../src/core/adc/machine.ts';
import { callerFor } from '../../../src/core/credentials/callerFor.ts';
import type { TokenCache } from '../../../src/core/credentials/tokenCache.ts';
import { tokensByMethod } from '../../../src/core/credentials/tokensByMethod.ts';
import { UserTokens } from '../../../src/core/credentials/userTokens.ts';
import { countTokens } from '../../../src/core/gemini/calls.ts';
import { doorHosts, readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import { writeOAuthSecret } from '../../../src/core/oauth/oauthSecret.ts';
import { Transcript } from '../../../src/core/oauth/transcript.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { HttpRequest, HttpTransport } from '../../../src/core/ports.ts';
import type { Profile, TokenProfile } from '../../../src/core/profiles/profile.ts';
import type { SourcedSecrets } from '../../../src/core/secretSources/sourcedSecrets.ts';
import { readKeyFile } from '../../../src/core/serviceAccounts/keyFile.ts';
import { webDigest } from '../../../src/net/federation/webDigest.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { WebOAuth } from '../../../src/net/oauth/oauthProtocol.ts';
import { WebSigner } from '../../../src/net/oauth/webSigner.ts';
import { systemClock, systemRandom } from '../../../src/net/platform.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { MemoryLock } from '../../fakes/memoryDocument.ts';
import { answerOf, setUp } from '../core/profileSupport.ts';
import { setUpSources } from '../core/secretSources/sourceSupport.ts';

export const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

export const { signal } = new AbortController();

export const causeOf = (outcome: Outcome<unknown>) =>
	outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind;

/** A window's profiles and tokens, with real parts against the emulator; every Google host is led there. */
export function machineBed(
	emulator: Emulator,
	machine?: Machine,
	origins: Readonly<Record<string, string>> = {},
	elsewhere?: SourcedSecrets,
) {
	const bed = setUp();
	const time = { skewMs: 0 };
	const clock = { ...systemClock, now: () => Date.now() + time.skewMs };
	const door = readEmulatorDoor({
		...Object.fromEntries(doorHosts.map((host) => [host, emulator.origin])),
		...origins,
	});
	const real = new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 5_000 }, systemClock);
	const sent: HttpRequest[] = [];
	const transport: HttpTransport = {
		send: (request, options) => {
			sent.push(request);
			return real.send(request, options);
		},
	};
	const transcript = new Transcript(clock);
	const minting = { transport, clock, random: systemRandom, transcript };
	const protocol = new WebOAuth(minting);
	const lock = new MemoryLock();
	const sourced = setUpSources({ transport, profiles: () => bed.store.list(), tokens: async () => tokens });
	const secrets = async () => elsewhere ?? sourced.secrets;
	const source = { store: bed.store, secrets, protocol: async () => protocol, audit: bed.audit, clock };
	const users = new UserTokens({ ...source, lockOf: () => lock, onSignInEnded: () => undefined });
	const tokens: TokenCache = tokensByMethod({
		...source,
		...minting,
		signer: new WebSigner(),
		digest: webDigest,
		users,
		machine: machine && (async () => machine),
	});
	const sources = { ...source, ...minting, signIn: async () => ({ tokens }), clock: systemClock };
	return {
		...bed,
		ports: { ...source, ...minting, digest: webDigest },
		time,
		/** What was to be sent, without its credential. */
		sent,
		transcript,
		protocol,
		sourced,
		tokens,
		/** Counts the tokens of a word, as a prompt would be sent. */
		count: async (profile: Profile): Promise<Outcome<number>> => {
			const caller = await callerFor(sources, profile, signal);
			return caller.kind === 'answered'
				? countTokens({ ...caller.value }, { model: 'gemini-flash-latest', prompt: 'Hello' })
				: caller;
		},
		addAdc: async () =>
			(await answerOf(
				bed.store.add({ method: 'adc', name: 'Default', scopes: [cloudPlatform] }, writeOAuthSecret({})),
			)) as TokenProfile,
		addServiceAccount: async (email: string, name = 'Robot'): Promise<Profile> => {
			const read = readKeyFile(await emulator.serviceAccounts.keyJson(email));
			if (!read.ok) {
				throw new Error(read.message);
			}
			const { privateKey, ...facts } = read.key;
			return answerOf(
				bed.store.add(
					{ method: 'service-account', name, ...facts, scopes: [cloudPlatform], signing: 'exchange' },
					writeOAuthSecret({ privateKey }),
				),
			);
		},
		addToken: (accessToken: string, name = 'Pasted'): Promise<Profile> =>
			answerOf(
				bed.store.add(
					{ method: 'access-token', name, account: '', scopes: [] },
					writeOAuthSecret({ access: { accessToken, obtainedAt: Date.now(), scopes: [] } }),
				),
			),
	};
}
