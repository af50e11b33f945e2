import { rename } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** What Windows says while somebody else, such as a virus scanner, has one of the files open. */
const isBusy = (error: unknown): boolean =>
	['EPERM', 'EACCES', 'EBUSY'].includes((error as { readonly code?: string }).code ?? '');

const mostTries = 6;

/** Moves a file onto another in one step: whoever reads meanwhile finds the old one or the new. Rejects as `rename` does. */
export async function replaceFile(draft: string, file: string): Promise<void> {
	for (let tries = 1; ; tries++) {
		try {
			await rename(draft, file);
			return;
		} catch (error) {
			if (!isBusy(error) || tries === mostTries) {
				throw error;
			}
			await setTimeout(10 * 2 ** tries);
		}
	}
}
