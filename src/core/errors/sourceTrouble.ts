/** What keeps a secret that lies elsewhere from being had. */
export type SourceFault =
	// Any source
	| 'source-unreadable'
	| 'not-here'
	| 'value-unusable'
	| 'key-file-unusable'
	| 'key-file-of-another'
	| 'client-secret-empty'
	// Environment variables and .env files
	| 'variable-unset'
	| 'no-folder'
	| 'folder-untrusted'
	| 'file-missing'
	| 'file-outside'
	| 'file-too-large'
	| 'file-unreadable'
	| 'name-missing'
	| 'quote-open'
	// Commands
	| 'command-declined'
	| 'command-missing'
	| 'command-failed'
	| 'command-silent'
	| 'command-too-much'
	| 'command-too-long'
	| 'command-killed'
	// Of a workload identity
	| 'proof-missing'
	// HashiCorp Vault
	| 'vault-token-unset'
	| 'vault-denied'
	| 'vault-sealed'
	| 'vault-deleted'
	| 'vault-destroyed'
	| 'vault-nothing'
	| 'vault-no-version'
	| 'vault-no-engine'
	| 'vault-no-key'
	| 'vault-no-text'
	| 'vault-strange'
	// Google's Secret Manager
	| 'manager-profile-gone'
	| 'manager-profile-a-key'
	| 'manager-profile-loop'
	| 'manager-no-token'
	| 'manager-refused'
	| 'manager-denied'
	| 'manager-nothing'
	| 'manager-disabled'
	| 'manager-destroyed'
	| 'manager-checksum'
	| 'manager-strange';

/** With what it means, in whole sentences, which are made where the secret is fetched and loaded with that alone. */
export type SourceTrouble = { readonly fault: SourceFault; readonly sentence: string };
