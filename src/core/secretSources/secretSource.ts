/** An environment variable of the extension host. */
export type EnvironmentSource = { readonly kind: 'environment'; readonly name: string };

/** A line of a `.env` file; `path` is relative to the workspace folder, with slashes. */
export type DotenvSource = { readonly kind: 'dotenv'; readonly path: string; readonly name: string };

/** What a program prints; by an argument list, without a shell. */
export type CommandSource = {
	readonly kind: 'command';
	/** The program, and its arguments. */
	readonly command: readonly string[];
	readonly timeoutSeconds: number;
};

/** A key of a secret in HashiCorp Vault's key/value engine, version 2. */
export type VaultSource = {
	readonly kind: 'vault';
	/** `https://host[:port][/path]`, as in VAULT_ADDR. */
	readonly address: string;
	readonly mount: string;
	readonly path: string;
	readonly key: string;
	/** Of the secret; absent: the newest. */
	readonly version?: number;
	readonly namespace?: string;
	/** Where the token lies that opens it. */
	readonly token: EnvironmentSource;
};

/** A version of a secret in Google's Secret Manager. */
export type SecretManagerSource = {
	readonly kind: 'secret-manager';
	/** `projects/p/secrets/s/versions/v`, with `locations/l` behind the project where it is a regional one. */
	readonly name: string;
	/** Of the profile whose token opens it. */
	readonly profileId: string;
};

/**
 * Where a secret lies that Latchkey does not store. By reference means by reference: the value is fetched when it is
 * needed, stays in memory for a while, and is never written anywhere.
 */
export type SecretSource = EnvironmentSource | DotenvSource | CommandSource | VaultSource | SecretManagerSource;
export type SourceKind = SecretSource['kind'];

/** A source as the index has it: what it says beside its kind is read where it is used, by `readSource`. */
export type StoredSource = { readonly kind: string };

/**
 * Stands in the vault where the secret of a profile lies elsewhere, so that such a profile is written, replaced, cloned,
 * deleted and brought back like any other, and what is in memory for its former key is never taken for its own. Not empty:
 * VS Code's secret storage in memory takes an empty text for none.
 */
export const keptElsewhere = 'latchkey:kept-elsewhere';
