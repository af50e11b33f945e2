import { link, mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LockBusy } from '../core/lockBusy.ts';
import type { Lock } from '../core/ports.ts';

export type FileLockLimits = {
	/** A holder that has not touched its lock for this long, in milliseconds, counts as dead. */
	readonly staleAfter: number;
	/** Waiting longer than this, in milliseconds, ends with a LockBusy. Longer than `staleAfter`. */
	readonly giveUpAfter: number;
};

/**
 * A lock between the processes of one machine: a file that only one of them can create. It holds a random token of
 * whoever holds it, who touches it as long as it lives. That a holder is dead is judged by how long a waiter has seen the same token and the
 * same time of the file, whatever time that is: on a network drive it follows another clock. (The lock files known to npm patch `fs` or listen for the end of
 * the process, neither of which becomes a guest in the extension host.)
 */
export class FileLock implements Lock {
	readonly #path: string;
	readonly #limits: FileLockLimits;
	/** Those of this process queue here, and only the first of them looks at the file. */
	#last: Promise<unknown> = Promise.resolve();

	constructor(path: string, limits: FileLockLimits = { staleAfter: 10_000, giveUpAfter: 20_000 }) {
		this.#path = path;
		this.#limits = limits;
	}

	hold<T>(work: (isHeld: () => Promise<boolean>) => Promise<T>): Promise<T> {
		const turn = this.#last.then(async () => {
			const token = await this.#acquire();
			const isHeld = async () => (await this.#holder()) === token;
			// Touching the file of whoever took it away from us, thinking us dead, does them no harm.
			const life = setInterval(() => void this.#touch(), this.#limits.staleAfter / 4);
			try {
				return await work(isHeld);
			} finally {
				clearInterval(life);
				if (await isHeld()) {
					await rm(this.#path, { force: true });
				}
			}
		});
		this.#last = turn.catch(() => undefined);
		return turn;
	}

	async #acquire(): Promise<string> {
		await mkdir(dirname(this.#path), { recursive: true });
		const token = crypto.randomUUID();
		const start = performance.now();
		let seen:
			| { readonly holder?: string | undefined; readonly touched?: number | undefined; readonly since: number }
			| undefined;
		while (!(await this.#create(token))) {
			const now = performance.now();
			if (now - start > this.#limits.giveUpAfter) {
				throw new LockBusy('Another window has been writing for too long.');
			}
			const holder = await this.#holder();
			const touched = await this.#touched();
			if (seen?.holder !== holder || seen?.touched !== touched) {
				seen = { holder, touched, since: now };
			} else if (seen && holder !== undefined && now - seen.since > this.#limits.staleAfter) {
				await this.#takeAway(holder);
				continue;
			}
			// Uneven steps keep waiters from meeting again and again.
			await sleep(5 + Math.random() * 45);
		}
		return token;
	}

	/** Whether the lock was free and is ours now. */
	async #create(token: string): Promise<boolean> {
		try {
			const file = await open(this.#path, 'wx', 0o600);
			try {
				await file.writeFile(token);
			} finally {
				await file.close();
			}
			return true;
		} catch (error) {
			if (isTaken(error)) {
				return false;
			}
			throw error;
		}
	}

	/** The token in the file: undefined where there is none, empty while its creator is about to write it. */
	async #holder(): Promise<string | undefined> {
		try {
			return await readFile(this.#path, 'utf8');
		} catch (error) {
			if (isGone(error) || isTaken(error)) {
				return undefined;
			}
			throw error;
		}
	}

	async #touch(): Promise<void> {
		const now = new Date();
		await utimes(this.#path, now, now).catch(() => undefined);
	}

	/** When the file was touched last, by whatever clock. */
	async #touched(): Promise<number | undefined> {
		return stat(this.#path).then(
			({ mtimeMs }) => mtimeMs,
			() => undefined,
		);
	}

	/** Moved aside before it is looked at: between judging and deleting, another waiter may have come to hold it. */
	async #takeAway(dead: string): Promise<void> {
		const aside = `${this.#path}.${crypto.randomUUID()}`;
		try {
			await rename(this.#path, aside);
		} catch (error) {
			if (isGone(error) || isTaken(error)) {
				return;
			}
			throw error;
		}
		if ((await readFile(aside, 'utf8')) !== dead) {
			// Where this comes too late, the one who was wronged learns it from `isHeld`.
			await link(aside, this.#path).catch(() => undefined);
		}
		await rm(aside, { force: true });
	}
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

const isGone = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/** Windows also answers so while a file is being deleted. */
const isTaken = (error: unknown): boolean =>
	codeOf(error) === 'EEXIST' ||
	(process.platform === 'win32' && ['EPERM', 'EBUSY', 'EACCES'].includes(codeOf(error) ?? ''));
