import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexFailure, indexFaultOf } from '../../../src/core/profiles/indexFault.ts';
import { storageFailure } from '../../../src/core/profiles/storageFailure.ts';
import { unreadableInWords } from '../../../src/core/profiles/unreadableWords.ts';
import { MemoryDocument } from '../../fakes/memoryDocument.ts';
import { setUp } from './profileSupport.ts';

const table = [
	['damaged', '{', /is damaged.*can be repaired/],
	['newer', '{"version":99}', /written by a newer version of Latchkey\. Update Latchkey/],
] as const;
for (const [fault, text, words] of table) {
	test(`an index that is ${fault} is told from other failures, and in words of its own`, async () => {
		const { store } = setUp({ index: new MemoryDocument(text) });
		const outcome = await store.list();
		assert.ok(outcome.kind === 'failed');
		assert.deepEqual(outcome.failure, indexFailure(fault));
		assert.equal(indexFaultOf(outcome.failure), fault);
		assert.match(unreadableInWords(outcome.failure), words);
	});
}

test('another failure is none of the index, and says what it knows', () => {
	const failure = storageFailure('index read', new TypeError('C:\\Users\\me'));
	assert.equal(indexFaultOf(failure), undefined);
	assert.equal(
		unreadableInWords(failure),
		'The profiles could not be read (index read: TypeError). Nothing was changed.',
	);
	assert.equal(indexFaultOf({ cause: 'unknown', evidence: 'index damaged' }), undefined);
	assert.equal(indexFaultOf(undefined), undefined);
});
