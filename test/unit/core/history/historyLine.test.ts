import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { entryOfTurn } from '../../../../src/core/history/entryOfTurn.ts';
import { History } from '../../../../src/core/history/history.ts';
import { longestAnswer } from '../../../../src/core/history/historyEntry.ts';
import { readLine, writeLine } from '../../../../src/core/history/historyLine.ts';
import { answerText, endInWords } from '../../../../src/core/history/historyWords.ts';
import { HistorySearch, lineFound } from '../../../../src/core/history/searchHistory.ts';
import { readDraftFields } from '../../../../src/core/panel/draftFields.ts';
import { systemRandom } from '../../../../src/net/platform.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryDocument, MemoryLock } from '../../../fakes/memoryDocument.ts';
import { entry, fields, turn } from './historySupport.ts';

const stored = (changes: object) => JSON.stringify({ version: 1, ...entry, ...changes });

test('an entry is read as it was written, in one line', () => {
	const twoLines = { ...entry, answer: 'a\nb\u2028c', attachments: ['a.png'] };
	assert.ok(!writeLine(twoLines).includes('\n'));
	assert.deepEqual(readLine(writeLine(twoLines)), twoLines);
});

test('a field that is new is empty, one that is gone is passed over, and one that is no text counts as empty', () => {
	const read = readLine(stored({ fields: { prompt: 'Hi', system: 7, tomorrow: 'x', __proto__: { model: 'm' } } }));
	assert.deepEqual(read?.fields, { ...fields, prompt: 'Hi' });
	assert.ok(readDraftFields(read?.fields));
});

test('fields that are not texts leave the names of what they list, and nothing else', () => {
	const attached = [{ name: 'cat.png', data: 'BASE64' }, { name: 7 }, null];
	const kept = entryOfTurn(turn, { ...fields, files: attached } as never, { id: 'i', at: 0, secrets: [] });
	assert.deepEqual(kept?.attachments, ['cat.png']);
	assert.ok(!JSON.stringify(kept).includes('BASE64'));
});

test('what is no entry is none', () => {
	for (const line of [
		'',
		'null',
		'[]',
		'7',
		'{',
		stored({ version: 2 }),
		stored({ id: '../x' }),
		stored({ at: 9e15 }),
		stored({ at: '1' }),
		stored({ fields: { system: 'x' } }),
		stored({ fields: null }),
	]) {
		assert.equal(readLine(line), undefined, line);
	}
});

test('what is too long or of another type becomes what it can be', () => {
	const read = readLine(
		stored({
			answer: 'x'.repeat(longestAnswer + 1),
			model: 'm'.repeat(1_000),
			profileId: {},
			usage: null,
			attachments: 'all',
			end: { kind: 'failed', cause: 'constructor' },
		}),
	);
	assert.equal(read?.answer.length, longestAnswer);
	assert.equal(read?.isAnswerCut, true);
	assert.equal(read?.model.length, 300);
	assert.deepEqual([read?.profileId, read?.usage, read?.attachments], [undefined, '', []]);
	assert.deepEqual(read?.end, { kind: 'failed', cause: 'unknown' });
	assert.deepEqual(readLine(stored({ end: { kind: 'toString' } }))?.end, { kind: 'interrupted' });
});

const anything = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.json(),
	fc
		.record({ id: fc.anything(), at: fc.anything(), fields: fc.anything(), answer: fc.anything(), end: fc.anything() })
		.map((changes) => {
			try {
				return stored(changes);
			} catch {
				return '{}';
			}
		}),
);

test('whatever is stored there, it is listed, searched and shown without a throw, and the next request is kept', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(anything), fc.string(), async (lines, query) => {
			const history = new History({
				document: new MemoryDocument(lines.join('\n')),
				lock: new MemoryLock(),
				clock: new ManualClock(),
				random: systemRandom,
				limit: () => 200,
				onFault: () => assert.fail('It could not be written.'),
			});
			await history.add(turn, fields);
			const [first, ...others] = await history.list();
			assert.equal(first?.fields.prompt, fields.prompt);
			for (const found of [first, ...new HistorySearch(others).find(query)]) {
				lineFound(found, query);
				answerText(found);
				endInWords(found.end);
				assert.ok(readDraftFields(found.fields));
				assert.ok(!Number.isNaN(new Date(found.at).getTime()));
			}
		}),
	);
});
