import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { History, type HistoryPorts } from '../../../../src/core/history/history.ts';
import { longestAnswer, longestField } from '../../../../src/core/history/historyEntry.ts';
import { answerText, lackingInWords } from '../../../../src/core/history/historyWords.ts';
import { systemRandom } from '../../../../src/net/platform.ts';
import { FileLock } from '../../../../src/node/fileLock.ts';
import { removeScratch, scratchFolder } from '../../../bed/scratch.ts';
import { FileDocument } from '../../../fakes/fileVault.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryDocument, MemoryLock } from '../../../fakes/memoryDocument.ts';
import { entry, fields, turn } from './historySupport.ts';

function setUp(ports: Partial<HistoryPorts> = {}, document = new MemoryDocument()) {
	let faults = 0;
	const lock = new MemoryLock();
	const history = new History({
		document,
		lock,
		clock: new ManualClock(),
		random: systemRandom,
		limit: () => 200,
		onFault: () => faults++,
		...ports,
	});
	const ask = (prompt: string, answer = '') => history.add({ ...turn, prompt, answer }, { ...fields, prompt });
	const prompts = async () => (await history.list()).map((each) => each.fields.prompt);
	return { history, document, lock, ask, prompts, faults: () => faults };
}

test('a turn is kept as it was sent and answered, the newest first', async () => {
	const { history, ask } = setUp();
	await ask('First');
	await history.add({ ...turn, model: 'gemini-two' }, { ...fields, temperature: '0.5' });
	const [last, first] = await history.list();
	assert.equal(first?.fields.prompt, 'First');
	const { id, at, ...rest } = last ?? entry;
	const { id: _, at: __, ...expected } = { ...entry, model: 'gemini-two', fields: { ...fields, temperature: '0.5' } };
	assert.deepEqual(rest, expected);
	assert.match(id, /^[\da-f-]{36}$/);
	assert.equal(at, new ManualClock().now());
});

test('a failure is kept by its cause, and what was declined or has not ended is not kept', async () => {
	const { history } = setUp();
	const failure = { cause: 'api-disabled', title: 'T', sentence: '', status: '', message: '', details: [], body: 'b' };
	await history.add({ ...turn, end: { kind: 'failed', failure: { ...failure, remedies: [] } as never } }, fields);
	await history.add({ ...turn, end: { kind: 'declined' } }, fields);
	const { end: _, ...open } = turn;
	await history.add(open, fields);
	assert.deepEqual(
		(await history.list()).map(({ end }) => end),
		[{ kind: 'failed', cause: 'api-disabled' }],
	);
});

test('the oldest go when there are more than the setting says', async () => {
	let limit = 3;
	const { ask, prompts } = setUp({ limit: () => limit });
	for (const prompt of ['1', '2', '3', '4']) {
		await ask(prompt);
	}
	assert.deepEqual(await prompts(), ['4', '3', '2']);
	limit = 1;
	await ask('5');
	assert.deepEqual(await prompts(), ['5']);
});

test('off keeps nothing, reads nothing and writes nothing; what was kept stays until it is cleared', async () => {
	let limit = 200;
	const { history, document, ask, prompts, faults } = setUp({ limit: () => limit });
	await ask('Kept');
	const { text } = document;
	limit = 0;
	document.failing = 'read';
	await ask('Not kept');
	assert.deepEqual([document.text, faults()], [text, 0]);
	document.failing = 'nothing';
	assert.deepEqual(await prompts(), ['Kept']);
	await history.clear();
	assert.equal(document.text, '');
});

test('four megabytes are the most, of which the newest are kept', async () => {
	const { document, ask, prompts } = setUp();
	for (let number = 0; number < 20; number++) {
		await ask(`${number} ${'x'.repeat(longestField - 10)}`, 'y'.repeat(longestAnswer));
	}
	assert.ok((document.text ?? '').length <= 4 * 1024 * 1024);
	const kept = (await prompts()).map((prompt) => Number.parseInt(prompt, 10));
	assert.equal(kept.length, 12);
	assert.deepEqual(kept.slice(0, 3), [19, 18, 17]);
});

test('a long answer and a long field are kept cut, which is said', async () => {
	const { history, ask } = setUp();
	await ask('p'.repeat(longestField + 1), `${'a'.repeat(longestAnswer - 1)}😀`);
	const [cut] = await history.list();
	assert.ok(cut);
	assert.equal(cut.answer, `${'a'.repeat(longestAnswer - 1)}\ufffd`);
	assert.equal(cut.fields.prompt.length, longestField);
	assert.match(answerText(cut), /\[The answer was longer\. Only its beginning was kept\.\]$/);
	assert.deepEqual(lackingInWords(cut), ['The request was too long to be kept as a whole. Look at its end.']);
});

test('one is removed by its id, and clearing takes what cannot be read too', async () => {
	const { history, document, ask, prompts } = setUp();
	await ask('1');
	await ask('2');
	await history.remove((await history.list())[0]?.id ?? '');
	assert.deepEqual(await prompts(), ['1']);
	document.text += 'damaged\n';
	await history.clear();
	assert.equal(document.text, '');
});

test('a damaged line costs that one request, and a newer version finds its own again', async () => {
	const newer = JSON.stringify({ version: 2, id: 'n', at: 0, fields: { prompt: 'from the future' } });
	const { document, ask, prompts } = setUp();
	await ask('1');
	document.text += `{"version":1,"id":"half","at":\n${newer}\n`;
	await ask('2');
	assert.deepEqual(await prompts(), ['2', '1']);
	assert.ok(document.text?.includes(newer));
});

test('what lies there at hundred times the length is read to its end alone', async () => {
	const document = new MemoryDocument(`${'x'.repeat(40_000_000)}\n`);
	const { ask, prompts } = setUp({}, document);
	await ask('1');
	assert.deepEqual(await prompts(), ['1']);
	assert.ok((document.text ?? '').length < 4 * 1024 * 1024);
});

test('what cannot be written is told of once, rejects nothing, and is tried again the next time', async () => {
	const { document, lock, ask, prompts, faults } = setUp();
	document.failing = 'write';
	await ask('1');
	await ask('2');
	assert.equal(faults(), 1);
	document.failing = 'nothing';
	lock.lost = true;
	await ask('3');
	lock.lost = false;
	await ask('4');
	assert.deepEqual(await prompts(), ['4']);
	assert.equal(faults(), 1);
});

test('two windows that write at the same time lose nothing', async (context) => {
	const folder = scratchFolder('history');
	context.after(() => removeScratch(folder));
	mkdirSync(folder, { recursive: true });
	const window = () =>
		setUp({
			document: new FileDocument(join(folder, 'history.jsonl')),
			lock: new FileLock(join(folder, 'history.lock'), { staleAfter: 10_000, giveUpAfter: 60_000 }),
		});
	const [one, other] = [window(), window()];
	const numbers = Array.from({ length: 20 }, (_, index) => index);
	await Promise.all(numbers.flatMap((number) => [one.ask(`a${number}`), other.ask(`b${number}`)]));
	assert.deepEqual(
		(await one.prompts()).toSorted(),
		numbers.flatMap((number) => [`a${number}`, `b${number}`]).toSorted(),
	);
	assert.deepEqual([one.faults(), other.faults()], [0, 0]);
	// A file that was cut off in the middle of a line still takes the next.
	const file = join(folder, 'history.jsonl');
	writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20));
	await one.ask('after');
	assert.equal((await other.prompts()).length, 40);
});
