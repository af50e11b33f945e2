import type { AuditTrail, Clock, FolderFiles } from '../ports.ts';

/** What only a machine has, and a browser has not. */
export type MachinePorts = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly files: FolderFiles;
};

/** The folder that is open, and whether a person trusts it. */
export type OpenFolder = {
	isTrusted(): boolean;
	/** Path on this machine's disk; undefined where no folder of it is open. */
	path(): string | undefined;
};

export type SourcePorts = {
	/** Absent in the browser. */
	readonly machine?: MachinePorts | undefined;
	readonly folder: OpenFolder;
	readonly clock: Clock;
	readonly audit: AuditTrail;
	/** How long a value stays in memory, in milliseconds. */
	readonly life: () => number;
};
