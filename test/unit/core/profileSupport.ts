import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Cause } from '../../../src/core/errors/cause.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { vaultKey } from '../../../src/core/profiles/profile.ts';
import type { NewProfile } from '../../../src/core/profiles/profileChanges.ts';
import { ProfileStore } from '../../../src/core/profiles/profileStore.ts';
import { systemRandom } from '../../../src/net/platform.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { MemoryDocument, MemoryLock } from '../../fakes/memoryDocument.ts';
import { MemoryVault } from '../../fakes/memoryVault.ts';
import { RecordingAudit } from '../../fakes/recordingAudit.ts';

/** Longer than anybody waits for a keyring, in milliseconds. */
export const longAfter = 16 * 60_000;

/** Writes and then says that it failed, from its n-th write on. */
export class ComplainingDocument extends MemoryDocument {
	quietFor = Number.POSITIVE_INFINITY;

	override async write(text: string): Promise<void> {
		await super.write(text);
		if (this.quietFor-- <= 0) {
			throw new Error('The disk may be full.');
		}
	}
}

/** Everything a store stands on, in memory. Two stores over the same ports are two windows. */
export function memoryPorts({ index = new MemoryDocument(), vault = new MemoryVault() } = {}) {
	return {
		index,
		vault,
		lock: new MemoryLock(),
		audit: new RecordingAudit(),
		clock: new ManualClock(),
		random: systemRandom,
	};
}

export function setUp(replacements: { index?: MemoryDocument; vault?: MemoryVault } = {}) {
	const ports = memoryPorts(replacements);
	return { ...ports, ports, store: new ProfileStore(ports) };
}

export const draft = (name: string): NewProfile => ({ name, method: 'api-key', keyKind: 'other' });

export async function answerOf<T>(outcome: Promise<Outcome<T>>): Promise<T> {
	const awaited = await outcome;
	assert.ok(awaited.kind === 'answered', JSON.stringify(awaited));
	return awaited.value;
}

/** The cause of a failure, with what was noted about it behind a colon. */
export async function faultOf(outcome: Promise<Outcome<unknown>>): Promise<Cause | `${Cause}: ${string}`> {
	const awaited = await outcome;
	assert.ok(awaited.kind === 'failed', awaited.kind);
	const { cause, evidence } = awaited.failure;
	return evidence === undefined ? cause : `${cause}: ${evidence}`;
}

/** Name and secret of every profile, in order; each has to be readable. */
export async function secretsOf(store: ProfileStore): Promise<[name: string, secret: string][]> {
	const profiles = await answerOf(store.list());
	return Promise.all(
		profiles.map(async (each): Promise<[string, string]> => [each.name, await answerOf(store.secretOf(each))]),
	);
}

/** The keys that the vault is to hold: those of the listed profiles and no other, in order. */
export const keysOf = async (store: ProfileStore): Promise<string[]> =>
	(await answerOf(store.list())).map(vaultKey).sort();

/** When everything in memory that was under way has come to an end. */
export const settled = (): Promise<void> => setTimeout(10);
