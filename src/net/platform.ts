import type { Clock, Random } from '../core/ports.ts';

/** The platform's clock. */
export const systemClock: Clock = {
	now: () => Date.now(),
	after: (ms, callback) => {
		const timer = setTimeout(callback, ms);
		return { dispose: () => clearTimeout(timer) };
	},
};

/** The platform's cryptographic randomness. */
export const systemRandom: Random = {
	uuid: () => crypto.randomUUID(),
	fraction: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
};
