import * as l10n from '@vscode/l10n';
import { keyKindOf } from '../credentials/keyKind.ts';
import { isOAuthSecret } from '../oauth/oauthSecret.ts';
import { answered, cancelled, failed, type Outcome } from '../outcome.ts';
import type { AuditTrail, Clock } from '../ports.ts';
import { keptElsewhere } from '../secretSources/secretSource.ts';
import { damagedIndex, repairIndex } from './indexRepair.ts';
import { type Profile, vaultKey } from './profile.ts';
import { doomed, type Leftover, readLeftover } from './profileIndex.ts';
import type { ProfileStore } from './profileStore.ts';
import { readProfile } from './readProfile.ts';
import type { SecretKeeper } from './secretKeeper.ts';

/** `aside`: where the damaged index lies now. `kept` profiles could be read in it, `recovered` ones come from the vault. */
export type Repair = { readonly aside: string; readonly kept: number; readonly recovered: number };

type Ports = { readonly store: ProfileStore; readonly audit: AuditTrail; readonly clock: Clock };

/**
 * Makes a new index out of a damaged one, which is put aside: with the profiles that can be read in it, and one for each
 * secret of the vault that none of them has. Fails where the vault cannot be asked, since what it holds could not be
 * recovered later. Answers undefined where nothing was damaged. Where the signal is aborted nothing is changed, however
 * late the vault answers.
 */
export async function repairProfiles(
	{ store, audit, clock }: Ports,
	signal?: AbortSignal,
): Promise<Outcome<Repair | undefined>> {
	const { keeper, secrets, random } = store.parts;
	let kept = 0;
	const recovered: Profile[] = [];
	const outcome = await repairIndex(keeper, async (damaged) => {
		const { profiles, leftovers, defaultId } = salvage(damaged);
		kept = profiles.length;
		const orphans = await orphansOf(profiles, leftovers, secrets);
		if (orphans.kind !== 'answered') {
			return orphans;
		}
		for (const secret of orphans.value) {
			const profile: Profile = {
				id: random.uuid(),
				secretVersion: random.uuid(),
				name: nameBeside([...profiles, ...recovered]),
				method: 'api-key',
				keyKind: keyKindOf(secret),
				createdAt: clock.now(),
			};
			recovered.push(profile);
			// Under a key of its own: windows on other machines may share the vault and still use the one it was found under.
			const unstored = await secrets.store(vaultKey(profile), secret);
			if (unstored) {
				return failed(unstored);
			}
		}
		if (signal?.aborted) {
			return cancelled;
		}
		return answered({
			revision: clock.now(),
			profiles: [...profiles, ...recovered],
			leftovers,
			...(defaultId ? { defaultId } : {}),
		});
	});
	// Every secret of the vault has been read.
	secrets.forget();
	if (outcome.kind !== 'answered' || outcome.value === undefined) {
		await discard(recovered, store);
		return outcome.kind === 'answered' ? answered(undefined) : outcome;
	}
	const repair = { aside: outcome.value, kept, recovered: recovered.length };
	audit.record({ type: 'profiles-repaired', ...repair });
	return answered(repair);
}

type Salvage = {
	readonly profiles: readonly Profile[];
	readonly leftovers: readonly Leftover[];
	readonly defaultId: string | undefined;
};

/** What can be read in a text: profiles, which of them is the default, what is doomed; whatever is around them or missing. */
function salvage(text: string): Salvage {
	const profiles = new Map<string, Profile>();
	const leftovers = new Map<string, Leftover>();
	const starts: number[] = [];
	// Strings are matched whole, since a name may hold braces.
	for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[{}]/g)) {
		if (token === '{') {
			starts.push(index);
		} else if (token === '}') {
			const value = parsed(text.slice(starts.pop() ?? index, index + 1));
			const profile = readProfile(value);
			const leftover = readLeftover(value);
			if (profile) {
				profiles.set(profile.id, profile);
			} else if (leftover?.since === doomed) {
				leftovers.set(leftover.key, leftover);
			}
		}
	}
	for (const profile of profiles.values()) {
		leftovers.delete(vaultKey(profile));
	}
	// Within a string, such as a name, the quotes would be escaped.
	const defaults = [...text.matchAll(/"defaultId"\s*:\s*"([^"\\]+)"/g)].map(([, id = '']) => id);
	return {
		profiles: [...profiles.values()],
		leftovers: [...leftovers.values()],
		defaultId: defaults.findLast((id) => profiles.has(id)),
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Secrets of the vault that none of these profiles has and that are not doomed, each once. */
async function orphansOf(
	profiles: readonly Profile[],
	leftovers: readonly Leftover[],
	secrets: SecretKeeper,
): Promise<Outcome<readonly string[]>> {
	const keys = await secrets.keys();
	if (keys.kind !== 'answered') {
		return keys;
	}
	const known = new Set<string>();
	const whole = new Set<string>();
	for (const profile of profiles) {
		const secret = await ifThere(secrets.get(vaultKey(profile)));
		if (secret.kind !== 'answered') {
			return secret;
		}
		if (secret.value !== undefined) {
			known.add(secret.value);
			whole.add(profile.id);
		}
	}
	const orphans = new Set<string>();
	for (const key of keys.value) {
		const id = /^profile\/([^/]+)\//.exec(key)?.[1];
		if (id === undefined || whole.has(id) || leftovers.some((each) => each.key === key)) {
			continue;
		}
		const secret = await ifThere(secrets.get(key));
		if (secret.kind !== 'answered') {
			return secret;
		}
		// A sign-in is worth nothing without the client it was made with, which stood in the index: it has to be made again.
		if (secret.value !== undefined && !known.has(secret.value) && isKey(secret.value)) {
			orphans.add(secret.value);
		}
	}
	return answered([...orphans]);
}

const isKey = (secret: string): boolean => !isOAuthSecret(secret) && secret !== keptElsewhere;

/** A secret that is missing is undefined here, and no failure. */
async function ifThere(reading: Promise<Outcome<string>>): Promise<Outcome<string | undefined>> {
	const secret = await reading;
	return secret.kind === 'failed' && secret.failure.cause === 'secret-missing' ? answered(undefined) : secret;
}

/** The first of `Recovered key 1`, `Recovered key 2` and so on that none of these has. */
function nameBeside(others: readonly Profile[]): string {
	for (let number = 1; ; number++) {
		const name = l10n.t('Recovered key {0}', number);
		if (others.every((each) => each.name !== name)) {
			return name;
		}
	}
}

/** Deletes copies of secrets that were made in vain. Where it cannot be told whether the index names them they stay. */
async function discard(copies: readonly Profile[], store: ProfileStore): Promise<void> {
	const { keeper, secrets } = store.parts;
	const index = await keeper.read();
	const damaged = await damagedIndex(keeper);
	const isDamaged = damaged.kind === 'answered' && damaged.value !== undefined;
	const named = index.kind === 'answered' ? index.value.profiles : isDamaged ? [] : copies;
	for (const copy of copies) {
		if (named.every(({ id }) => id !== copy.id)) {
			await secrets.delete(vaultKey(copy));
		}
	}
}
