import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editorPrompt, largePrompt, longestPrompt, sizeInWords } from '../../../src/core/editorPrompt.ts';

const document = 'first\r\nsecond\r\n\r\nlast\r\n';
const prompt = (selections: readonly string[], line = 'second') => editorPrompt({ selections, line, document });
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
		assert.deepEqual(prompt([''], line), { text: document, isWholeDocument: true });
	});
}

test('in an empty document there is nothing to send', () => {
	for (const empty of ['', '\r\n\r\n', ' \t\n']) {
		assert.equal(editorPrompt({ selections: [''], line: '', document: empty }), undefined);
	}
});

test('a selection that cuts an emoji in two is taken as it is', () => {
	assert.deepEqual(prompt(['\ude00 smile \ud83d']), part('\ude00 smile \ud83d'));
});

test('a selection of a whole large file is a selection', () => {
	const text = 'x'.repeat(longestPrompt + 1);
	assert.equal(prompt([text])?.text.length, longestPrompt + 1);
	assert.equal(prompt([text])?.isWholeDocument, false);
});

for (const [length, words] of [
	[4, '4 characters, about 1 tokens'],
	[5, '5 characters, about 2 tokens'],
	[1023, '1023 characters, about 256 tokens'],
	[1024, '1 thousand characters, about 256 tokens'],
	[largePrompt, '102 thousand characters, about 25600 tokens'],
	[largePrompt + 1, '102 thousand characters, about 25601 tokens'],
	[longestPrompt, '10486 thousand characters, about 2621440 tokens'],
] as const) {
	test(`a text of ${length} is “${words}”`, () => {
		assert.equal(sizeInWords('x'.repeat(length)), words);
	});
}
