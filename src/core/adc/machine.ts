/** What a file says, or why nothing. */
export type FileRead =
	| { readonly kind: 'read'; readonly text: string }
	| { readonly kind: 'missing' }
	/** `reason`: a word of the system, such as `EACCES`. */
	| { readonly kind: 'unreadable'; readonly reason: string };

/** What a server of the machine itself says, or why nothing. Names of headers in lower case. */
export type LocalAnswer =
	| {
			readonly kind: 'answered';
			readonly status: number;
			readonly headers: Readonly<Record<string, string | undefined>>;
			readonly body: string;
	  }
	| { readonly kind: 'silent'; readonly reason: string };

export type LocalRequest = {
	readonly method: 'GET' | 'PUT';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	/** In milliseconds. */
	readonly timeout: number;
	readonly signal: AbortSignal;
};

/** The machine the extension host runs on: of a remote window, the remote one. Absent in the web, which has none of this. */
export type Machine = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly isWindows: boolean;
	readonly home: string;
	/** Files longer than a credential can be are unreadable. */
	readonly readFile: (path: string) => Promise<FileRead>;
	/** Plain http to the machine itself, or to the metadata server of its cloud; no proxy is asked. */
	readonly askLocally: (request: LocalRequest) => Promise<LocalAnswer>;
};
