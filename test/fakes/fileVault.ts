import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disposable, DocumentStore, SecretVault } from '../../src/core/ports.ts';

/** A text file that is replaced whole, as the product's own document is. */
export class FileDocument implements DocumentStore {
	readonly #path: string;

	constructor(path: string) {
		this.#path = path;
	}

	async read(): Promise<string | undefined> {
		try {
			return await readFile(this.#path, 'utf8');
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
				return undefined;
			}
			throw error;
		}
	}

	async write(text: string): Promise<void> {
		const draft = `${this.#path}.${crypto.randomUUID()}`;
		await writeFile(draft, text, { mode: 0o600 });
		await rename(draft, this.#path);
	}

	async keepAside(): Promise<string> {
		const name = `${this.#path}.${crypto.randomUUID()}.damaged`;
		await copyFile(this.#path, name);
		return name;
	}

	/** A process of these tests looks again by itself. */
	onDidChange(): Disposable {
		return { dispose: () => undefined };
	}
}

/**
 * A vault that several processes share, a file a secret: stands in for the desktop's keyring, which the windows of one
 * VS Code share and this test bed does not have. Not for real secrets, which it keeps in clear.
 */
export class FileVault implements SecretVault {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	async keys(): Promise<readonly string[]> {
		const names = await readdir(this.#folder).catch(() => []);
		return names.filter((name) => !name.includes('.')).map((name) => Buffer.from(name, 'base64url').toString());
	}

	get(key: string): Promise<string | undefined> {
		return this.#file(key).read();
	}

	async store(key: string, value: string): Promise<void> {
		await mkdir(this.#folder, { recursive: true });
		await this.#file(key).write(value);
	}

	async delete(key: string): Promise<void> {
		await rm(this.#path(key), { force: true });
	}

	/** Each process keeps to itself here, as the windows of some platforms do. */
	onDidChange(): Disposable {
		return { dispose: () => undefined };
	}

	#file(key: string): FileDocument {
		return new FileDocument(this.#path(key));
	}

	#path(key: string): string {
		return join(this.#folder, Buffer.from(key).toString('base64url'));
	}
}
