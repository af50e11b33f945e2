import { redacted } from './redact.ts';

/**
 * Cuts one known secret out of a text that comes in pieces. A piece that ends in the beginning of the secret is held back
 * just that far, so that an ordinary text is never late.
 */
export class StreamRedactor {
	readonly #secret: string;
	#held = '';

	constructor(secret: string) {
		this.#secret = secret;
	}

	/** Takes a piece and gives what may be shown of it. */
	push(piece: string): string {
		if (this.#secret === '') {
			return piece;
		}
		const text = (this.#held + piece).replaceAll(this.#secret, redacted);
		const held = this.#beginningAtEndOf(text);
		this.#held = text.slice(text.length - held);
		return text.slice(0, text.length - held);
	}

	/** The text has ended: gives what was held back. */
	end(): string {
		const text = this.#held;
		this.#held = '';
		return text;
	}

	/** Length of the longest end of the text with which the secret begins. */
	#beginningAtEndOf(text: string): number {
		for (let length = Math.min(this.#secret.length - 1, text.length); length > 0; length--) {
			if (text.endsWith(this.#secret.slice(0, length))) {
				return length;
			}
		}
		return 0;
	}
}
