import assert from 'node:assert/strict';
import { test } from 'node:test';
import { additionFor, type Piece, replacementFor, sentOf, textToPut } from '../../../../src/core/editor/piece.ts';

const piece = (text: string, before = '', eol: Piece['eol'] = '\n'): Piece => ({ text, before, eol });

test('an answer that is one fenced block is put in without its fence, any other as it is', () => {
	assert.equal(textToPut('```ts\na\n```\n'), 'a');
	assert.equal(textToPut('So:\n```ts\na\n```'), 'So:\n```ts\na\n```');
});

test('a piece is sent without the indentation that its lines share', () => {
	assert.equal(sentOf(piece('    if x:\n        y\n')), 'if x:\n    y\n');
	assert.equal(sentOf(piece('if x:\n        y', '    ')), 'if x:\n    y');
	assert.equal(sentOf(piece('\tif x:\r\n\r\n\t\ty', '', '\r\n')), 'if x:\n\n\ty');
	assert.equal(sentOf(piece('f(\n    a)', '  x = ')), 'f(\n  a)');
	assert.equal(sentOf(piece('word', 'one ')), 'word');
});

for (const [what, given, answer, replacement] of [
	['whole lines', piece('    a\n    b\n'), 'A\nB', '    A\n    B\n'],
	['whole lines, answered with their indentation', piece('    a\n    b\n'), '    A\n      B\n', '    A\n      B\n'],
	['lines from the first letter on', piece('if x:\n        y', '    '), 'if z:\n    y', 'if z:\n        y'],
	['lines from within the indentation on', piece('  a\n    b', '  '), 'A\n  B', '  A\n      B'],
	['a part of a line', piece('f(a)', '  x = '), 'g(a)\n', 'g(a)'],
	['a part of a line, answered with several', piece('f(a)', '  x = '), 'g(\n  a\n)', 'g(\n    a\n  )'],
	['lines with CRLF', piece('  a\r\n', '', '\r\n'), '```\nA\nB\n```', '  A\r\n  B\r\n'],
	['lines with blank ones around', piece('\n\n  a\n\n'), '\n\nA\n', '\n\n  A\n\n'],
	['lines of tabs', piece('\ta\n\t\tb'), 'A\n\tB\n\n\tC', '\tA\n\t\tB\n\n\t\tC'],
	['lines that end within the next indentation', piece('a\n    ', '    '), 'A', 'A\n    '],
	['a word in a text', piece('word', 'one '), '  other  ', 'other'],
] as const) {
	test(`in the place of ${what}, line ends and indentation stay those of the document`, () => {
		assert.equal(replacementFor(given, answer), replacement);
	});
}

test('what goes below begins lines of its own, in the indentation of the piece', () => {
	assert.equal(additionFor(piece('    a\n    b\n'), '```\nA\n  B\n```'), '\n    A\n      B');
	assert.equal(additionFor(piece('a', '  ', '\r\n'), 'A\n\nB\n'), '\r\n  A\r\n\r\n  B');
});

test('an answer that is the piece as it was sent changes nothing', () => {
	for (const same of [
		piece('    if x:\n        y\n'),
		piece('if x:\n        y', '    '),
		piece('\tif x:\r\n\r\n\t\ty\r\n', '', '\r\n'),
		piece('f(\n    a)', '  x = '),
		piece('\n  a\n\n    b\n  c\n'),
	]) {
		assert.equal(replacementFor(same, sentOf(same)), same.text);
	}
});
