import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerEdit } from '../../../../src/core/editor/answerEdit.ts';
import { edited } from '../../../../src/core/editor/span.ts';

/** The document with an answer in it; what was sent stands between « and ». */
function after(marked: string, answer: string, place: 'below' | 'replace'): string {
	const document = marked.replace(/[«»]/g, '');
	const span = { start: marked.indexOf('«'), end: marked.indexOf('»') - 1 };
	const eol = document.includes('\r\n') ? '\r\n' : '\n';
	return edited(document, [answerEdit(place, document, span, eol, answer)]);
}

for (const [what, marked, below, replaced] of [
	['whole lines', 'x\n«  a\n  b\n»y\n', 'x\n  a\n  b\n  A\n    B\ny\n', 'x\n  A\n    B\ny\n'],
	['the last line of a file without an end', 'x\n  «a»', 'x\n  a\n  A\n    B', 'x\n  A\n    B'],
	['a part of a line', '  x = «a»;\r\ny\r\n', '  x = a;\r\n  A\r\n    B\r\ny\r\n', '  x = A\r\n    B;\r\ny\r\n'],
	['lines with blank ones behind', '«a\n\n»y', 'a\nA\n  B\n\ny', 'A\n  B\n\ny'],
	['a whole file', '«a\nb\n»', 'a\nb\nA\n  B\n', 'A\n  B\n'],
	['the first line', '«a»\nb', 'a\nA\n  B\nb', 'A\n  B\nb'],
] as const) {
	test(`an answer to ${what} goes below it, or in its place`, () => {
		assert.equal(after(marked, 'A\n  B', 'below'), below);
		assert.equal(after(marked, 'A\n  B', 'replace'), replaced);
	});
}
