import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { cmdJson } from '../../../../src/core/snippets/quoting/cmd.ts';
import { goJson } from '../../../../src/core/snippets/quoting/go.ts';
import { javascriptText } from '../../../../src/core/snippets/quoting/javascript.ts';
import { asciiJson, prettyJson, templateJson } from '../../../../src/core/snippets/quoting/json.ts';
import { posixWord } from '../../../../src/core/snippets/quoting/posix.ts';
import { powershellJson, powershellText } from '../../../../src/core/snippets/quoting/powershell.ts';
import { pythonText } from '../../../../src/core/snippets/quoting/python.ts';
import { scratchFolder } from '../secretSources/scratchFolder.ts';
import { hostilePrompts, missing, run } from './snippetSupport.ts';

/** Texts of whole characters that are more often than not of the kind that quoting is about. */
const hostileText = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				...'\'"`\\$%^&|<>!{}()@;#\n\r\t\0‘’\u2028\u202e\ufeff',
				'😀',
				'\u{e0041}',
				'\\u0022',
				"'@",
				'$(',
				'{{',
				'%PATH%',
			),
			fc.string({ unit: 'binary' }),
		),
	)
	.map((pieces) => pieces.join(''));
const texts = [
	...hostilePrompts.map((prompt) => prompt.replace(/\p{Surrogate}/gu, '\ufffd')),
	...fc.sample(hostileText, 300),
];
/** A shell's arguments and variables hold no NUL. */
const withoutNul = texts.map((text) => text.replaceAll('\0', ''));

const shell = await missing('bash', '--version');
test('words for a POSIX shell come back from one as they were', { skip: shell }, async (t) => {
	const input = `printf '%s\\0' ${withoutNul.map(posixWord).join(' ')}\n`;
	const { stdout, stderr } = await run('bash', ['-s'], { folder: await scratchFolder(t), input });
	assert.equal(stderr, '');
	assert.deepEqual(stdout.split('\0').slice(0, -1), withoutNul);
});

test('JSON in a here-document comes back as it was', { skip: shell }, async (t) => {
	const input = withoutNul.map((text) => `cat <<'JSON'\n${prettyJson({ text })}\nJSON\nprintf '\\0'\n`).join('');
	const { stdout, stderr } = await run('bash', ['-s'], { folder: await scratchFolder(t), input });
	assert.equal(stderr, '');
	assert.deepEqual(
		stdout
			.split('\0')
			.slice(0, -1)
			.map((json) => JSON.parse(json).text),
		withoutNul,
	);
});

test('literals of JavaScript say what they were made of', () => {
	for (const text of texts) {
		assert.equal(runInNewContext(javascriptText(text)), text);
	}
});

const python = await missing('python3', '--version');
test('literals of Python say what they were made of', { skip: python }, async (t) => {
	const program = [
		'import ast, json, sys',
		'lines = sys.stdin.buffer.read().decode().split("\\n")[:-1]',
		'print(json.dumps([ast.literal_eval(line) for line in lines]))',
	].join('\n');
	const input = texts.map((text) => `${pythonText(text)}\n`).join('');
	const { stdout, stderr } = await run('python3', ['-c', program], { folder: await scratchFolder(t), input });
	assert.equal(stderr, '');
	assert.deepEqual(JSON.parse(stdout), texts);
});

test('a raw string of Go holds no back quote and no carriage return, and is JSON', () => {
	for (const text of texts) {
		const literal = goJson({ text });
		assert.match(literal, /^`[^`\r]*`$/);
		assert.deepEqual(JSON.parse(literal.slice(1, -1)), { text });
	}
});

test('JSON in ASCII and for templates is the same JSON', () => {
	for (const text of texts) {
		assert.deepEqual(JSON.parse(asciiJson({ text })), { text });
		assert.match(asciiJson({ text }), /^[\x20-\x7e\n]*$/);
		assert.deepEqual(JSON.parse(templateJson({ text })), { text });
		assert.doesNotMatch(templateJson({ text }), /\{\{/);
	}
});

test('strings of PowerShell have every quote twice, here-strings no line that ends them', () => {
	for (const text of texts) {
		const inner = powershellText(text).slice(1, -1);
		assert.doesNotMatch(inner.replace(/(['\u2018-\u201b])\1/g, ''), /['\u2018-\u201b]/);
		assert.equal(inner.replace(/(['\u2018-\u201b])\1/g, '$1'), text);
		const lines = powershellJson({ text }).split('\n');
		assert.deepEqual(
			lines.flatMap((line, index) => (/^['\u2018-\u201b]@/.test(line) ? [index] : [])),
			[lines.length - 1],
		);
		assert.deepEqual(JSON.parse(lines.slice(1, -1).join('\n')), { text });
	}
});

/** What the lines of a batch file write, as far as they are of the one form that is expected. */
const echoed = (lines: readonly string[], path: string) =>
	lines
		.map((line, index) => {
			const start = `${index === 0 ? '>' : '>>'}"${path}" echo(`;
			assert.ok(line.startsWith(start), line);
			return line.slice(start.length);
		})
		.join('\n');

test('a batch file writes the JSON with nothing in it that has a meaning to cmd', () => {
	for (const text of texts) {
		const lines = cmdJson({ text }, 'FILE');
		assert.ok(lines.every((line) => line.length < 8_000));
		const isBase64 = lines.at(-1)?.startsWith('del ') ?? false;
		const json = isBase64
			? Buffer.from(echoed(lines.slice(0, -2), '%FILE%.txt'), 'base64').toString()
			: echoed(lines, '%FILE%');
		assert.deepEqual(JSON.parse(json), { text });
		assert.doesNotMatch(json, /[%^&<>|!]|[^\x20-\x7e\n]/);
		// Every line closes the quotes that it opens.
		assert.ok(json.split('\n').every((line) => line.split('"').length % 2 === 1));
	}
	assert.ok(
		cmdJson({ text: 'x'.repeat(50_000) }, 'FILE')
			.at(-2)
			?.startsWith('certutil'),
	);
});
