import type { Profile } from './profile.ts';
import { readProfile } from './readProfile.ts';

/**
 * Version of the stored form. A newer one is refused, never overwritten; an older one would migrate in `read`. (1 was
 * never released.)
 */
const version = 2;

/** A key of the vault that no profile names: to be deleted by whoever writes the index next and finds it old enough. */
export type Leftover = { readonly key: string; readonly since: number };

/** Since when a leftover is noted that may be deleted at once, and that no profile will ever name again. */
export const doomed = 0;

/** Everything about the profiles of this machine but their secrets. */
export type ProfileIndex = {
	/** Grows with each change, so that every window can tell whether it has seen it. */
	readonly revision: number;
	/** Id of the profile used where neither folder nor window says otherwise. */
	readonly defaultId?: string;
	readonly profiles: readonly Profile[];
	readonly leftovers: readonly Leftover[];
};

/** Why a stored document cannot be used: it comes from a newer Latchkey, or it does not parse. */
export type IndexFault = 'newer' | 'damaged';

export const emptyIndex: ProfileIndex = { revision: 0, profiles: [], leftovers: [] };

/** The stored index, read. */
export function readProfileIndex(text: string | undefined): ProfileIndex | IndexFault {
	if (text === undefined) {
		return emptyIndex;
	}
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return 'damaged';
	}
	const stored = (json ?? {}) as Record<string, unknown>;
	if (typeof stored['version'] === 'number' && stored['version'] > version) {
		return 'newer';
	}
	const { revision, profiles, leftovers, defaultId } = stored;
	if (stored['version'] !== version || typeof revision !== 'number' || !Array.isArray(profiles)) {
		return 'damaged';
	}
	const read = profiles.map(readProfile);
	const noted = (Array.isArray(leftovers) ? leftovers : []).map(readLeftover);
	// Dropping what does not parse would delete it at the next write.
	if (!isWhole(read) || !isWhole(noted)) {
		return 'damaged';
	}
	return { revision, profiles: read, leftovers: noted, ...(typeof defaultId === 'string' ? { defaultId } : {}) };
}

export const writeProfileIndex = (index: ProfileIndex): string =>
	`${JSON.stringify({ version, ...index }, null, '\t')}\n`;

/** Parses one stored leftover; undefined where it is none. */
export function readLeftover(value: unknown): Leftover | undefined {
	const { key, since } = (value ?? {}) as Record<string, unknown>;
	return typeof key === 'string' && typeof since === 'number' ? { key, since } : undefined;
}

const isWhole = <T>(values: readonly (T | undefined)[]): values is readonly T[] => !values.includes(undefined);
