import type { Emitter } from 'highlight.js';
import { type Colour, colourIn } from './colours.ts';
import { highlighter } from './languages.ts';

/** A stretch of code in one colour; without one it is like the text around it. */
export type Run = { readonly text: string; readonly colour: Colour | undefined };

/** Takes what highlight.js finds as it finds it, so that no markup is ever made of it. */
class RunEmitter implements Emitter {
	readonly runs: Run[] = [];
	readonly #outer: (Colour | undefined)[] = [];
	#colour: Colour | undefined;

	startScope(scope: string): void {
		this.#outer.push(this.#colour);
		this.#colour = colourIn(scope, this.#colour);
	}

	endScope(): void {
		this.#colour = this.#outer.pop();
	}

	/** Scopes of a whole rule, which highlight.js opens by this name. */
	openNode(scope: string): void {
		this.startScope(scope);
	}

	closeNode(): void {
		this.endScope();
	}

	addText(text: string): void {
		const last = this.runs.at(-1);
		if (last && last.colour === this.#colour) {
			this.runs[this.runs.length - 1] = { text: last.text + text, colour: this.#colour };
		} else if (text !== '') {
			this.runs.push({ text, colour: this.#colour });
		}
	}

	/** Code of another language inside, such as a script in a page. */
	__addSublanguage({ runs }: RunEmitter): void {
		for (const { text, colour } of runs) {
			this.runs.push({ text, colour: colour ?? this.#colour });
		}
	}

	toHTML(): string {
		return '';
	}

	finalize(): void {}
}

highlighter.configure({ __emitter: RunEmitter });

/** Code in runs of one colour; undefined where the language is not known or highlighting did not give the same text back. */
export function runsOf(language: string, code: string): readonly Run[] | undefined {
	if (!highlighter.getLanguage(language)) {
		return undefined;
	}
	const { _emitter } = highlighter.highlight(code, { language, ignoreIllegals: true });
	const { runs } = _emitter as RunEmitter;
	return runs.map(({ text }) => text).join('') === code ? runs : undefined;
}
