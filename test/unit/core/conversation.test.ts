import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptTurns, turnsBefore } from '../../../src/core/panel/conversation.ts';
import { emptyFields } from '../../../src/core/panel/draftFields.ts';
import type { Turn } from '../../../src/core/panel/turn.ts';

const turn = (number: number, answer: string): Turn => ({
	turn: number,
	prompt: `prompt ${number}`,
	model: 'one',
	profile: 'Work',
	answer,
	usage: '',
	latency: '',
});
const goesOn = { ...emptyFields, conversation: 'yes' };
const numbers = (turns: readonly Turn[]) => turns.map((each) => each.turn);

test('a prompt goes on from turns with an answer, also one that was cut off', () => {
	const stopped: Turn = { ...turn(2, 'half an ans'), end: { kind: 'cancelled' } };
	assert.deepEqual(numbers(turnsBefore(goesOn, [turn(1, 'a')], stopped)), [1, 2]);
	assert.deepEqual(numbers(turnsBefore(goesOn, [turn(1, 'a')], turn(2, ''))), [1]);
	assert.deepEqual(numbers(turnsBefore(emptyFields, [turn(1, 'a')], stopped)), []);
});

test('of a very long conversation the latest hundred turns are sent', () => {
	const many = Array.from({ length: 150 }, (_, index) => turn(index + 1, 'a'));
	const sent = numbers(turnsBefore(goesOn, many, turn(151, 'a')));
	assert.equal(sent.length, 100);
	assert.equal(sent.at(-1), 151);
});

test('over a reload the latest turns are kept, as far as they are no more than a window keeps', () => {
	const large = [1, 2, 3, 4].map((number) => turn(number, 'x'.repeat(100 * 1024)));
	assert.deepEqual(numbers(keptTurns(large)), [3, 4]);
	assert.deepEqual(numbers(keptTurns([turn(1, 'a'), turn(2, 'b')])), [1, 2]);
	assert.deepEqual(numbers(keptTurns([turn(1, 'x'.repeat(300 * 1024))])), []);
});
