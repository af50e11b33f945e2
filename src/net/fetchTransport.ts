import type { EmulatorDoor } from '../core/hosts/emulatorDoor.ts';
import { throughDoor } from '../core/hosts/throughDoor.ts';
import type { Clock, Disposable, HttpRequest, HttpResponse, HttpTransport, SendOptions } from '../core/ports.ts';
import { TransportFault } from '../core/transportFault.ts';
import { faultOf } from './fetchFault.ts';

type Settings = {
	/** Read anew for each request, so that a changed setting needs no restart. */
	readonly emulatorDoor: () => EmulatorDoor;
	/** Longest silence of the server, before the first byte and between any two, in milliseconds. */
	readonly silenceLimit: () => number;
};

/**
 * The transport on the platform's own `fetch`, which inside VS Code honours its proxy and certificate settings. Redirects
 * are not followed: fetch would carry `x-goog-api-key` along to wherever they point.
 */
export class FetchTransport implements HttpTransport {
	readonly #settings: Settings;
	readonly #clock: Clock;

	constructor(settings: Settings, clock: Clock) {
		this.#settings = settings;
		this.#clock = clock;
	}

	async send(request: HttpRequest, { credential, onlyTo, signal }: SendOptions): Promise<HttpResponse> {
		const asked = new URL(request.url);
		const allowed = [credential?.allowedHosts, onlyTo].filter((hosts) => hosts !== undefined);
		if (allowed.some((hosts) => !hosts.includes(asked.host))) {
			throw new TransportFault('host-not-allowed', asked.host);
		}
		const target = throughDoor(asked, this.#settings.emulatorDoor());
		if (!target) {
			throw new TransportFault('host-not-allowed', asked.host, asked.protocol === 'https:' ? 'latchkey.emulator' : '');
		}
		const limit = new SilenceLimit(this.#clock, this.#settings.silenceLimit(), signal);
		const fault = (error: unknown) => faultOf(error, asked.host, { cancelled: signal.aborted, timedOut: limit.isOver });
		let response: Response;
		try {
			limit.restart();
			response = await fetch(target, {
				method: request.method,
				headers: { ...request.headers, ...(credential ? { [credential.header]: credential.value } : {}) },
				...(request.body === undefined ? {} : { body: request.body }),
				signal: limit.signal,
				redirect: 'manual',
				credentials: 'omit',
				referrerPolicy: 'no-referrer',
			});
		} catch (error) {
			limit.dispose();
			throw fault(error);
		}
		// A browser hides the status of a redirect it was told not to follow.
		if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
			limit.dispose();
			await response.body?.cancel().catch(() => undefined);
			throw new TransportFault('redirected', asked.host, response.status > 0 ? `HTTP ${response.status}` : '');
		}
		return {
			status: response.status,
			headers: Object.fromEntries(response.headers),
			body: bodyOf(response, limit, fault),
		};
	}
}

async function* bodyOf(response: Response, limit: SilenceLimit, fault: (error: unknown) => TransportFault) {
	const reader = response.body?.getReader();
	try {
		for (;;) {
			limit.restart();
			const chunk = await reader?.read();
			if (chunk?.value === undefined) {
				return;
			}
			// Time the reader takes for itself is no silence of the server.
			limit.dispose();
			yield chunk.value;
		}
	} catch (error) {
		throw fault(error);
	} finally {
		limit.dispose();
		// Whoever stops reading early wants no more of it on the wire.
		await reader?.cancel().catch(() => undefined);
	}
}

/** Aborts a request when the server has been silent for too long, or when the caller's own signal says so. */
class SilenceLimit {
	readonly #clock: Clock;
	readonly #ms: number;
	readonly #silence = new AbortController();
	#timer: Disposable | undefined;
	readonly signal: AbortSignal;

	constructor(clock: Clock, ms: number, signal: AbortSignal) {
		this.#clock = clock;
		this.#ms = ms;
		this.signal = AbortSignal.any([signal, this.#silence.signal]);
	}

	get isOver(): boolean {
		return this.#silence.signal.aborted;
	}

	restart(): void {
		this.#timer?.dispose();
		this.#timer = this.#clock.after(this.#ms, () => this.#silence.abort());
	}

	dispose(): void {
		this.#timer?.dispose();
	}
}
