import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseEnv } from 'node:util';
import { dotenvValue } from '../../../../src/core/secretSources/dotenv.ts';

/** What the file says about K, as Node's own parser has it too. */
const asNodeReads: readonly (readonly [what: string, text: string, value: string | undefined])[] = [
	['a bare value', 'K=v', 'v'],
	['spaces around everything', '  K  =  v  ', 'v'],
	['spaces within', 'K=a b', 'a b'],
	['an export', 'export K=v', 'v'],
	['an export with many spaces', '  export   K=v', 'v'],
	['double quotes', 'K="v"', 'v'],
	['single quotes', "K='v'", 'v'],
	['backticks', 'K=`v`', 'v'],
	['quotes of another kind within', `K='a "b" c'`, 'a "b" c'],
	['spaces that quotes keep', 'K="  v  "', '  v  '],
	['a line break written as an escape', 'K="a\\nb"', 'a\nb'],
	['an escape in single quotes, as it is', "K='a\\nb'", 'a\\nb'],
	['several lines', 'K="a\nb"\nL=x', 'a\nb'],
	['a comment behind a value', 'K=v # why', 'v'],
	['a comment behind a quoted value', 'K="v" # why', 'v'],
	['a hash that quotes keep', 'K="v#w"', 'v#w'],
	['a line that is a comment', '#K=no\nK=v', 'v'],
	['an equals sign in the value', 'K=a=b==', 'a=b=='],
	['nothing behind the sign', 'K=\nL=x', ''],
	['a name that only begins like it', 'KEY=no\nK=v', 'v'],
	['another name alone', 'L=v', undefined],
	['the last of two', 'K=a\nK=b', 'b'],
	['no such thing', '', undefined],
	['no line break at the end', 'L=x\nK=v', 'v'],
	['a line in between that says nothing', 'L=x\nnonsense\nK=v', 'v'],
];

/** Where Node reads something else, or what it reads depends on its version. */
const asWeRead: typeof asNodeReads = [
	['CRLF', 'K=v\r\nL=x\r\n', 'v'],
	['CRLF behind quotes', 'K="v"\r\nL=x\r\n', 'v'],
	['CRLF in several lines', 'K="a\r\nb"\r\n', 'a\nb'],
	['a byte order mark', '\ufeffK=v', 'v'],
	['a hash within a word, as a shell does', 'K=v#w', 'v#w'],
	['a quotation mark that a backslash guards', 'K="a\\"b"', 'a"b'],
	['a backslash that a backslash guards', 'K="a\\\\"', 'a\\'],
	['a dollar sign, for which nothing is put in', 'K=$HOME', '$HOME'],
	['a name in somebody’s several lines, which is none', 'L="\nK=no\n"\nK=v', 'v'],
	['a quotation mark in the middle', 'K=a"b', 'a"b'],
	['a quotation mark of another name that nothing closes', `L='x\nK=v`, 'v'],
];

describe('a .env file', () => {
	for (const [what, text, value] of asNodeReads) {
		it(`is read like Node reads it: ${what}`, () => {
			assert.equal(parseEnv(text)['K'], value, 'Node');
			const found = dotenvValue(text, 'K');
			assert.equal(found.kind === 'value' ? found.value : undefined, value);
		});
	}

	for (const [what, text, value] of asWeRead) {
		it(`is read: ${what}`, () => {
			assert.deepEqual(dotenvValue(text, 'K'), { kind: 'value', value });
		});
	}

	it('says where a quotation mark is not closed', () => {
		for (const text of ['K="v', "K='v\nL=x", 'K="a\\"', 'K=`', 'K="v\\']) {
			assert.deepEqual(dotenvValue(text, 'K'), { kind: 'unclosed' }, text);
		}
	});

	it('has no names that objects have', () => {
		for (const name of ['constructor', '__proto__', 'toString']) {
			assert.deepEqual(dotenvValue('K=v', name), { kind: 'missing' });
		}
	});

	it('of a megabyte is read in one go, whatever it is made of', () => {
		for (const piece of ['"', 'A="\n', "A='\n", ' ', 'export ', 'A=# ', '\\', 'A="\\', '=', '\r\n', `A="'\`\n`]) {
			dotenvValue(`K=${piece.repeat(1_000_000 / piece.length)}`, 'L');
			dotenvValue(piece.repeat(1_000_000 / piece.length), 'L');
		}
	});
});
