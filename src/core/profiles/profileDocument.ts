import { type Profile, readProfile } from './profile.ts';

/** Version of the stored form. A newer one is refused, never overwritten; an older one would migrate in `read`. */
const version = 1;

/** Why a stored document cannot be used: it comes from a newer Latchkey, or it does not parse. */
export type DocumentFault = 'newer' | 'damaged';

/** The stored index of profiles, read. */
export function readProfileDocument(text: string | undefined): readonly Profile[] | DocumentFault {
	if (text === undefined) {
		return [];
	}
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return 'damaged';
	}
	const document = (json ?? {}) as Record<string, unknown>;
	if (typeof document['version'] === 'number' && document['version'] > version) {
		return 'newer';
	}
	if (document['version'] !== version || !Array.isArray(document['profiles'])) {
		return 'damaged';
	}
	const profiles = document['profiles'].map(readProfile);
	// Dropping what does not parse would delete it at the next write.
	return profiles.every((profile) => profile !== undefined) ? profiles : 'damaged';
}

export const writeProfileDocument = (profiles: readonly Profile[]): string =>
	`${JSON.stringify({ version, profiles }, null, '\t')}\n`;
