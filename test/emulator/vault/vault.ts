import type { JsonObject } from '../json.ts';
import { listenOnLoopback } from '../listen.ts';
import { joinPath, type KvRef, KvStore, type KvVersion, mountName } from './kvStore.ts';
import { serveVaultCall, type VaultCall, type VaultState } from './serveVaultCall.ts';
import { newVaultToken } from './vaultToken.ts';

/** HashiCorp Vault with key/value engines of version 2, played by a server of its own: its paths would meet Google's. */
export type Vault = {
	/** `http://127.0.0.1:PORT`, what `VAULT_ADDR` is set to. */
	readonly origin: string;
	/** The root's. */
	readonly token: string;
	readonly calls: readonly VaultCall[];
	/** Gives the number of the new version. The mount and its namespaces are made where they are not there. */
	put(secret: KvRef, data: JsonObject): number;
	/** The newest version unless another is named; so below. */
	delete(secret: KvRef, version?: number): void;
	undelete(secret: KvRef, version?: number): void;
	destroy(secret: KvRef, version?: number): void;
	/** A token for paths that begin so, for example `secret/data/gemini`. */
	addToken(...beginnings: readonly string[]): string;
	revokeToken(token: string): void;
	seal(): void;
	unseal(): void;
	close(): Promise<void>;
};

/** There is a mount `secret` with nothing in it. */
export async function startVault(
	options: { readonly port?: number; readonly clock?: () => number } = {},
): Promise<Vault> {
	const clock = options.clock ?? Date.now;
	const token = newVaultToken();
	const state: VaultState = { store: new KvStore(), tokens: new Map([[token, 'root']]), sealed: false };
	state.store.addMount(mountName({}));
	const calls: VaultCall[] = [];
	const { port, servers } = await listenOnLoopback((message, response) => {
		calls.push(serveVaultCall(message, response, state));
	}, options.port);
	const change = (act: (version: KvVersion) => void) => (secret: KvRef, number?: number) => {
		const versions = state.store.versionsOf(mountName(secret), joinPath(secret.path));
		const version = versions[(number ?? versions.length) - 1];
		if (version === undefined) {
			throw new TypeError(`There is no version ${number ?? ''} of ${secret.path}.`);
		}
		act(version);
	};
	return {
		origin: `http://127.0.0.1:${port}`,
		token,
		calls,
		put: (secret, data) => state.store.put(mountName(secret), joinPath(secret.path), data, clock()),
		delete: change((version) => {
			version.deleted ??= clock();
		}),
		undelete: change((version) => {
			version.deleted = undefined;
		}),
		destroy: change((version) => {
			version.destroyed = true;
		}),
		addToken: (...beginnings) => {
			const added = newVaultToken();
			state.tokens.set(added, beginnings);
			return added;
		},
		revokeToken: (revoked) => {
			state.tokens.delete(revoked);
		},
		seal: () => {
			state.sealed = true;
		},
		unseal: () => {
			state.sealed = false;
		},
		close: async () => {
			for (const server of servers) {
				server.closeAllConnections();
			}
			await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
		},
	};
}
