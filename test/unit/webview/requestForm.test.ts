import assert from 'node:assert/strict';
import { test } from 'node:test';
import './page.ts';
import { abilitiesOf } from '../../../src/core/gemini/abilities.ts';
import type { TokenCount } from '../../../src/core/panel/requestProtocol.ts';
import { modelLine } from '../../../src/webview/request/modelLine.ts';
import { TokenCountLine } from '../../../src/webview/request/tokenCountLine.ts';

/** A line with what it asked for, by number. */
function countLine({ size = 10 } = {}) {
	const asked: number[] = [];
	const line = new TokenCountLine({ ask: (count) => asked.push(count), size: () => size });
	const words = () => line.element.querySelector('.token-count')?.textContent;
	const show = (tokenCount?: TokenCount, countsTokens = false) =>
		line.show({ countsTokens, ...(tokenCount ? { tokenCount } : {}) });
	return { line, asked, words, show };
}
const counted = (count: number, isFault = false): TokenCount => ({ count, words: `${count} tokens`, isFault });

test('the answer to the question asked last is shown, once', () => {
	const { line, asked, words, show } = countLine();
	line.ask();
	line.ask();
	assert.deepEqual(asked, [1, 2]);
	show(counted(1));
	assert.equal(words(), 'Counting…');
	show(counted(2));
	assert.equal(words(), '2 tokens');
	line.onEdit();
	assert.equal(words(), '');
	// The state comes again with every piece of news, and the old count with it.
	show(counted(2));
	assert.equal(words(), '');
});

test('an answer that comes after an edit is not shown: it is of another text', () => {
	const { line, words, show } = countLine();
	line.ask();
	line.onEdit();
	show(counted(1));
	assert.equal(words(), '');
});

test('a fault looks like one until the next question', () => {
	const { line, show } = countLine();
	line.ask();
	show(counted(1, true));
	assert.ok(line.element.querySelector('.fault'));
	line.ask();
	assert.equal(line.element.querySelector('.fault'), null);
});

test('tokens are counted by themselves a second after the last key, where that is wanted and there is something', (t) => {
	t.mock.timers.enable({ apis: ['setTimeout'] });
	const asks = (isWanted: boolean, size: number) => {
		const { line, asked, show } = countLine({ size });
		show(undefined, isWanted);
		line.onEdit();
		t.mock.timers.tick(900);
		line.onEdit();
		t.mock.timers.tick(900);
		const early = asked.length;
		t.mock.timers.tick(200);
		return [early, asked.length];
	};
	assert.deepEqual(asks(true, 10), [0, 1]);
	assert.deepEqual(asks(false, 10), [0, 0]);
	assert.deepEqual(asks(true, 0), [0, 0]);
	assert.deepEqual(asks(true, 2_000_000), [0, 0]);
});

test('a model is told in one line, as far as it is known', () => {
	const facts = { inputTokenLimit: 1_048_576, outputTokenLimit: 65_536 };
	assert.equal(modelLine(abilitiesOf('gemini-2.5-pro', facts)), '1,048,576 tokens in · 65,536 out · always thinks');
	assert.equal(modelLine(abilitiesOf('gemini-2.5-flash')), 'thinks if wanted');
	assert.equal(modelLine(abilitiesOf('my-model')), '');
});
