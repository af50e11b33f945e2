import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fenced, onlyFencedBlock } from '../../../../src/core/editor/fence.ts';

test('a fence is longer than any run of backticks in the text', () => {
	assert.equal(fenced('a = 1', 'python'), '```python\na = 1\n```');
	assert.equal(fenced('```js\nx\n```\n', 'markdown'), '````markdown\n```js\nx\n```\n````');
	assert.equal(fenced('a ````` b', ''), '``````\na ````` b\n``````');
});

test('whatever a text holds, its fenced block is read back as just that text', () => {
	const line = fc.oneof(fc.constantFrom('```', '~~~', '   ````', '', '`', '\t'), fc.string());
	fc.assert(
		fc.property(fc.array(line, { minLength: 1 }), (lines) => {
			const text = lines.join('\n').replaceAll('\r', '');
			const content = text.endsWith('\n') ? text.slice(0, -1) : text;
			assert.deepEqual(onlyFencedBlock(fenced(text, 'x')), { content, info: 'x' });
		}),
	);
});

for (const [what, answer, content] of [
	['with a language', '```ts\nconst a = 1;\n```', 'const a = 1;'],
	['with space around it', '\n\n```\na\n```  \n\n', 'a'],
	['of tildes', '~~~python title\na\n~~~', 'a'],
	['closed by a longer fence', '```\na\n`````', 'a'],
	['that holds a shorter fence', '````md\n```\na\n```\n````', '```\na\n```'],
	['with CRLF', '```\r\na\r\nb\r\n```\r\n', 'a\nb'],
	['that is empty', '```\n```', ''],
	['with indentation in it', '```\n\ta\n\t\tb\n```', '\ta\n\t\tb'],
] as const) {
	test(`of an answer that is one fenced block ${what}, the content counts`, () => {
		assert.equal(onlyFencedBlock(answer)?.content, content);
	});
}

for (const [what, answer] of [
	['words before it', 'Here:\n```\na\n```'],
	['words behind it', '```\na\n```\nThat is it.'],
	['two blocks', '```\na\n```\n\n```\nb\n```'],
	['no end', '```\na\n'],
	['an end of another kind', '```\na\n~~~'],
	['an end that is too short', '````\na\n```'],
	['an end with a word behind it', '```\na\n```js'],
	['code in a line', '```a```'],
	['one fence alone', '```'],
	['no fence', 'a'],
	['nothing', ''],
] as const) {
	test(`an answer with ${what} is not one fenced block`, () => {
		assert.equal(onlyFencedBlock(answer), undefined);
	});
}
