/**
 * Splits a Gemini event stream into the JSON texts it carries.
 *
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) with `data` fields alone, parted
 * by a blank line in any of the three line endings. Two things differ from the standard, both seen from Google: an error
 * on the way comes as bare JSON with no `data:` before it, and the last event may lack its blank line.
 */
export class EventStreamSplitter {
	/** Keeps a multi-byte character that was cut between two chunks. */
	readonly #decoder = new TextDecoder('utf-8');
	#afterCarriageReturn = false;
	#line = '';
	#event: string[] = [];
	#eventIsBare = false;

	/** Takes the next bytes and gives the texts that became complete with them. */
	push(chunk: Uint8Array): string[] {
		return this.#take(this.#decoder.decode(chunk, { stream: true }));
	}

	/** Length of what has come of an event that is not complete yet, in UTF-16 units. */
	get pending(): number {
		return this.#event.reduce((sum, line) => sum + line.length, this.#line.length);
	}

	/** The stream has ended: gives what is left, be it complete or not. */
	end(): string[] {
		return this.#take(`${this.#decoder.decode()}\n\n`);
	}

	/** Looks at each character once, however many chunks a line comes in: a line can carry megabytes of image data. */
	#take(text: string): string[] {
		if (text === '') {
			return [];
		}
		const events: string[] = [];
		const fresh = this.#afterCarriageReturn && text.startsWith('\n') ? text.slice(1) : text;
		this.#afterCarriageReturn = text.endsWith('\r');
		const [first = '', ...more] = fresh.split(/\r\n|\n|\r/);
		this.#line += first;
		for (const next of more) {
			this.#endLine(events);
			this.#line = next;
		}
		return events;
	}

	#endLine(events: string[]): void {
		const line = this.#line;
		if (line.trim() === '') {
			this.#endEvent(events);
		} else if (line.startsWith('data:')) {
			this.#add(line.slice(line.startsWith('data: ') ? 6 : 5), false, events);
		} else if (!/^(?::|event:|id:|retry:)/.test(line)) {
			this.#add(line, true, events);
		}
	}

	#add(line: string, isBare: boolean, events: string[]): void {
		if (isBare !== this.#eventIsBare) {
			this.#endEvent(events);
			this.#eventIsBare = isBare;
		}
		this.#event.push(line);
	}

	#endEvent(events: string[]): void {
		if (this.#event.length > 0) {
			events.push(this.#event.join('\n'));
			this.#event = [];
		}
	}
}
