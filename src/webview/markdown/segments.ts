import { headBefore, isLong, type LineRun, noLines, withLine } from './lineRun.ts';
import { closes, type Fence, fenceOf, indentOf, isBlank, itemIndentOf } from './lines.ts';

/**
 * A stretch of an answer that is drawn by itself, whatever follows. Code, lists and tables may come in several, of which
 * all but the first continue the one before.
 */
export type Segment = { readonly text: string; readonly continues: boolean } & (
	| { readonly kind: 'markdown' | 'plain' }
	| { readonly kind: 'code'; readonly info: string }
);

type Inside = { readonly kind: 'markdown' | 'plain' } | { readonly kind: 'code'; readonly fence: Fence };

const inMarkdown: Inside = { kind: 'markdown' };
const inPlain: Inside = { kind: 'plain' };

// What is longer goes on in another segment, lists at their next item. These are shorter, because a list that streams is
// drawn again from its latest segment.
const longest = 16_000;
const longList = 1_000;
/** So many segments make up one list or table. A longer one goes on in another, as laying it out anew takes its whole length. */
const mostOfBlock = 20;
/** How much Markdown is drawn as such, in characters and so many more for each line. What follows is plain text. */
const mostMarkdown = 2_000_000;
const perLine = 40;

/**
 * Cuts an answer into segments as it comes, reading each line once. It cuts where blocks cannot but end: at fences, and at a
 * blank line before a line that nothing before it can take in. As it looks only at the text up to there, how the text comes
 * in pieces makes no difference.
 */
export class SegmentReader {
	#inside: Inside = inMarkdown;
	/** The text of the segment, and behind it what is not read yet. */
	#rest = '';
	/** A carriage return that may be the first half of a line end. */
	#held = '';
	/** Where in it the first line begins that is not read yet. */
	#at = 0;
	/** How far the text of the latest list item is indented; 0 outside lists. */
	#item = 0;
	#afterBlank = false;
	/** The segment goes on with the last block of the one before. */
	#continues = false;
	/** Of how many segments the list or table is that the segment goes on with. */
	#pieces = 0;
	#markdown = 0;
	#run: LineRun = noLines;
	/** The rest of a line that was too long is not the start of anything. */
	#midLine = false;

