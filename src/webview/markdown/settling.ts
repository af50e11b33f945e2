/**
 * Marks what will not change any more as settled, which media/markdown.css leaves out of layout and painting while it is far from
 * what is seen. Not before it has been laid out once, so that its height is known and the page is as long as it would be.
 */
export class Settling {
	readonly #parent: Element;
	/** May go on with the next segment. */
	#latest: Element | undefined;
	#drawn: Element[] = [];

	constructor(parent: Element) {
		this.#parent = parent;
	}

	/** Whether something waits for the next frame. */
	get isDue(): boolean {
		return this.#drawn.length > 0;
	}

	/** Takes what has been drawn in this frame. */
	add(nodes: readonly ChildNode[]): void {
		for (const node of nodes) {
			if (node instanceof Element && node.parentNode === this.#parent) {
				if (this.#latest) {
					this.#drawn.push(this.#latest);
				}
				this.#latest = node;
			} else if (node instanceof Element && node.className === 'chunk') {
				this.#drawn.push(node);
			}
		}
	}

	/** Settles, with the beginning of a frame, what earlier frames have laid out. */
	settle(): void {
		for (const node of this.#drawn) {
			node.classList.add('settled');
		}
		this.#drawn = [];
	}
}
