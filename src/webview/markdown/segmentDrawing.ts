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

	/** Answers with the nodes that stand there now: blocks, or what was added inside the latest one. */
	draw(segment: Segment): readonly ChildNode[] {
		const nodes = this.#nodesOf(segment);
		const added = segment.continues && nodes[0] ? this.#putInside(nodes[0]) : undefined;
		const blocks = (added ? nodes.slice(1) : nodes).map((node) => {
			this.#inner?.end();
			const block = this.#blocks.put(node);
			const inner = insideOf(block);
			this.#inner = inner ? new Growth(inner, inner.lastChild) : undefined;
			return block;
		});
		return [...(added ?? []), ...blocks];
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
	#putInside(block: ChildNode): readonly ChildNode[] | undefined {
		const inside = insideOf(block);
		const inner = this.#inner;
		return inside && inner && inside.nodeName === inner.parent.nodeName
			? [...inside.childNodes].map((child) => inner.put(child))
			: undefined;
	}

	#nodesOf(segment: Segment): ChildNode[] {
		if (segment.kind === 'code') {
			return [codeBlock(segment.info, segment.text)];
		}
		if (segment.kind === 'plain') {
			return [farBlock(segment.text)];
		}
		const tokens = lexBlocks(segment.text);
		const drawn: Drawn = tokens ? blockNodes(tokens, this.#outline) : [plainBlock(segment.text)];
		return drawn.map((node) => (typeof node === 'string' ? element('p', {}, node) : (node as ChildNode)));
	}
}

/** Text so far down an answer that it is laid out only when somebody comes there; how high it is is a guess until then. */
function farBlock(text: string): ChildNode {
	const block = plainBlock(text);
	block.classList.add('settled');
	return block;
}

/** The part of a block that grows with it: items, rows or lines of code. */
const insideOf = (block: ChildNode): Element | null =>
	block instanceof Element ? (/^[OU]L$/.test(block.nodeName) ? block : block.querySelector('tbody, code')) : null;
