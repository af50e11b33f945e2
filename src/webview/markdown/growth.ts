import { madeLike, removeFrom } from './sameNodes.ts';

/** The children of a parent that stay, and the place behind them where drawing goes on. */
export class Growth {
	readonly parent: Element;
	#last: ChildNode | null;

	constructor(parent: Element, last: ChildNode | null = null) {
		this.parent = parent;
		this.#last = last;
	}

	/** Puts a node at the place, over what an earlier drawing has left there. Answers with the node that stands there now. */
	put(node: ChildNode): ChildNode {
		const there = this.#next();
		if (there) {
			this.#last = madeLike(there, node);
		} else {
			this.parent.append(node);
			this.#last = node;
		}
		return this.#last;
	}

	/** Removes what an earlier drawing has left behind the place. */
	end(): void {
		removeFrom(this.#next());
	}

	/** The same place, from which may be drawn what does not stay. */
	preview(): Growth {
		return new Growth(this.parent, this.#last);
	}

	#next(): ChildNode | null {
		return this.#last ? this.#last.nextSibling : this.parent.firstChild;
	}
}
