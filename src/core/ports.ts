/**
 * The doors of the house: everything core needs from outside, as types. Adapters live in net/, node/ and vscode/ and
 * are handed in by extension.ts; tests hand in small real-behaving fakes.
 */

import type { AuditEvent } from './audit/event.ts';

export type Disposable = { dispose(): void };

/** Keeps secrets; VS Code's SecretStorage in the product. Rejects when the platform's store cannot be reached. */
export type SecretVault = {
	/** The keys under which something is kept. Windows on other machines may share the store, so some may be theirs. */
	keys(): PromiseLike<readonly string[]>;
	get(key: string): PromiseLike<string | undefined>;
	store(key: string, value: string): PromiseLike<void>;
	delete(key: string): PromiseLike<void>;
	/** Calls back with the key of what was stored or deleted. Not every platform tells of other windows. */
	onDidChange(listener: (key: string) => void): Disposable;
};

/** One named text document that holds no secret. Writing replaces the whole of it, or nothing. */
export type DocumentStore = {
	/** The text; undefined where nothing was ever written. */
	read(): Promise<string | undefined>;
	write(text: string): Promise<void>;
	/** Keeps the text as it is under a name of its own beside it, and answers that name. */
	keepAside(): Promise<string>;
	/** Calls back when the document may have been written, by this window or another; at times without need. */
	onDidChange(listener: () => void): Disposable;
};

/**
 * Keeps the windows of one machine, or of one browser, out of each other's way. `work` is to be short: a holder that
 * has been silent for some seconds counts as dead and is passed over, which it learns from `isHeld` before it commits.
 * Rejects with a LockBusy when the lock is not had in time, and with whatever `work` rejects with.
 */
export type Lock = {
	hold<T>(work: (isHeld: () => Promise<boolean>) => Promise<T>): Promise<T>;
};

/** A small value that outlives the window and holds no secret (a Memento in the product). */
export type Cell = {
	get(): string | undefined;
	set(value: string | undefined): Promise<void>;
};

export type Clock = {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Calls back once after `ms` milliseconds unless disposed before. */
	after(ms: number, callback: () => void): Disposable;
};

export type Random = {
	/** A random UUID, RFC 9562 version 4. */
	uuid(): string;
	/** A random number from 0 to below 1. */
	fraction(): number;
};

/** Diagnostic lines in English. Whoever calls it passes names, ids and causes, never a secret or server text unredacted. */
export type Log = {
	info(message: string): void;
	warn(message: string): void;
};

/** The record of who used which credential for what. Never blocks work: it returns at once and reports its own faults. */
export type AuditTrail = {
	record(event: AuditEvent): void;
};

/** What reading a file came to. `outside`: the path, or a link on it, leads out of the folder. */
export type FileRead =
	| { readonly kind: 'read'; readonly text: string }
	| { readonly kind: 'missing' | 'outside' | 'too-large' | 'unreadable' };

/** Files of a folder of this machine. */
export type FolderFiles = {
	/** Reads a file of `folder` by its path from there, as far as it has no more than `longest` bytes. Never rejects. */
	read(folder: string, path: string, longest: number): Promise<FileRead>;
};

/** A program to be run as it is, by an argument list and no shell, in a folder. */
export type CommandRun = {
	/** The program, and its arguments. */
	readonly command: readonly string[];
	readonly folder: string;
	/** Set beside what the environment has already. */
	readonly environment?: Readonly<Record<string, string>>;
	/** In milliseconds. */
	readonly timeLimit: number;
	/** The most of its output that is taken, in bytes. */
	readonly outputLimit: number;
	/** Ends the program, and what it started. */
	readonly signal: AbortSignal;
};

/** How a program ended. `not-started`: there is none of that name, or it may not be run; `ended`: with what it printed. */
export type CommandEnd =
	| { readonly kind: 'ended'; readonly exitCode: number; readonly output: Uint8Array }
	| { readonly kind: 'not-started' | 'too-long' | 'too-much' | 'killed' | 'cancelled' };

/** Runs programs of this machine. */
export type CommandRunner = {
	/** Never rejects. When it resolves, the program runs no longer. */
	run(run: CommandRun): Promise<CommandEnd>;
};

/** A request without its credential. `url` names the real Google host, also when the emulator door is open. */
export type HttpRequest = {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
};

/** The secret header of one request, and the only hosts it may travel to (lower case, with the port where it is not 443). */
export type Credential = {
	readonly header: 'authorization' | 'x-goog-api-key' | 'x-vault-token';
	readonly value: string;
	readonly allowedHosts: readonly string[];
};

export type HttpResponse = {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** The body as it arrives. Iterating throws a TransportFault when the connection fails on the way. */
	readonly body: AsyncIterable<Uint8Array>;
};

export type SendOptions = {
	readonly credential?: Credential;
	/** The only hosts the request may travel to, where its body holds a secret (lower case, with the port if any). */
	readonly onlyTo?: readonly string[];
	/** Cancels the request, also while the body is read. */
	readonly signal: AbortSignal;
};

/** Sends one request. Rejects with a TransportFault and nothing else; any HTTP status is a response, not a fault. */
export type HttpTransport = {
	send(request: HttpRequest, options: SendOptions): Promise<HttpResponse>;
};
