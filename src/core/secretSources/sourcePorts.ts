import type { TokenCache } from '../credentials/tokenCache.ts';
import type { Outcome } from '../outcome.ts';
import type { AuditTrail, Clock, CommandRunner, FolderFiles, HttpTransport, Random } from '../ports.ts';
import type { Profile } from '../profiles/profile.ts';

/** What only a machine has, and a browser has not. */
export type MachinePorts = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly files: FolderFiles;
	readonly commands: CommandRunner;
	/** Where commands are run that need no other folder. */
	readonly home: string;
};

/** What a command's output is taken for: a secret, or the proof of who a workload is. */
export type CommandPurpose = 'secret' | 'proof';

/** What a person allows: just these arguments, for this purpose, and where they matter, in this folder and with these variables set. */
export type CommandQuestion = {
	/** The program, and its arguments. */
	readonly command: readonly string[];
	readonly purpose: CommandPurpose;
	readonly folder?: string | undefined;
	/** Set beside what the environment has already. */
	readonly environment?: Readonly<Record<string, string>> | undefined;
};

/** A person's yes to a command, given once for all of the question. */
export type CommandConsent = {
	given(question: CommandQuestion): Promise<boolean>;
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
	/** Of the profile by whose token another place is opened. */
	readonly profiles: () => Promise<Outcome<readonly Profile[]>>;
	readonly tokens: () => Promise<Pick<TokenCache, 'get' | 'renew'>>;
	readonly folder: OpenFolder;
	readonly consent: CommandConsent;
	readonly transport: HttpTransport;
	readonly random: Random;
	readonly clock: Clock;
	readonly audit: AuditTrail;
	/** How long a value stays in memory, in milliseconds. */
	readonly life: () => number;
};
