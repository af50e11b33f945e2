export interface Counts {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0 };
export const oneFailed: Counts = { passed: 0, failed: 1, skipped: 0 };

export function sum(all: readonly Counts[]): Counts {
	return all.reduce(
		(total, one) => ({
			passed: total.passed + one.passed,
			failed: total.failed + one.failed,
			skipped: total.skipped + one.skipped,
		}),
		none,
	);
}

/** The one line a machine reads the result from. */
export function line({ passed, failed, skipped }: Counts): string {
	return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
