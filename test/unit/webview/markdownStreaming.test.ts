import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { blockNodes } from '../../../src/webview/markdown/blocks.ts';
import { lexBlocks } from '../../../src/webview/markdown/lexer.ts';
import { MarkdownView } from '../../../src/webview/markdown/markdownView.ts';
import { Outline } from '../../../src/webview/markdown/outline.ts';
import { harm } from './harmless.ts';
import { drawAll, drawn, elementsMade, frame, streamed } from './page.ts';

const blocks = [
	...['# A\n', '## B *c*\n', '###### f\n', 'one\n', 'two\nlines\n', 'text $x_1*y*$\n', '\\\n', '**b** `c`\n'],
	...[
		'- a\n',
		'- b\n',
		'  more\n',
		'  - n\n',
		'    deep\n',
		'1. x\n',
		'2. y\n',
		'   on\n',
		'10. z\n',
		'+ p\n',
		'-\n',
		'1.\n',
	],
	...[
		'- [ ] t\n',
		'- [x] u\n',
		'> q\n',
		'> r\n>\n> s\n',
		'> ```\n> k\n> ```\n',
		'> - i\n',
		'---\n',
		'===\n',
		'* * *\n',
	],
	...[
		'```js\ncode\n\nx\n```\n',
		'~~~\nz\n~~~\n',
		'  ```\n  in\n\n  two\n  ```\n',
		'    indented\n',
		'    \n',
		'\n',
		'\n\n',
	],
	...[
		'| a | b |\n|---|:-:|\n| 1 | 2 |\n',
		'| 3 |\n',
		'<div>\nraw\n</div>\n\n',
		'<!-- c\n\nd -->\n',
		'<b>x</b>\n',
		'$$\nx\n= y\n$$\n',
	],
	...['[l](https://ai.google.dev)\n', '[m](http://e.com) ![i](x)\n', 'https://ai.google.dev/a b@c.de\n'],
];
const pieces = [
	...[
		'```',
		'~~~',
		'``',
		'`',
		'*',
		'**',
		'_',
		'~~',
		'[',
		'](',
		')',
		'!',
		'<',
		'>',
		'<!--',
		'-->',
		'<pre>',
		'</pre>',
		'|',
		'|-|\n',
	],
	...[
		'\n',
		'\r\n',
		'\r',
		'\t',
		' ',
		'  ',
		'$',
		'$$',
		'\\',
		'&amp;',
		'&',
		'#',
		'-',
		'=',
		'1.',
		'☐😀',
		'\u202e',
		'word',
		'שלום',
	],
];
const answers = fc.oneof(
	{ weight: 3, arbitrary: fc.array(fc.constantFrom(...blocks), { maxLength: 8 }) },
	{ weight: 3, arbitrary: fc.array(fc.constantFrom(...blocks, ...pieces), { maxLength: 14 }) },
	// Long ones, which are cut where they are.
	{
		weight: 1,
		arbitrary: fc
			.tuple(fc.constantFrom(...blocks, ...pieces), fc.integer({ min: 100, max: 500 }), fc.constantFrom(...blocks))
			.map(([each, times, last]) => [each.repeat(times), last]),
	},
);
const cuts = fc.array(fc.nat(30), { minLength: 1, maxLength: 8 });

/** A text in pieces of these lengths, over and over; long texts in longer pieces. */
function inPieces(text: string, lengths: readonly number[]): string[] {
	const made: string[] = [];
	const factor = 1 + Math.floor(text.length / 150);
	for (let at = 0; at < text.length; ) {
		const length = factor * (1 + (lengths[made.length % lengths.length] ?? 0));
		made.push(text.slice(at, at + length));
		at += length;
	}
	return made;
}

test('an answer that comes in pieces is at every piece drawn as if it had come whole', () => {
	fc.assert(
		fc.property(answers, cuts, (parts, lengths) => {
			const text = parts.join('');
			const view = new MarkdownView();
			for (const piece of inPieces(text, lengths)) {
				view.append(piece);
				drawAll();
				assert.equal(view.element.innerHTML, drawn(view.text));
			}
			assert.equal(view.text, text);
			assert.deepEqual(harm(view.element), []);
		}),
		{ seed: 20, numRuns: 400 },
	);
});

test('pieces that come between two frames, and frames without a piece, make no difference', () => {
	fc.assert(
		fc.property(answers, cuts, (parts, lengths) => {
			const text = parts.join('');
			const view = new MarkdownView();
			for (const [at, piece] of inPieces(text, lengths).entries()) {
				view.append(piece);
				for (let frames = at % 3; frames > 0; frames -= 1) {
					frame();
				}
			}
			drawAll();
			assert.equal(view.element.innerHTML, drawn(text));
		}),
		{ seed: 21, numRuns: 200 },
	);
});

