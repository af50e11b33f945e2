import { element } from '../dom.ts';
import { blockNodes, plainBlock } from './blocks.ts';
import { codeBlock } from './codeBlock.ts';
import type { Drawn } from './drawn.ts';
import { Growth } from './growth.ts';
import { lexBlocks } from './lexer.ts';
import { Outline } from './outline.ts';
import type { Segment } from './segments.ts';

/** Draws segments one after the other into a parent. */
export class SegmentDrawing {
	readonly #blocks: Growth;
	readonly #outline: Outline;
	/** Inside the latest block, where a segment that continues it goes on. */
	#inner: Growth | undefined;

	constructor(blocks: Growth, outline = new Outline(), inner?: Growth) {
		this.#blocks = blocks;
		this.#outline = outline;
		this.#inner = inner;
	}

	draw(segment: Segment): void {
		const nodes = this.#nodesOf(segment);
		if (segment.continues && this.#putInside(nodes[0])) {
			nodes.shift();
		}
		for (const node of nodes) {
			this.#inner?.end();
			const inner = insideOf(this.#blocks.put(node));
			this.#inner = inner ? new Growth(inner, inner.lastChild) : undefined;
		}
	}

	/** Draws what may still change, and takes away what an earlier preview has left. */
	preview(segments: readonly Segment[]): void {
		const drawing = new SegmentDrawing(this.#blocks.preview(), this.#outline.copy(), this.#inner?.preview());
		for (const segment of segments) {
			drawing.draw(segment);
		}
		drawing.#inner?.end();
		drawing.#blocks.end();
	}

	/** Adds what is inside a block to the latest block, if that is of the same kind. */
	#putInside(block: ChildNode | undefined): boolean {
		const inside = block && insideOf(block);
		if (!inside || inside.nodeName !== this.#inner?.parent.nodeName) {
			return false;
		}
		for (const child of [...inside.childNodes]) {
			this.#inner.put(child);
		}
		return true;
	}

	#nodesOf(segment: Segment): ChildNode[] {
		if (segment.kind === 'code') {
			return [codeBlock(segment.info, segment.text)];
		}
		const tokens = lexBlocks(segment.text);
		const drawn: Drawn = tokens ? blockNodes(tokens, this.#outline) : [plainBlock(segment.text)];
		return drawn.map((node) => (typeof node === 'string' ? element('p', {}, node) : (node as ChildNode)));
	}
}

/** The part of a block that grows with it: items, rows or lines of code. */
const insideOf = (block: ChildNode): Element | null =>
	block instanceof Element ? (/^[OU]L$/.test(block.nodeName) ? block : block.querySelector('tbody, code')) : null;
