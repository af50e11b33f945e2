import type { Clock } from './ports.ts';

/** What ends sooner is not worth a word: it would be gone before it could be read. In milliseconds. */
const moment = 300;

/** Waits for work, and shows that it goes on where it takes longer than a moment. `show` is given its end, whichever way. */
export async function whenSlow<T>(clock: Clock, work: Promise<T>, show: (end: Promise<void>) => void): Promise<T> {
	const end = work.then(
		() => undefined,
		() => undefined,
	);
	const waiting = clock.after(moment, () => show(end));
	try {
		return await work;
	} finally {
		waiting.dispose();
	}
}
