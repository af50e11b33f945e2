import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joined, partsOf } from '../../../../src/core/editor/parts.ts';

/** What is sent of a document in which these texts, one after the other, are selected, then a line of its own. */
function sent(selections: readonly string[], line: string, rest = '') {
	const texts = [...selections, line];
	const document = texts.join('') + rest;
	const startOf = (index: number) => texts.slice(0, index).join('').length;
	const spans = texts.map((text, index) => ({ start: startOf(index), end: startOf(index) + text.length }));
	const found = partsOf(document, { selections: spans.slice(0, -1), line: spans.at(-1) ?? { start: 0, end: 0 } });
	return (
		found && {
			text: joined(found.parts.map(({ start, end }) => document.slice(start, end))),
			isWholeDocument: found.isWholeDocument,
		}
	);
}
const prompt = (selections: readonly string[], line = 'second') => sent(selections, line, '\r\nlast\r\n');
const part = (text: string) => ({ text, isWholeDocument: false });

test('what is selected is sent as it stands, CRLF and indentation and all', () => {
	assert.deepEqual(prompt(['  second\r\n\r\n']), part('  second\r\n\r\n'));
});

test('several selections are sent in their order, each a paragraph', () => {
	assert.deepEqual(prompt(['b', 'a', 'b']), part('b\n\na\n\nb'));
});

test('of several cursors those with nothing selected count for nothing', () => {
	assert.deepEqual(prompt(['', 'first', ' \r\n', 'last', '']), part('first\n\nlast'));
});

for (const selections of [[], [''], ['', ''], [' \t\r\n']]) {
	test(`with ${JSON.stringify(selections)} selected the line is sent, without its indentation`, () => {
		assert.deepEqual(prompt(selections, '\t second \r'), part('second'));
	});
}

for (const line of ['', ' \t', '\r', '\u00a0']) {
	test(`in the empty line ${JSON.stringify(line)} the whole document is meant`, () => {
		assert.deepEqual(prompt([''], line), { text: `${line}\r\nlast\r\n`, isWholeDocument: true });
	});
}

test('in an empty document there is nothing to send', () => {
	for (const empty of ['', '\r\n\r\n', ' \t\n']) {
		assert.equal(sent([''], '', empty), undefined);
	}
});

test('a selection that cuts an emoji in two is taken as it is', () => {
	assert.deepEqual(prompt(['\ude00 smile \ud83d']), part('\ude00 smile \ud83d'));
});

test('a selection of a whole large file is a selection', () => {
	const text = 'x'.repeat(1_000_000);
	assert.equal(prompt([text])?.text.length, 1_000_000);
	assert.equal(prompt([text])?.isWholeDocument, false);
});
