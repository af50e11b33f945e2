import { joinPath, type KvStore, type KvVersion } from './kvStore.ts';
import { type VaultReply, vaultAnswer, vaultErrors } from './vaultReply.ts';

/**
 * `GET /v1/:mount/data/:path?version=` (https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#read-secret-version).
 * `path` is that of the call with its namespaces in front. A version that was deleted is answered like one that is there,
 * but with 404 and without its data.
 */
export function readSecret(store: KvStore, path: string, wantedVersion: string | null): VaultReply {
	const found = store.findMount(path);
	if (found === undefined) {
		return vaultErrors(404, `no handler for route "${path}". route entry not found.`);
	}
	const secretPath = /^data\/(.+)$/.exec(found.rest)?.[1];
	if (secretPath === undefined) {
		return vaultAnswer(404, null, [
			'Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API endpoints to use. If ' +
				"using the Vault CLI, use 'vault kv get' for this operation.",
		]);
	}
	if (wantedVersion !== null && !/^-?\d+$/.test(wantedVersion)) {
		return vaultErrors(
			400,
			`error converting input ${wantedVersion} for field "version": strconv.ParseInt: parsing "${wantedVersion}": ` +
				'invalid syntax',
		);
	}
	const versions = store.versionsOf(found.mount, joinPath(secretPath));
	// None and 0 are the newest.
	const number = Number(wantedVersion ?? 0) || versions.length;
	const version = versions[number - 1];
	return version === undefined ? vaultErrors(404) : tell(version, number);
}

function tell({ data, created, deleted, destroyed }: KvVersion, number: number): VaultReply {
	const isGone = destroyed || deleted !== undefined;
	return vaultAnswer(isGone ? 404 : 200, {
		data: isGone ? null : data,
		metadata: {
			created_time: timeOf(created),
			custom_metadata: null,
			deletion_time: deleted === undefined ? '' : timeOf(deleted),
			destroyed,
			version: number,
		},
	});
}

/** RFC 3339 with nanoseconds, as Go writes them. */
const timeOf = (ms: number) => new Date(ms).toISOString().replace('Z', '000000Z');
