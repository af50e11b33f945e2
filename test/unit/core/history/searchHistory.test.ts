import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstLine, HistorySearch, lineFound } from '../../../../src/core/history/searchHistory.ts';
import { entry, fields } from './historySupport.ts';

const sky = { ...entry, id: 'sky' };
const cafe = {
	...entry,
	id: 'cafe',
	model: 'gemini-two',
	answer: 'One line\n\n  The Café\nopens',
	profileName: 'Heim',
};
const search = new HistorySearch([sky, cafe]);
const idsOf = (query: string) => search.find(query).map(({ id }) => id);

test('every word has to be there, in whatever order, case and accents, anywhere', () => {
	assert.deepEqual(idsOf(''), ['sky', 'cafe']);
	assert.deepEqual(idsOf('  CAFE  opéns '), ['cafe']);
	assert.deepEqual(idsOf('blue heim two'), ['cafe']);
	assert.deepEqual(idsOf('sky scatter'), ['sky']);
	assert.deepEqual(idsOf('sky nothing'), []);
});

test('the line with a word is shown, else the first line of the answer', () => {
	assert.equal(lineFound(cafe, 'cafe'), 'The Café');
	assert.equal(lineFound(cafe, 'nothing'), 'One line');
	assert.equal(lineFound(cafe, ''), 'One line');
	assert.equal(lineFound({ ...cafe, fields: { ...fields, prompt: 'a\nthe second' } }, 'second'), 'the second');
	assert.equal(lineFound({ ...cafe, answer: '' }, ''), '');
});

test('a word far behind in a long line is brought into sight', () => {
	const line = lineFound({ ...cafe, answer: `${'long '.repeat(200)}needle in it` }, 'needle');
	assert.match(line, /^…/);
	assert.ok(line.indexOf('needle') > 0 && line.indexOf('needle') < 60, line);
});

test('the first line is the first with something in it', () => {
	assert.equal(firstLine('\r\n \n  Why?\nBecause'), 'Why?');
	assert.equal(firstLine(''), '');
});
