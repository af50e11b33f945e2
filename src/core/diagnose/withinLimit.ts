import { orAborted } from '../orAborted.ts';
import type { Clock } from '../ports.ts';

/**
 * What work comes to within `ms` milliseconds; `overdue` after that, `cancelled` where the signal ended it. Either way the work's own
 * signal is aborted, and nobody waits for it any longer, whether it obeys or not.
 */
export async function withinLimit<T>(
	clock: Clock,
	ms: number,
	signal: AbortSignal,
	work: (signal: AbortSignal) => Promise<T>,
): Promise<T | 'overdue' | 'cancelled'> {
	if (signal.aborted) {
		return 'cancelled';
	}
	const ending = new AbortController();
	const end = () => ending.abort();
	signal.addEventListener('abort', end, { once: true });
	const timer = clock.after(ms, end);
	try {
		const outcome = await orAborted(work(ending.signal), ending.signal);
		return outcome !== 'aborted' ? outcome : signal.aborted ? 'cancelled' : 'overdue';
	} finally {
		timer.dispose();
		signal.removeEventListener('abort', end);
	}
}
