import type { Disposable } from './ports.ts';

/** Several disposables as one. */
export const together = (disposables: readonly Disposable[]): Disposable => ({
	dispose: () => {
		for (const disposable of disposables) {
			disposable.dispose();
		}
	},
});
