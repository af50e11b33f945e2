import { element } from '../../dom.ts';
import type { Run } from './runs.ts';

/** Longer code stays plain, in characters; so does what follows in an answer that has so much of it. */
const longestBlock = 64_000;
const mostRuns = 100_000;
/**
 * The time that some patterns take grows with the square of the code, so it is tried on a first part, in characters, and then on
 * twice as much each time, as long as that has taken no more than so many milliseconds.
 */
const firstPart = 2_000;
const mostWork = 10;
/** So many runs are put into the page at once. */
const atOnce = 400;
/** In longer lines the patterns of some languages take long. They are data or made by machines. */
const longestLine = 1_000;

/** Colours code that can no longer change, piece by piece in moments in which the page has nothing else to do. */
export class Highlighting {
	readonly #waiting: Element[] = [];
	/** How much was coloured of each block of code, in characters. */
	readonly #coloured = new WeakMap<Element, number>();
	#runs = 0;
	#isScheduled = false;

	/** Takes what has been drawn and stays, whatever it is. */
	add(nodes: readonly ChildNode[]): void {
		for (const node of nodes) {
			if (node instanceof Element) {
				this.#waiting.push(...(node.className === 'chunk' ? [node] : node.querySelectorAll('.chunk')));
			}
		}
		if (this.#waiting.length > 0 && !this.#isScheduled) {
			this.#isScheduled = true;
			void this.#colourSoon();
		}
	}

	async #colourSoon(): Promise<void> {
		// Not loaded before there is code, and then from the extension's own files. Without it code is readable all the same.
		const { runsOf }: { runsOf: RunsOf } = await import('./runs.ts').catch(() => ({ runsOf: () => undefined }));
		for (let chunk = this.#waiting.shift(); chunk; chunk = this.#waiting.shift()) {
			await this.#colour(chunk, runsOf);
		}
		this.#isScheduled = false;
	}

	async #colour(chunk: Element, runsOf: RunsOf): Promise<void> {
		const block = chunk.closest('.code');
		const language = block?.querySelector('.language')?.textContent?.toLowerCase() ?? '';
		const code = chunk.textContent ?? '';
		const length = code.length + ((block && this.#coloured.get(block)) ?? 0);
		if (!block || language === '' || length > longestBlock || this.#runs > mostRuns || hasLongLine(code)) {
			return;
		}
		this.#coloured.set(block, length);
		const runs = await inParts(language, code, runsOf);
		// Coloured, what a person has selected would not be selected any more.
		if (runs && chunk.closest('.markdown') && !document.getSelection()?.containsNode(chunk, true)) {
			this.#runs += runs.length;
			await putInto(chunk, runs);
		}
	}
}

/** Puts coloured code in the place of the plain one, of which the rest stands behind it until all is there. */
async function putInto(chunk: Element, runs: readonly Run[]): Promise<void> {
	const plain = chunk.lastChild as Text;
	for (let start = 0; start < runs.length; start += atOnce) {
		await idle();
		const portion = runs.slice(start, start + atOnce);
		plain.before(
			...portion.map(({ text, colour }) => (colour ? element('span', { className: `code-${colour}` }, text) : text)),
		);
		plain.deleteData(
			0,
			portion.reduce((length, { text }) => length + text.length, 0),
		);
	}
	plain.remove();
}

type RunsOf = (language: string, code: string) => readonly Run[] | undefined;

async function inParts(language: string, code: string, runsOf: RunsOf): Promise<readonly Run[] | undefined> {
	await idle();
	// What a language does once, when it is first used, does not count.
	runsOf(language, '');
	for (let length = firstPart; ; length *= 2) {
		await idle();
		const begun = performance.now();
		const runs = runsOf(language, code.slice(0, length));
		if (!runs || length >= code.length) {
			return runs;
		}
		if (performance.now() - begun > mostWork) {
			return undefined;
		}
	}
}

const hasLongLine = (code: string): boolean => code.split('\n').some((line) => line.length > longestLine);

/** The next moment in which the page has nothing else to do, or half a second later. Safari has no such moments. */
const idle = (): Promise<unknown> =>
	new Promise((resolve) => {
		if (typeof requestIdleCallback === 'undefined') {
			setTimeout(resolve, 0);
		} else {
			requestIdleCallback(resolve, { timeout: 500 });
		}
	});
