import { bareSecret } from '../http/exchange.ts';
import type { Clock, Credential, HttpRequest, HttpResponse, HttpTransport, SendOptions } from '../ports.ts';

/** A moment of a call. `ms`: since the turn began. */
export type Mark = {
	readonly what: 'credential' | 'sent' | 'responded' | 'failed' | 'first-byte' | 'first-text' | 'ended';
	readonly ms: number;
	/** HTTP status. */
	readonly status?: number;
};

/** Kept of a body, from its beginning and from its end, in bytes. */
const mostOfBeginning = 512 * 1024;
const mostOfEnd = 64 * 1024;
/** A call is tried again a few times. */
const mostMarks = 100;

/**
 * What passes the transport in one turn, kept as it is: it is made readable, and redacted, only for a person who looks at it. Of several
 * attempts the latest counts, of the timeline all.
 */
export class CallRecord {
	readonly #clock: Clock;
	readonly #began: number;
	readonly #secrets = new Set<string>();
	readonly marks: Mark[] = [];
	request: HttpRequest | undefined;
	/** What the latest request was sent with; its value is for redacting alone. */
	credential: Credential | undefined;
	response: Pick<HttpResponse, 'status' | 'headers'> | undefined;
	body = new BodyRecord();

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#began = clock.now();
	}

	/** Every secret that was used on the way. */
	get secrets(): readonly string[] {
		return [...this.#secrets];
	}

	/** Milliseconds since the turn began. */
	get elapsed(): number {
		return Math.max(0, this.#clock.now() - this.#began);
	}

	mark(what: Mark['what'], status?: number): void {
		if (this.marks.length < mostMarks) {
			this.marks.push({ what, ms: this.elapsed, ...(status === undefined ? {} : { status }) });
		}
	}

	/** The same transport, with what passes it noted. */
	over(transport: HttpTransport): HttpTransport {
		return { send: (request, options) => this.#send(transport, request, options) };
	}

	async #send(transport: HttpTransport, request: HttpRequest, options: SendOptions): Promise<HttpResponse> {
		const { credential } = options;
		this.request = request;
		this.credential = credential;
		this.response = undefined;
		this.body = new BodyRecord();
		if (credential) {
			this.#secrets.add(bareSecret(credential));
		}
		this.mark('sent');
		try {
			const response = await transport.send(request, options);
			this.response = response;
			this.mark('responded', response.status);
			return { ...response, body: this.#noted(response.body, this.body) };
		} catch (error) {
			this.mark('failed');
			throw error;
		}
	}

	async *#noted(chunks: AsyncIterable<Uint8Array>, into: BodyRecord) {
		for await (const chunk of chunks) {
			if (into.length === 0) {
				this.mark('first-byte');
			}
			into.push(chunk);
			yield chunk;
		}
	}
}

/** The beginning and the end of a body, however long it is. */
export class BodyRecord {
	readonly beginning: Uint8Array[] = [];
	readonly end: Uint8Array[] = [];
	/** Of the whole body, in bytes. */
	length = 0;
	#ofBeginning = 0;
	#ofEnd = 0;

	push(chunk: Uint8Array): void {
		this.length += chunk.length;
		const room = mostOfBeginning - this.#ofBeginning;
		if (room > 0) {
			this.beginning.push(chunk.subarray(0, room));
			this.#ofBeginning += Math.min(room, chunk.length);
		}
		if (chunk.length > room) {
			this.#pushEnd(chunk.slice(Math.max(0, room, chunk.length - mostOfEnd)));
		}
	}

	/** Bytes that were not kept. */
	get leftOut(): number {
		return this.length - this.#ofBeginning - this.#ofEnd;
	}

	#pushEnd(chunk: Uint8Array): void {
		this.end.push(chunk);
		this.#ofEnd += chunk.length;
		for (let first = this.end[0]; first && this.#ofEnd - first.length >= mostOfEnd; first = this.end[0]) {
			this.end.shift();
			this.#ofEnd -= first.length;
		}
	}
}
