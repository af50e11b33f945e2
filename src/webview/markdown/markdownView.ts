import { element } from '../dom.ts';
import { Growth } from './growth.ts';
import { Highlighting } from './highlight/highlighting.ts';
import type { SegmentDrawing } from './segmentDrawing.ts';
import { type Segment, SegmentReader } from './segments.ts';
import { Settling } from './settling.ts';

/** How much longer than the latest drawing of the unfinished end took, it is left as it is before it is drawn again. */
const restPerWork = 4;
/**
 * After so many milliseconds or characters a frame begins with no further segment: laying out and painting what was drawn takes
 * several times as long, and that of plain text is nearly all of it.
 */
const frameBudget = { ms: 2, characters: 16_000 };

let Drawing: typeof SegmentDrawing | undefined;
/** What draws is most of a page's script. It comes beside the page, which so is there sooner. */
export const drawingLoaded: Promise<void> = import('./segmentDrawing.ts').then((part) => {
	Drawing = part.SegmentDrawing;
});

/**
 * A Markdown text that may grow. Blocks that can no longer change are drawn once and stay the same nodes; the unfinished
 * end is drawn again with an animation frame after it has grown. The text is taken as hostile: no part of it ever becomes
 * markup, and nothing of it loads anything.
 */
export class MarkdownView {
	readonly element = element('div', { className: 'markdown' });
	#text = '';
	/** What has come since the latest frame. */
	#fresh = '';
	#reader = new SegmentReader();
	#drawing: SegmentDrawing | undefined;
	#waiting: Segment[] = [];
	#settling = new Settling(this.element);
	#highlighting = new Highlighting();
	#scheduled = false;
	#restUntil = 0;

	get text(): string {
		return this.#text;
	}

	/** Shows a whole text; only what is new is drawn where it begins with the text so far. */
	set text(whole: string) {
		if (whole.startsWith(this.#text)) {
			this.append(whole.slice(this.#text.length));
			return;
		}
		this.#text = '';
		this.#fresh = '';
		this.#waiting = [];
		this.#reader = new SegmentReader();
		this.#drawing = undefined;
		this.#settling = new Settling(this.element);
		this.#highlighting = new Highlighting();
		this.element.replaceChildren();
		this.append(whole);
	}

	append(piece: string): void {
		if (piece !== '') {
			this.#text += piece;
			this.#fresh += piece;
			this.#schedule();
		}
	}

	#schedule(): void {
		if (!this.#scheduled) {
			this.#scheduled = true;
			requestAnimationFrame((now) => {
				this.#scheduled = false;
				this.#draw(now);
			});
		}
	}

	#draw(now: number): void {
		if (!Drawing) {
			void drawingLoaded.then(() => this.#schedule());
			return;
		}
		this.#settling.settle();
		if (now < this.#restUntil) {
			this.#schedule();
			return;
		}
		this.#drawing ??= new Drawing(new Growth(this.element));
		this.#waiting.push(...this.#reader.push(this.#fresh));
		this.#fresh = '';
		this.#drawFinished(this.#drawing);
		if (this.#waiting.length > 0) {
			this.#schedule();
			return;
		}
		const begun = performance.now();
		this.#drawing.preview(this.#reader.rest());
		this.#restUntil = now + restPerWork * (performance.now() - begun);
		if (this.#settling.isDue) {
			this.#schedule();
		}
	}

	#drawFinished(drawing: SegmentDrawing): void {
		const begun = performance.now();
		let [drawn, characters] = [0, 0];
		for (const segment of this.#waiting) {
			const nodes = drawing.draw(segment);
			this.#settling.add(nodes);
			this.#highlighting.add(nodes);
			drawn += 1;
			characters += segment.text.length;
			if (performance.now() - begun > frameBudget.ms || characters > frameBudget.characters) {
				break;
			}
		}
		this.#waiting = this.#waiting.slice(drawn);
	}
}
