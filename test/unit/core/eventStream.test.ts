import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStreamSplitter } from '../../../src/core/gemini/eventStream.ts';

/** Feeds the bytes in pieces of a size and gives all texts. */
function split(text: string, size = Number.POSITIVE_INFINITY): string[] {
	const bytes = new TextEncoder().encode(text);
	const splitter = new EventStreamSplitter();
	const events: string[] = [];
	for (let at = 0; at < bytes.length; at += Math.min(size, bytes.length)) {
		events.push(...splitter.push(bytes.subarray(at, at + size)));
	}
	return [...events, ...splitter.end()];
}

for (const [name, end] of [
	['CRLF', '\r\n'],
	['LF', '\n'],
	['CR', '\r'],
] as const) {
	test(`events parted by ${name} are split the same in pieces of any size`, () => {
		const text = ['data: {"a":"ü€😀"}', '', 'data: {"b":1}', '', ''].join(end);
		for (let size = 1; size <= text.length + 8; size++) {
			assert.deepEqual(split(text, size), ['{"a":"ü€😀"}', '{"b":1}'], `size ${size}`);
		}
	});
}

test('an event is given as soon as its blank line is there', () => {
	const splitter = new EventStreamSplitter();
	assert.deepEqual(splitter.push(new TextEncoder().encode('data: {"a":1}\r\n')), []);
	assert.deepEqual(splitter.push(new TextEncoder().encode('\r\n')), ['{"a":1}']);
});

test('the last event needs no blank line', () => {
	assert.deepEqual(split('data: {"a":1}'), ['{"a":1}']);
});

test('several data lines make one event', () => {
	assert.deepEqual(split('data: {"a":\ndata: 1}\n\n'), ['{"a":\n1}']);
});

test('bare JSON between events is given as an event of its own, pretty-printed or not', () => {
	assert.deepEqual(split('data: {"a":1}\r\n\r\n{"error":{}}\r\n'), ['{"a":1}', '{"error":{}}']);
	assert.deepEqual(split('data: {"a":1}\n{\n  "error": {}\n}\n'), ['{"a":1}', '{\n  "error": {}\n}']);
});

test('comments and other fields are passed over', () => {
	assert.deepEqual(split(': ping\n\nevent: x\nid: 1\nretry: 5\ndata:{"a":1}\n\n'), ['{"a":1}']);
});

test('an empty stream has no events', () => {
	assert.deepEqual(split(''), []);
	assert.deepEqual(split('\r\n\r\n'), []);
});

test('a line of many megabytes in small pieces is looked at once', () => {
	// Looked at anew with each piece it would take hours.
	const splitter = new EventStreamSplitter();
	const piece = new TextEncoder().encode('x'.repeat(256));
	splitter.push(new TextEncoder().encode('data: '));
	for (let pieces = 0; pieces < 131_072; pieces++) {
		assert.deepEqual(splitter.push(piece), []);
	}
	const [event] = splitter.push(new TextEncoder().encode('\r\n\r\n'));
	assert.equal(event?.length, 256 * 131_072);
});
