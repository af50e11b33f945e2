import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { readPosixShell } from '../../../../src/core/importing/posixShell.ts';

const ends = '<end of case>';

/** What bash hands to a program for each of the commands; all of them in one process. */
function byBash(commands: readonly string[]): readonly (readonly string[])[] {
	// It knows no program, and stands in a folder of its own, should a case ever mean more than words.
	const folder = mkdtempSync(join(tmpdir(), 'latchkey-words-'));
	const script = `PATH=\n${commands.map((command) => `printf '%s\\0' ${command}\nprintf '%s\\0' '${ends}'\n`).join('')}`;
	const { stdout, status, stderr } = spawnSync('bash', ['--norc', '--noprofile'], {
		input: script,
		encoding: 'utf8',
		env: { ...process.env, LC_ALL: 'C.UTF-8' },
		cwd: folder,
		maxBuffer: 1 << 28,
	});
	rmSync(folder, { recursive: true });
	assert.equal(status, 0, stderr);
	const cases: string[][] = [[]];
	for (const word of stdout.split('\0').slice(0, -1)) {
		if (word === ends) {
			cases.push([]);
		} else {
			cases.at(-1)?.push(word);
		}
	}
	return cases.slice(0, -1);
}

const byUs = (command: string) =>
	readPosixShell(`curl ${command}`)
		.commands[0]?.words.slice(1)
		.map(({ text }) => text);

/** Without what bash would put something in for: names of files, home folders, braces, variables. */
const bare = fc.string({ unit: fc.constantFrom(...'ab=0Z-@:/.,%^+é東🔑'), minLength: 1 });
const anything = fc.constantFrom(...' \t\n\'"$`\\|&;<>()#*?[]{}~!ab0é🔑');
const segment = fc.oneof(
	bare,
	fc.string({ unit: anything }).map((text) => `'${text.replaceAll("'", '')}'`),
	fc.string({ unit: anything }).map((text) => `"${text.replace(/[$`"\\]/g, '\\$&')}"`),
	// Backslashes that guard nothing in double quotes, and those that do.
	fc
		.array(fc.constantFrom('\\a', '\\\\', '\\"', '\\$', '\\`', '\\\n', "'", ' ', 'x', '$ '))
		.map((parts) => `"${parts.join('')}"`),
	anything.map((char) => `\\${char}`),
	fc
		.array(
			fc.constantFrom(
				'\\n',
				'\\t',
				'\\a',
				'\\b',
				'\\e',
				'\\E',
				'\\f',
				'\\r',
				'\\v',
				'\\\\',
				"\\'",
				'\\"',
				'\\?',
				'\\x41',
				'\\x7',
				'\\101',
				'\\7',
				'\\xc3\\xa9',
				'\\360\\237\\224\\221',
				'\\u00e9',
				'\\u41',
				'\\U1F511',
				'\\cA',
				'\\q',
				'x',
				' ',
				'"',
				'\n',
				'$',
				'`',
			),
		)
		.map((parts) => `$'${parts.join('')}'`),
	bare.map((text) => `$"${text}"`),
);
const word = fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => segments.join(''));
const gap = fc.constantFrom(' ', '  ', '\t', ' \\\n ', '\\\n\\\n  ');
const command = fc
	.array(fc.tuple(word, gap), { minLength: 1, maxLength: 6 })
	.map((pairs) => `${pairs.map(([each, between]) => each + between).join('')}end`);

test('words are split and unquoted as bash does it', () => {
	fc.assert(
		fc.property(fc.array(command, { minLength: 300, maxLength: 300 }), (commands) => {
			const expected = byBash(commands);
			assert.equal(expected.length, commands.length);
			for (const [index, each] of commands.entries()) {
				assert.deepEqual(byUs(each), expected[index], JSON.stringify(each));
			}
		}),
		{ numRuns: 5, seed: Number(process.env['LATCHKEY_SEED'] ?? 20_261_125), endOnFailure: true },
	);
});

const scripts: readonly (readonly [what: string, script: string, words: readonly string[], input?: string])[] = [
	// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's.
	['a variable of its own', 'A=x; curl "$A-${A}" $A', ['curl', 'x-x', 'x']],
	// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's.
	['a default', 'curl ${B:-y}', ['curl', 'y']],
	['a variable it does not know', 'curl "$B" $(a "b)" c) `d`', ['curl', '$B', '$(a "b)" c)', '`d`']],
	['what is in single quotes', "A=x\ncurl '$A'", ['curl', '$A']],
	['a here-document', 'A=x\ncurl -d @- <<EOF\n{"a":"$A \\$A"}\nEOF\n', ['curl', '-d', '@-'], '{"a":"x $A"}\n'],
	['a literal here-document', "curl <<'E' | jq\n$A\nE\n", ['curl'], '$A\n'],
	['a here-document with tabs', 'curl <<-E\n\tx\n\tE\n', ['curl'], 'x\n'],
	['a here-string', "curl <<< 'x'", ['curl'], 'x\n'],
	['redirections and what follows', 'curl a >out 2>&1 && b', ['curl', 'a']],
	['comments', '# it’s a "comment\ncurl a # b', ['curl', 'a']],
	['Windows’ own lines within', 'curl a \\\n  b', ['curl', 'a', 'b']],
];
for (const [what, script, words, input] of scripts) {
	test(`a script with ${what} is read`, () => {
		const [read] = readPosixShell(script).commands.filter(({ words: [first] }) => first?.text === 'curl');
		assert.deepEqual(
			read?.words.map(({ text }) => text),
			words,
		);
		assert.equal(read?.input?.text, input);
	});
}

test('variables that double each other do not grow without bounds', () => {
	const script = `A=0123456789\n${'A=$A$A\n'.repeat(200)}curl $A`;
	const { commands } = readPosixShell(script);
	assert.ok((commands.at(-1)?.words[1]?.text.length ?? 0) < 10 * script.length);
});

test('a quotation mark that is not closed spoils its own command alone', () => {
	const { commands, isUnclosed } = readPosixShell("curl a\necho it's");
	assert.equal(isUnclosed, true);
	assert.deepEqual(
		commands[0]?.words.map(({ text }) => text),
		['curl', 'a'],
	);
});
