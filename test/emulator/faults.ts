import type { ErrorName } from './errors/catalogue.ts';
import type { OAuthErrorName } from './errors/oauthErrors.ts';
import type { AnswerFaultName } from './gemini/answerFaults.ts';
import type { ErrorForm } from './http/errorForms.ts';
import type { ObstaclePage } from './http/frontEndPages.ts';
import type { StreamFault } from './http/streamSteps.ts';

/** Which calls a fault waits for. Without a method it waits for any but a browser's preflight (OPTIONS). */
export type FaultMatch = {
	readonly method?: string;
	/** Part of the path; or, with `*` in it, a pattern for the whole path. */
	readonly path?: string;
};

/** What goes wrong, by the moment it does. Faults of different moments add up on one call. */
export type FaultEffect =
	/** Waits before anything else happens. */
	| { readonly kind: 'delay'; readonly ms: number }
	/** In place of what the service would have said. Without a form it is that of the endpoint. */
	| { readonly kind: 'error'; readonly name: ErrorName; readonly form?: ErrorForm }
	/** In place of what a token endpoint would have said. */
	| { readonly kind: 'oauth'; readonly name: OAuthErrorName }
	| {
			readonly kind: 'respond';
			readonly status: number;
			readonly headers?: { readonly [name: string]: string };
			readonly body?: string;
			/** For bytes that are no text; wins over `body`. */
			readonly bodyBase64?: string;
	  }
	| { readonly kind: 'page'; readonly page: ObstaclePage }
	| { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
	| { readonly kind: 'hang' }
	| { readonly kind: 'close' }
	/** In place of what the model would have said: a 200 all the same. */
	| { readonly kind: 'answer'; readonly name: AnswerFaultName }
	/** Milliseconds between the chunks of a streamed answer (20 without this). */
	| { readonly kind: 'pace'; readonly ms: number }
	/** While the answer streams. */
	| StreamFault;

/** `times`: how many calls it befalls, one without this; `always` until faults are cleared, however often a client retries. */
export type Fault = FaultEffect & { readonly match?: FaultMatch; readonly times?: number | 'always' };

type Kind = FaultEffect['kind'];
type OfKind<K extends Kind> = Extract<Fault, { readonly kind: K }>;

export const arrivalKinds = ['error', 'oauth', 'respond', 'page', 'redirect', 'hang', 'close'] as const;
export const streamKinds = ['close-mid-stream', 'stall-mid-stream', 'stream-error', 'split-characters'] as const;

/** Faults in wait. Each is used up after its `times`. */
export class FaultQueue {
	#waiting: { readonly fault: Fault; left: number }[] = [];

	add(fault: Fault): void {
		this.#waiting.push({ fault, left: fault.times === 'always' ? Number.POSITIVE_INFINITY : (fault.times ?? 1) });
	}

	clear(): void {
		this.#waiting = [];
	}

	/** The oldest fault of these kinds that waits for such a call; it counts as used. */
	take<K extends Kind>(kinds: readonly K[], method: string, path: string): OfKind<K> | undefined {
		const entry = this.#waiting.find(
			({ fault }) => (kinds as readonly Kind[]).includes(fault.kind) && matches(fault.match, method, path),
		);
		if (entry === undefined) {
			return undefined;
		}
		entry.left -= 1;
		if (entry.left <= 0) {
			this.#waiting = this.#waiting.filter((other) => other !== entry);
		}
		return entry.fault as OfKind<K>;
	}
}

function matches(match: FaultMatch | undefined, method: string, path: string): boolean {
	if (match?.method === undefined ? method === 'OPTIONS' : match.method.toUpperCase() !== method) {
		return false;
	}
	const wanted = match?.path;
	if (wanted === undefined || !wanted.includes('*')) {
		return wanted === undefined || path.includes(wanted);
	}
	const pattern = wanted
		.split('*')
		.map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
		.join('.*');
	return new RegExp(`^${pattern}$`).test(path);
}
