import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitingInWords } from '../../../../src/core/http/queueWords.ts';

test('a wait says how many wait before', () => {
	assert.match(waitingInWords(0), /this one is next\.$/);
	assert.match(waitingInWords(1), /; 1 waits before this one\.$/);
	assert.match(waitingInWords(7), /; 7 wait before this one\.$/);
});
