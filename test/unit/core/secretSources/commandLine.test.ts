import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
	isCommand,
	isOfFolder,
	programOf,
	readCommandLine,
	shownCommand,
} from '../../../../src/core/secretSources/commandLine.ts';

describe('a typed command', () => {
	const read: readonly (readonly [line: string, command: readonly string[]])[] = [
		['op read op://Private/Gemini/credential', ['op', 'read', 'op://Private/Gemini/credential']],
		['  a   b\tc  ', ['a', 'b', 'c']],
		['a "b c" d', ['a', 'b c', 'd']],
		["a 'b c' d", ['a', 'b c', 'd']],
		[`a '"' "'"`, ['a', '"', "'"]],
		['a "b \\"c\\""', ['a', 'b "c"']],
		['a b\\c "d\\e"', ['a', 'b\\c', 'd\\e']],
		['"C:\\Program Files\\op.exe" read', ['C:\\Program Files\\op.exe', 'read']],
		["a ''", ['a', '']],
		['a --x="b c"', ['a', '--x=b c']],
		['a $HOME `b` $(c) *', ['a', '$HOME', '`b`', '$(c)', '*']],
		['a "|" ";"', ['a', '|', ';']],
		['a b|c http://x/?a&b', ['a', 'b|c', 'http://x/?a&b']],
	];
	for (const [line, command] of read) {
		it(`is split: ${line}`, () => {
			assert.deepEqual(readCommandLine(line), { kind: 'command', command });
			assert.deepEqual(readCommandLine(shownCommand(command)), { kind: 'command', command }, shownCommand(command));
		});
	}

	it('is shown so that it would be read the same', () => {
		for (const command of [['a', "it's \\"], ['a b', `'"\\"`, ''], ['|', '>'], ['a', '\\', '"', "'''"], ['a\\"b']]) {
			assert.deepEqual(readCommandLine(shownCommand(command)), { kind: 'command', command }, shownCommand(command));
		}
	});

	it('with what only a shell understands is refused', () => {
		for (const word of ['|', '||', '&&', ';', '>', '>>', '<', '2>', '2>&1', '&', '>&2']) {
			assert.deepEqual(readCommandLine(`a ${word} b`), { kind: 'shell', word });
			assert.deepEqual(readCommandLine(`a ${word}`), { kind: 'shell', word });
		}
	});

	it('that is none says why', () => {
		assert.deepEqual(readCommandLine('  '), { kind: 'empty' });
		assert.deepEqual(readCommandLine("'' a"), { kind: 'empty' });
		assert.deepEqual(readCommandLine('a "b'), { kind: 'unclosed' });
		assert.deepEqual(readCommandLine("a 'b"), { kind: 'unclosed' });
		assert.deepEqual(readCommandLine(`a ${'b '.repeat(64)}`), { kind: 'too-long' });
		assert.deepEqual(readCommandLine('a'.repeat(4_097)), { kind: 'too-long' });
	});
});

it('an argument list is a program and texts that a program can be handed', () => {
	for (const none of [undefined, 'a', [], [''], [' '], [7], ['a', null], ['a\0b'], ['a', '\0']]) {
		assert.equal(isCommand(none), false, JSON.stringify(none));
	}
	assert.equal(isCommand(['a', '']), true);
});

it('a command depends on a folder where a path in it begins there', () => {
	for (const command of [
		['./a'],
		['../a'],
		['bin/a'],
		['.\\a'],
		['bin\\a'],
		['a', './b'],
		['a', '-x', '../b'],
		['~/a'],
	]) {
		assert.equal(isOfFolder(command), true, command.join(' '));
	}
	for (const command of [
		['a'],
		['/bin/a', '-x'],
		['C:\\a.exe'],
		['c:/a.exe'],
		['op', 'read', 'op://a/b'],
		['\\\\h\\s\\a'],
	]) {
		assert.equal(isOfFolder(command), false, command.join(' '));
	}
});

it('a program is called by the end of its path', () => {
	assert.deepEqual([['/usr/bin/op'], ['C:\\x\\op.exe', 'a'], ['op'], ['a/']].map(programOf), [
		'op',
		'op.exe',
		'op',
		'a/',
	]);
});
