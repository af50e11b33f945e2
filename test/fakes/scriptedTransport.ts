import type { HttpRequest, HttpResponse, HttpTransport, SendOptions } from '../../src/core/ports.ts';
import { TransportFault } from '../../src/core/transportFault.ts';

/** What the transport is to do: answer with a status and chunks, of which an error is thrown in its place, or fail at once. */
export type Script =
	| { readonly status?: number; readonly type?: string; readonly chunks: readonly (string | Uint8Array | Error)[] }
	| Error;

/** Plays one script per request, the last one again and again. Obeys the signal between chunks as a socket does. */
export class ScriptedTransport implements HttpTransport {
	readonly sent: { readonly request: HttpRequest; readonly options: SendOptions }[] = [];
	readonly #scripts: Script[];

	constructor(...scripts: Script[]) {
		this.#scripts = scripts;
	}

	async send(request: HttpRequest, options: SendOptions): Promise<HttpResponse> {
		this.sent.push({ request, options });
		const script = (this.#scripts.length > 1 ? this.#scripts.shift() : this.#scripts[0]) ?? new Error('No script');
		if (script instanceof Error) {
			throw script;
		}
		const type = script.type ?? 'application/json; charset=UTF-8';
		return {
			status: script.status ?? 200,
			headers: { 'content-type': type },
			body: play(script.chunks, options.signal),
		};
	}
}

async function* play(chunks: readonly (string | Uint8Array | Error)[], signal: AbortSignal) {
	for (const chunk of chunks) {
		if (signal.aborted) {
			throw new TransportFault('cancelled', 'generativelanguage.googleapis.com');
		}
		if (chunk instanceof Error) {
			throw chunk;
		}
		yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
	}
}
