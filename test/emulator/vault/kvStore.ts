import type { JsonObject } from '../json.ts';

/** A version of a secret. What is deleted can be brought back; what is destroyed is gone. */
export type KvVersion = {
	readonly data: JsonObject;
	/** In milliseconds since 1970; so the time of deletion. */
	readonly created: number;
	deleted: number | undefined;
	destroyed: boolean;
};

/** Where a secret lies; `secret` is the mount unless another is named, and the namespace is the root's. */
export type KvRef = { readonly path: string; readonly mount?: string; readonly namespace?: string };

export const joinPath = (...parts: readonly string[]) =>
	parts
		.flatMap((part) => part.split('/'))
		.filter((part) => part !== '')
		.join('/');

/** The name of a mount with the namespaces it lies in, as they stand one after the other in a path. */
export const mountName = ({ mount = 'secret', namespace = '' }: Omit<KvRef, 'path'>) => joinPath(namespace, mount);

/** Key/value engines of version 2 (https://developer.hashicorp.com/vault/docs/secrets/kv/kv-v2). */
export class KvStore {
	/** Mount to path to versions, the first of which is version 1. */
	readonly #mounts = new Map<string, Map<string, KvVersion[]>>();

	addMount(name: string): void {
		this.#mounts.set(name, this.#mounts.get(name) ?? new Map());
	}

	/** The mount a whole path leads to, and the rest of the path behind it. */
	findMount(path: string): { readonly mount: string; readonly rest: string } | undefined {
		const mount = [...this.#mounts.keys()]
			.filter((name) => path === name || path.startsWith(`${name}/`))
			.sort((a, b) => b.length - a.length)[0];
		return mount === undefined ? undefined : { mount, rest: path.slice(mount.length + 1) };
	}

	put(mount: string, path: string, data: JsonObject, now: number): number {
		this.addMount(mount);
		const secrets = this.#mounts.get(mount) ?? new Map<string, KvVersion[]>();
		const versions = secrets.get(path) ?? [];
		secrets.set(path, versions);
		return versions.push({ data, created: now, deleted: undefined, destroyed: false });
	}

	versionsOf(mount: string, path: string): readonly KvVersion[] {
		return this.#mounts.get(mount)?.get(path) ?? [];
	}
}
