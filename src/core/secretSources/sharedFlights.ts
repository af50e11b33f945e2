import { orAborted } from '../orAborted.ts';
import { cancelled, type Outcome } from '../outcome.ts';

type Flight<T> = { readonly outcome: Promise<Outcome<T>>; readonly ending: AbortController; waiting: number };

/**
 * Lets all who want the same thing at once wait for one piece of work. Whoever goes away stops waiting; when the last one
 * has gone, the work is called off.
 */
export class SharedFlights<T> {
	readonly #flights = new Map<string, Flight<T>>();

	async join(
		key: string,
		signal: AbortSignal,
		work: (signal: AbortSignal) => Promise<Outcome<T>>,
	): Promise<Outcome<T>> {
		if (signal.aborted) {
			return cancelled;
		}
		const flight = this.#flights.get(key) ?? this.#start(key, work);
		flight.waiting++;
		const outcome = await orAborted(flight.outcome, signal);
		flight.waiting--;
		if (outcome !== 'aborted') {
			return outcome;
		}
		if (flight.waiting === 0) {
			this.#land(key, flight);
			flight.ending.abort();
		}
		return cancelled;
	}

	/** Calls everything off. */
	dispose(): void {
		for (const [key, flight] of this.#flights) {
			this.#land(key, flight);
			flight.ending.abort();
		}
	}

	#start(key: string, work: (signal: AbortSignal) => Promise<Outcome<T>>): Flight<T> {
		const ending = new AbortController();
		const flight: Flight<T> = {
			ending,
			waiting: 0,
			outcome: work(ending.signal).finally(() => this.#land(key, flight)),
		};
		this.#flights.set(key, flight);
		return flight;
	}

	/** Whoever comes from now on begins anew. */
	#land(key: string, flight: Flight<T>): void {
		if (this.#flights.get(key) === flight) {
			this.#flights.delete(key);
		}
	}
}
