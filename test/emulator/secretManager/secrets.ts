import { seededKeys } from '../apiKeys.ts';
import { seededProjects } from '../projects.ts';

/** What a version can be (google/cloud/secretmanager/v1/resources.proto); the payload of a destroyed one is gone. */
export type VersionState = 'ENABLED' | 'DISABLED' | 'DESTROYED';

export type SecretVersion = { readonly payload: Buffer; state: VersionState };

/** Where a secret lies: global, or in one location alone, which are two different secrets of the same id. */
export type SecretPlace = { readonly projectNumber: string; readonly location?: string | undefined };

export const seededSecret = 'gemini-key';

/** By number where the path has an id: answers and errors name the number. */
export const secretName = ({ projectNumber, location }: SecretPlace, secretId: string) =>
	`projects/${projectNumber}${location === undefined ? '' : `/locations/${location}`}/secrets/${secretId}`;

/** Secrets by name, with their versions in order: the first is version 1. */
export class Secrets {
	readonly #versions = new Map<string, SecretVersion[]>();
	/** Every checksum that is sent is wrong, as if the payload were damaged on its way. */
	wrongChecksums = false;

	constructor() {
		this.add(secretName(seededProjects.first, seededSecret), Buffer.from(seededKeys.valid));
	}

	/** The number of the new version. */
	add(name: string, payload: Buffer): number {
		const versions = this.#versions.get(name) ?? [];
		this.#versions.set(name, versions);
		return versions.push({ payload, state: 'ENABLED' });
	}

	/** Oldest first; none where there is no such secret. */
	versionsOf(name: string): readonly SecretVersion[] {
		return this.#versions.get(name) ?? [];
	}
}