	/** Takes more of the answer and gives the segments that it ends. */
	push(text: string): Segment[] {
		const come = this.#held + text;
		this.#held = come.endsWith('\r') ? '\r' : '';
		this.#rest += come.slice(0, come.length - this.#held.length).replace(/\r\n?/g, '\n');
		const done: Segment[] = [];
		for (;;) {
			const end = this.#rest.indexOf('\n', this.#at) + 1;
			if (end > 0 && end <= longest) {
				done.push(...this.#readLine(end - this.#at));
			} else if (this.#rest.length >= longest) {
				done.push(...this.#cutBeforeLine());
			} else {
				return done;
			}
		}
	}

	/** The segments of what is left, if the answer ended here. */
	rest(): Segment[] {
		const ended = this.#copy();
		ended.#softenUnderline();
		const length = ended.#rest.length - ended.#at;
		const done = length > 0 ? ended.#readLine(length) : [];
		return [...done, ...ended.#take(ended.#rest.length)];
	}

	#readLine(length: number): Segment[] {
		const line = this.#rest.slice(this.#at, this.#at + length).replace(/\n$/, '');
		const whole = !this.#midLine;
		this.#midLine = false;
		if (this.#inside.kind === 'code') {
			if (whole && closes(this.#inside.fence, line)) {
				return this.#endCode(length);
			}
		} else if (whole && !isBlank(line) && this.#inside.kind === 'markdown') {
			return this.#readMarkdown(line, length);
		}
		this.#run = withLine(this.#run, line, this.#at, whole);
		this.#afterBlank = whole;
		this.#at += length;
		return [];
	}

	#readMarkdown(line: string, length: number): Segment[] {
		this.#markdown += perLine;
		const indent = indentOf(line);
		const outermost = indent <= 3 && (this.#item === 0 || indent < this.#item);
		const fence = outermost ? fenceOf(line) : undefined;
		if (fence) {
			const done = this.#take(this.#at);
			this.#skip(length);
			this.#inside = { kind: 'code', fence };
			return done;
		}
		const item = itemIndentOf(line.trimStart());
		const done = this.#endBefore(line, outermost, item > 0);
		if (outermost && item > 0) {
			this.#item = indent + item;
		}
		this.#run = withLine(this.#run, line, this.#at, item > 0 || isBlank(line.replaceAll('>', '')));
		this.#afterBlank = false;
		this.#at += length;
		return done;
	}

	/** Ends the segment before a line that begins another one, or before which it has become long. */
	#endBefore(line: string, outermost: boolean, isItem: boolean): Segment[] {
		const begins = outermost && (this.#afterBlank ? !isItem || this.#item === 0 : false);
		if (begins) {
			return this.#take(this.#at);
		}
		if (outermost && isItem && this.#at > longList) {
			return this.#take(this.#at, this.#item > 0);
		}
		if (!isItem && isLong(this.#run, this.#at)) {
			const head = headBefore(this.#run, line);
			const done = this.#take(this.#at, head !== '');
			this.#rest = head + this.#rest;
			this.#at = head.length;
			this.#run = { ...noLines, table: head };
			return done;
		}
		return [];
	}

	#endCode(length: number): Segment[] {
		const done = this.#take(this.#at, false);
		this.#skip(length);
		this.#inside = inMarkdown;
		return done;
	}

	/** Ends the segment before a line that makes it too long, or in that line where it is alone. */
	#cutBeforeLine(): Segment[] {
		this.#midLine ||= this.#at === 0;
		const inPair = /[\ud800-\udbff]/.test(this.#rest.charAt(longest - 1));
		return this.#take(this.#at || (inPair ? longest - 1 : longest));
	}

	/** Ends the segment after so many characters. What follows may go on with its last block. */
	#take(length: number, goesOn = this.#inside.kind === 'code'): Segment[] {
		const text = this.#rest.slice(0, length);
		const continues = this.#continues;
		this.#skip(length);
		if (this.#inside.kind === 'code') {
			const { fence } = this.#inside;
			this.#continues = goesOn;
			return continues && text === '' ? [] : [{ kind: 'code', text: codeOf(text, fence), info: fence.info, continues }];
		}
		const { kind } = this.#inside;
		this.#pieces = goesOn ? (this.#pieces + 1) % mostOfBlock : 0;
		this.#continues = this.#pieces > 0;
		this.#markdown += length;
		if (this.#markdown > mostMarkdown) {
			this.#inside = inPlain;
		}
		return text.trim() === '' ? [] : [{ kind, text, continues }];
	}

	#skip(length: number): void {
		this.#rest = this.#rest.slice(length);
		this.#at = 0;
		this.#item = 0;
		this.#afterBlank = false;
		this.#run = noLines;
	}

	/**
	 * A single `-` or `=` after a line of text would make it a heading until the rest of the line comes, which mostly makes
	 * it an item. So it stands for itself while it is the last.
	 */
	#softenUnderline(): void {
		const last = this.#rest.slice(this.#at);
		if (this.#inside.kind === 'markdown' && this.#at > 0 && /^[ \t>]*[-=][ \t]*$/.test(last)) {
			this.#rest = this.#rest.slice(0, this.#at) + last.replace(/[-=]/, '\\$&');
		}
	}

	#copy(): SegmentReader {
		const copy = new SegmentReader();
		copy.#inside = this.#inside;
		copy.#rest = this.#rest;
		copy.#at = this.#at;
		copy.#item = this.#item;
		copy.#afterBlank = this.#afterBlank;
		copy.#continues = this.#continues;
		copy.#pieces = this.#pieces;
		copy.#markdown = this.#markdown;
		copy.#run = this.#run;
		copy.#midLine = this.#midLine;
		return copy;
	}
}

const codeOf = (text: string, { indent }: Fence): string =>
	indent === 0 ? text : text.replace(new RegExp(`^ {1,${indent}}`, 'gm'), '');
