const carriageReturn = 13;

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
	#event: string | undefined;
	#eventIsBare = false;

	/** Takes the next bytes and gives the texts that became complete with them. */
	push(chunk: Uint8Array): string[] {
		return this.#take(this.#decoder.decode(chunk, { stream: true }));
	}

	/** Length of what has come of an event that is not complete yet, in UTF-16 units. */
	get pending(): number {
		return (this.#event?.length ?? 0) + this.#line.length;
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
		let from = this.#afterCarriageReturn && text.startsWith('\n') ? 1 : 0;
		this.#afterCarriageReturn = text.endsWith('\r');
		for (let end = text.indexOf('\n', from); end !== -1; end = text.indexOf('\n', from)) {
			const isPair = end > from && text.charCodeAt(end - 1) === carriageReturn;
			this.#line += text.slice(from, isPair ? end - 1 : end);
			this.#endLine(events);
			from = end + 1;
		}
		const rest = text.slice(from);
		this.#line += rest;
		// In what is fresh alone: what came before was looked at when it came.
		if (rest.includes('\r')) {
			this.#endOldLines(events);
		}
		return events;
	}

	/** Ends what a carriage return alone ends, as nobody has written for decades, and leaves the rest to go on. */
	#endOldLines(events: string[]): void {
		const lines = this.#line.split('\r');
		const rest = lines.pop() ?? '';
		for (const line of lines) {
			this.#line = line;
			this.#endLine(events);
		}
		this.#line = rest;
	}

	#endLine(events: string[]): void {
		const line = this.#line;
		this.#line = '';
		if (line.includes('\r')) {
			this.#line = `${line}\r`;
			this.#endOldLines(events);
		} else if (line.startsWith('data:')) {
			this.#add(line.slice(line.startsWith('data: ') ? 6 : 5), false, events);
		} else if (line.trim() === '') {
			this.#endEvent(events);
		} else if (!/^(?::|event:|id:|retry:)/.test(line)) {
			this.#add(line, true, events);
		}
	}

	#add(line: string, isBare: boolean, events: string[]): void {
		if (isBare !== this.#eventIsBare) {
			this.#endEvent(events);
			this.#eventIsBare = isBare;
		}
		this.#event = this.#event === undefined ? line : `${this.#event}\n${line}`;
	}

	#endEvent(events: string[]): void {
		if (this.#event !== undefined) {
			events.push(this.#event);
			this.#event = undefined;
		}
	}
}