/** Code that is cut differently is the same code but for its line end and its pieces. */
const withoutCuts = (markup: string): string =>
	markup.replaceAll(/<span class="chunk(?: settled)?">|\n?<\/span>| class="settled"|(?<=class="\w+) settled/g, '');

test('cutting an answer into segments makes no difference to what is drawn', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...blocks), { maxLength: 8 }), (parts) => {
			const text = parts.join('');
			const whole = document.createElement('div');
			whole.append(...blockNodes(lexBlocks(text) ?? [], new Outline()));
			assert.equal(withoutCuts(drawn(text)), withoutCuts(whole.innerHTML));
		}),
		{ seed: 22, numRuns: 3000 },
	);
});

test('long lists and tables stay one', () => {
	const list = drawn('- item\n  - *inner*\n'.repeat(400));
	assert.match(list, /^<ul>(<li dir="auto">item<ul><li dir="auto"><em>inner<\/em><\/li><\/ul><\/li>){400}<\/ul>$/);
	const numbered = drawn(Array.from({ length: 400 }, (_, at) => `${at + 5}. item\n\n`).join(''));
	assert.equal(numbered.match(/<li/g)?.length, 400);
	assert.equal(numbered.match(/<ol start="5">/g)?.length, 1);
	assert.equal(numbered.match(/<ol/g)?.length, 1);
	const table = drawn(`| a | b |\n|---|--:|\n${'| *c* | d |\n'.repeat(900)}`);
	assert.equal(table.match(/<table>/g)?.length, 1);
	assert.match(
		table,
		/<tbody>(<tr><td dir="auto"><em>c<\/em><\/td><td class="align-right" dir="auto">d<\/td><\/tr>){900}<\/tbody>/,
	);
	const code = drawn(`\`\`\`\n${'const a = 1;\n'.repeat(4000)}\`\`\`\n`);
	assert.equal(code.match(/<pre/g)?.length, 1);
	assert.ok((code.match(/class="chunk/g)?.length ?? 0) > 2);
});

test('nodes that are drawn stay while more comes behind them', () => {
	const view = streamed(['# Head\n\nfirst *words*\n\n- item one\n- item', ' two']);
	const { firstChild: heading, lastChild: list } = view.element;
	const item = list?.lastChild;
	const text = item?.firstChild;
	for (const piece of [' goes', ' on\n', '- three\n', '\nAfter\n\n```js\n', 'code', '\nmore\n', '```\nend']) {
		view.append(piece);
		drawAll();
	}
	assert.equal(view.element.firstChild, heading);
	assert.equal(view.element.childNodes[2], list);
	assert.equal(list?.childNodes[1], item);
	assert.equal(item?.firstChild, text);
	assert.equal(text?.textContent, 'item two goes on');
	assert.equal(
		view.element.textContent.replaceAll(/\s/g, ''),
		'Headfirstwordsitemoneitemtwogoesonthree' + 'AfterjsCopycodemoreend',
	);
});

test('a button that says what came of it is not silenced by more code', () => {
	const view = streamed(['```js\none\n']);
	const button = view.element.querySelector('button');
	Object.assign(button ?? {}, { textContent: 'Copied' });
	view.append('two\n');
	drawAll();
	assert.equal(view.element.querySelector('button'), button);
	assert.equal(button?.textContent, 'Copied');
	assert.equal(view.element.querySelector('code')?.textContent, 'one\ntwo\n');
});

let lexed = 0;
const { parse } = MarkdownIt.prototype;
MarkdownIt.prototype.parse = function (source, env) {
	lexed += source.length;
	return parse.call(this, source, env);
};

/** What drawing a stream costs: elements made and characters lexed, for each character of the answer. */
function costOf(text: string, size: number): number {
	const before = elementsMade + lexed;
	streamed(inPiecesOf(text, size));
	return (elementsMade + lexed - before) / text.length;
}

const inPiecesOf = (text: string, size: number): string[] =>
	Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));

const line = 'Words of **an** answer, with `code` and [links](https://ai.google.dev/), in lines that go on.\n';
const answersOf: Readonly<Record<string, (length: number) => string>> = {
	prose: (length) => `${line.repeat(4)}\n`.repeat(length / 400),
	lists: (length) => '- one\n  - two of *them*\n    1. three\n'.repeat(length / 40),
	tables: (length) => `| a | b |\n|---|---|\n${'| some | cells |\n'.repeat(length / 17)}`,
	code: (length) => `\`\`\`js\n${'const a = 1; // code\n'.repeat(length / 21)}`,
	'one item': (length) => `- a\n${'  words of one item\n'.repeat(length / 20)}`,
	'one paragraph': (length) => 'words that go on in a line\n'.repeat(length / 27),
	quotations: (length) => '> > words that go on in a line\n'.repeat(length / 31),
};

for (const [name, answer] of Object.entries(answersOf)) {
	test(`the cost of a stream of ${name} grows with its length alone`, () => {
		// Each of many small pieces may cost what is unfinished, but never what came long before.
		const [short, long] = [costOf(answer(20_000), 40), costOf(answer(40_000), 40)];
		assert.ok(short > 0 && long < 1.3 * short, `${short} and ${long} for each character`);
		assert.ok(costOf(answer(200_000), 4096) < 12);
	});
}
