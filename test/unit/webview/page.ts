// A page for code of the webview in plain Node: `document` and animation frames. Import it before what is tested.
import { parseHTML } from 'linkedom';
import { drawingLoaded, MarkdownView } from '../../../src/webview/markdown/markdownView.ts';

const page = parseHTML('<!doctype html><html><body></body></html>');

// Properties that linkedom does not know to stand for attributes.
for (const [property, attribute] of [
	['ariaLabel', 'aria-label'],
	['ariaLive', 'aria-live'],
	['scope', 'scope'],
	['start', 'start'],
] as const) {
	Object.defineProperty(page.HTMLElement.prototype, property, {
		get(this: Element) {
			return this.getAttribute(attribute);
		},
		set(this: Element, value: unknown) {
			this.setAttribute(attribute, String(value));
		},
	});
}
Object.defineProperty(page.HTMLElement.prototype, 'defaultChecked', {
	set(this: Element, value: boolean) {
		this.toggleAttribute('checked', value);
	},
});

let frames: FrameRequestCallback[] = [];
let idle: IdleRequestCallback[] = [];
let now = 0;

Object.assign(globalThis, {
	document: page.document,
	Text: page.Text,
	Element: page.Element,
	HTMLButtonElement: page.HTMLButtonElement,
	requestAnimationFrame: (frame: FrameRequestCallback) => frames.push(frame),
	requestIdleCallback: (run: IdleRequestCallback) => idle.push(run),
});

Object.assign(page.document, { getSelection: () => null });
await drawingLoaded;

/** How many elements have been made: what drawing costs, where a clock would be in doubt. */
export let elementsMade = 0;
const createElement = page.document.createElement.bind(page.document);
page.document.createElement = ((name: string) => {
	elementsMade += 1;
	return createElement(name);
}) as typeof createElement;

/** Runs one animation frame, long enough after the last one that nothing is put off any more. */
export function frame(): number {
	const due = frames;
	frames = [];
	now += 60_000;
	for (const each of due) {
		each(now);
	}
	return due.length;
}

/** Runs animation frames until nothing waits for one. */
export function drawAll(): void {
	while (frame() > 0) {
		// Drawing asks for the next frame.
	}
}

/** Runs what waits for the page to be idle, and what that makes wait again. */
export async function idleAll(): Promise<void> {
	await import('../../../src/webview/markdown/highlight/runs.ts');
	for (let turns = 0; turns < 3; turns += idle.length === 0 ? 1 : 0) {
		const due = idle;
		idle = [];
		for (const run of due) {
			run({ didTimeout: false, timeRemaining: () => 50 });
		}
		await new Promise(setImmediate);
	}
}

/** A view with a text, drawn to the end. */
export function viewOf(text: string): MarkdownView {
	const view = new MarkdownView();
	view.append(text);
	drawAll();
	return view;
}

/** What a text is drawn as, as markup. */
export const drawn = (text: string): string => viewOf(text).element.innerHTML;

/** A text drawn in pieces, each followed by a frame. */
export function streamed(pieces: readonly string[]): MarkdownView {
	const view = new MarkdownView();
	for (const piece of pieces) {
		view.append(piece);
		frame();
	}
	drawAll();
	return view;
}
