import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { edited, movedBy, type Span } from '../../../../src/core/editor/span.ts';

const text = 'one two three';
const two: Span = { start: 4, end: 7 };

for (const [what, change, moved] of [
	['typed before it', { offset: 0, removed: 0, added: 5 }, { start: 9, end: 12 }],
	['typed right before it', { offset: 4, removed: 0, added: 2 }, { start: 6, end: 9 }],
	['deleted before it', { offset: 0, removed: 4, added: 0 }, { start: 0, end: 3 }],
	['typed right behind it', { offset: 7, removed: 0, added: 2 }, two],
	['deleted behind it', { offset: 7, removed: 6, added: 0 }, two],
	['typed in it', { offset: 5, removed: 0, added: 1 }, undefined],
	['deleted into it', { offset: 2, removed: 3, added: 0 }, undefined],
	['deleted out of it', { offset: 6, removed: 3, added: 0 }, undefined],
	['put in its place', { offset: 4, removed: 3, added: 3 }, undefined],
	['put in the place of all', { offset: 0, removed: 13, added: 20 }, undefined],
] as const) {
	test(`of what is ${what}, a span ${moved ? 'follows its text' : 'knows that its text is another'}`, () => {
		assert.deepEqual(movedBy(two, change), moved);
	});
}

test('as long as a span is followed, its text is the same', () => {
	const change = fc.tuple(fc.nat(30), fc.nat(8), fc.string({ maxLength: 6 }));
	fc.assert(
		fc.property(fc.array(change), (changes) => {
			let now = text;
			let span: Span | undefined = two;
			for (const [at, most, added] of changes) {
				const offset = Math.min(at, now.length);
				const removed = Math.min(most, now.length - offset);
				now = now.slice(0, offset) + added + now.slice(offset + removed);
				span = span && movedBy(span, { offset, removed, added: added.length });
			}
			assert.equal(span ? now.slice(span.start, span.end) : 'two', 'two');
		}),
	);
});

test('edits are carried out by their place, in whatever order they come', () => {
	assert.equal(edited(text, []), text);
	assert.equal(
		edited(text, [
			{ start: 8, end: 13, text: '3' },
			{ start: 0, end: 3, text: '1' },
			{ start: 7, end: 7, text: '!' },
		]),
		'1 two! 3',
	);
});
