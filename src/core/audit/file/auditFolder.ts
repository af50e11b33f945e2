/** The folder the log's files lie in. Names are paths from there, with `/`. Everything rejects with what the file system says. */
export type AuditFolder = {
	/** The files right in it, or in a folder of it, in the order of their names; none where there is no such folder. */
	list(folder?: string): Promise<readonly AuditFile[]>;
	/** The bytes from `from` on to before `to`; fewer where the file ends before. */
	read(name: string, from: number, to: number): Promise<Uint8Array>;
	/**
	 * Appends in one write, so that windows do not mix their lines, on a line of its own even where the last one has no end. On disk
	 * when it resolves, with the size of the file then.
	 */
	append(name: string, bytes: Uint8Array): Promise<number>;
	/** The whole text of a small file; undefined where there is none. */
	readText(name: string): Promise<string | undefined>;
	/** Replaces the whole of a small file in one step; on disk when it resolves. */
	replace(name: string, text: string): Promise<void>;
	/** Deletes a file; none is as good. */
	remove(name: string): Promise<void>;
};

/** `size`: in bytes. */
export type AuditFile = { readonly name: string; readonly size: number };

/** SHA-256 in lower-case hexadecimal digits (FIPS 180-4). At once, for a chain waits for each of its links. */
export type Sha256 = (bytes: Uint8Array) => string;

/** What the log is written and judged with. */
export type AuditFiles = { readonly folder: AuditFolder; readonly sha256: Sha256 };
