import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { WindowPresence } from '../../../src/core/windowPresence.ts';
import { MemoryDocument } from '../../fakes/memoryDocument.ts';

/** A window that keeps what it was told last. */
function open(document: MemoryDocument, id: string) {
	const presence = new WindowPresence(document, id);
	const heard: boolean[] = [];
	presence.onDidChange((hasOthers) => heard.push(hasOthers));
	return { heard, close: () => presence.dispose(), hasOthers: () => heard.at(-1) ?? false };
}

/** Lets every word be written, read and answered. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 30; turn++) {
		await setImmediate();
	}
}

test('a window alone hears of no other', async () => {
	const document = new MemoryDocument();
	const { heard } = open(document, 'a');
	await settle();
	assert.deepEqual(heard, []);
	assert.deepEqual(JSON.parse(document.text ?? ''), { from: 'a', word: 'hello' });
});

test('two windows hear of each other once, and of the end', async () => {
	const document = new MemoryDocument();
	const [a, b] = [open(document, 'a'), open(document, 'b')];
	await settle();
	assert.deepEqual([a.heard, b.heard], [[true], [true]]);
	b.close();
	await settle();
	assert.deepEqual([a.heard, b.heard], [[true, false], [true]]);
});

test('of three windows the two that stay still hear of each other', async () => {
	const document = new MemoryDocument();
	const [a, b, c] = ['a', 'b', 'c'].map((id) => open(document, id));
	await settle();
	c?.close();
	await settle();
	assert.deepEqual([a?.hasOthers(), b?.hasOthers()], [true, true]);
	b?.close();
	await settle();
	assert.equal(a?.hasOthers(), false);
});

for (const word of ['hello', 'here', 'bye']) {
	test(`the ${word} that a dead window left behind is not heard by the next one`, async () => {
		const document = new MemoryDocument(JSON.stringify({ from: 'dead', word }));
		const { heard } = open(document, 'a');
		await settle();
		assert.deepEqual(heard, []);
	});
}

test('a window that died silently is forgotten when another one leaves', async () => {
	const document = new MemoryDocument();
	const a = open(document, 'a');
	await settle();
	await document.write(JSON.stringify({ from: 'dead', word: 'hello' }));
	await settle();
	assert.equal(a.hasOthers(), true);
	open(document, 'b').close();
	await settle();
	assert.equal(a.hasOthers(), false);
});

test('a window that closes while it hears a hello says nothing after its bye', async () => {
	const document = new MemoryDocument();
	const a = open(document, 'a');
	await settle();
	const words: string[] = [];
	document.onDidChange(() => words.push(document.text ?? ''));
	await document.write(JSON.stringify({ from: 'b', word: 'hello' }));
	a.close();
	await settle();
	assert.deepEqual(words.slice(1), [JSON.stringify({ from: 'a', word: 'bye' })]);
	assert.deepEqual(a.heard, []);
});

test('its own words say nothing to a window', async () => {
	const document = new MemoryDocument();
	const a = open(document, 'a');
	await settle();
	for (const word of ['hello', 'here', 'bye']) {
		await document.write(JSON.stringify({ from: 'a', word }));
		await settle();
	}
	assert.deepEqual(a.heard, []);
});

for (const [what, text] of [
	['empty', ''],
	['cut in the middle', '{"from":"b","wor'],
	['null', 'null'],
	['a number', '1'],
	['a list', '[{"from":"b","word":"hello"}]'],
	['a word nobody knows', '{"from":"b","word":"constructor"}'],
	['a word that is a list', '{"from":"b","word":["hello"]}'],
	['without a sender', '{"word":"hello"}'],
	['with a sender that is no text', '{"from":7,"word":"hello"}'],
	['a megabyte of nothing', ' '.repeat(1_000_000)],
	['deep', '['.repeat(100_000)],
] as const) {
	test(`a document that is ${what} is passed over, and not answered`, async () => {
		const document = new MemoryDocument();
		const { heard } = open(document, 'a');
		await settle();
		await document.write(text);
		await settle();
		assert.deepEqual(heard, []);
		assert.equal(document.text, text);
	});
}

test('a forged hello of any size is answered once, without its text', async () => {
	const document = new MemoryDocument();
	const { heard } = open(document, 'a');
	await settle();
	await document.write(JSON.stringify({ from: 'x'.repeat(1_000_000), word: 'hello', more: '</script>' }));
	await settle();
	assert.deepEqual(heard, [true]);
	assert.equal(document.text, JSON.stringify({ from: 'a', word: 'here' }));
});

test('the same word seen again and again changes nothing', async () => {
	const document = new MemoryDocument();
	const { heard } = open(document, 'a');
	for (let time = 0; time < 3; time++) {
		await document.write(JSON.stringify({ from: 'b', word: 'here' }));
		await settle();
	}
	assert.deepEqual(heard, [true]);
});

for (const failing of ['read', 'write'] as const) {
	test(`a document that cannot be ${failing === 'read' ? 'read' : 'written'} only silences the warning`, async () => {
		const document = new MemoryDocument();
		const [a, b] = [open(document, 'a'), open(document, 'b')];
		document.failing = failing;
		await settle();
		assert.deepEqual([a.heard, b.heard], [[], []]);
		a.close();
		await settle();
	});
}
