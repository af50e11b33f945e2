export interface UntilOptions {
	readonly timeoutMs?: number;
	readonly everyMs?: number;
}

/** Asks again and again until the answer is there; the error says what was waited for. */
export async function until<T>(
	what: string,
	ask: () => Promise<T | undefined | false> | T | undefined | false,
	{ timeoutMs = 30_000, everyMs = 50 }: UntilOptions = {},
): Promise<T> {
	const deadline = performance.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined && answer !== false) return answer;
		if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}.`);
		await new Promise((resolve) => setTimeout(resolve, everyMs));
	}
}
