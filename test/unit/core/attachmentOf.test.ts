import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attachmentOf, largestFile } from '../../../src/core/gemini/attachmentOf.ts';
import { base64Of, bytesOfBase64 } from '../../../src/core/gemini/base64.ts';
import { bytesInWords } from '../../../src/core/gemini/bytesInWords.ts';

const binary = Uint8Array.of(0x89, 0x50, 0, 0xff);
const text = new TextEncoder().encode('Grüße');

for (const [name, bytes, claimed, mimeType] of [
	['dot.PNG', binary, '', 'image/png'],
	['photo.jpeg', binary, 'application/octet-stream', 'image/jpeg'],
	['paper.pdf', binary, '', 'application/pdf'],
	['film.mp4', binary, '', 'video/mp4'],
	['notes.md', text, '', 'text/plain'],
	['main.ts', text, 'video/mp2t', 'text/plain'],
	['Makefile', text, '', 'text/plain'],
	['table.csv', text, '', 'text/csv'],
	['image', binary, 'image/png', 'image/png'],
	['x.constructor', text, '', 'text/plain'],
] as const) {
	test(`${name} goes as ${mimeType}`, () => {
		const data = Buffer.from(bytes).toString('base64');
		assert.deepEqual(attachmentOf(name, bytes, claimed), { name, mimeType, data });
	});
}

for (const [name, bytes, why] of [
	['program.exe', binary, /“program\.exe”: it takes images/],
	['zero.txt', Uint8Array.of(65, 0, 66), /does not read/],
	['nothing.txt', new Uint8Array(), /is empty/],
	['large.png', new Uint8Array(largestFile + 1), /too large/],
] as const) {
	test(`${name} is refused in words`, () => {
		assert.match(String(attachmentOf(name, bytes)), why);
	});
}

test('Base64 of any bytes is that of Node, and its size is known', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 100_000 }), (bytes) => {
			const made = base64Of(bytes);
			assert.equal(made, Buffer.from(bytes).toString('base64'));
			assert.equal(bytesOfBase64(made), bytes.length);
		}),
		{ numRuns: 30 },
	);
	assert.equal(base64Of(new Uint8Array(largestFile)).length, (largestFile / 3) * 4);
});

for (const [bytes, words] of [
	[0, '0 bytes'],
	[999, '999 bytes'],
	[1000, '1 KB'],
	[999_499, '999 KB'],
	[999_500, '1.0 MB'],
	[1_240_000, '1.2 MB'],
] as const) {
	test(`${bytes} bytes are ${words}`, () => {
		assert.equal(bytesInWords(bytes), words);
	});
}
