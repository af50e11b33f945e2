/** What keeps a secret that lies elsewhere from being had. The words to it stand in the catalogue. */
export type SourceFault =
	// Any source
	| 'source-unreadable'
	| 'not-here'
	| 'value-unusable'
	// Environment variables and .env files
	| 'variable-unset'
	| 'no-folder'
	| 'folder-untrusted'
	| 'file-missing'
	| 'file-outside'
	| 'file-too-large'
	| 'file-unreadable'
	| 'name-missing'
	| 'quote-open';

/** `what` is the thing that it is about, by name: a variable, a file, a program, a host. Never a value. */
export type SourceTrouble = { readonly fault: SourceFault; readonly what?: string; readonly more?: string };
