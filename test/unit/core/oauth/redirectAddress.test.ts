import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
	editorCallback,
	longestAnswer,
	parametersOfQuery,
	readPasted,
} from '../../../../src/core/oauth/redirectAddress.ts';

const entriesOf = (query: string) => Object.fromEntries(parametersOfQuery(query));

describe('the query of an answer', () => {
	const code = '4/0Ab_cd-EF';
	const forms: readonly (readonly [what: string, query: string])[] = [
		['as the browser has it', `code=4%2F0Ab_cd-EF&state=s.t&iss=https%3A%2F%2Faccounts.google.com`],
		['decoded before', `code=${code}&state=s.t&iss=https://accounts.google.com`],
		['encoded in small letters', `code=4%2f0Ab_cd-EF&state=s.t&iss=https%3a%2f%2faccounts.google.com`],
		['encoded in part', `code=4%2F0Ab_cd-EF&state=s.t&iss=https://accounts.google.com`],
	];
	for (const [what, query] of forms) {
		it(`says the same ${what}`, () => {
			assert.deepEqual(entriesOf(query), { code, state: 's.t', iss: 'https://accounts.google.com' });
		});
	}

	it('is decoded once: what is escaped in a value stays so', () => {
		assert.deepEqual(entriesOf('code=a%252Fb'), { code: 'a%2Fb' });
	});

	it('has a plus where one was sent, and a space where one was', () => {
		assert.deepEqual(entriesOf('code=a%2Bb'), { code: 'a+b' });
		assert.deepEqual(entriesOf('code=a+b'), { code: 'a+b' });
		assert.deepEqual(entriesOf('scope=a+b%20c'), { scope: 'a b c' });
	});

	it('keeps what comes twice, so that it can be refused', () => {
		assert.deepEqual(parametersOfQuery('state=a&state=b').getAll('state'), ['a', 'b']);
		assert.deepEqual(parametersOfQuery('state=a&st%61te=b').getAll('state'), ['a', 'b']);
	});

	it('may be rubbish', () => {
		assert.deepEqual(entriesOf(''), {});
		assert.deepEqual(entriesOf('&&=&a&b=&=c'), { '': 'c', a: '', b: '' });
		assert.deepEqual(entriesOf('code=%&state=%zz&a=%c3%28'), { code: '%', state: '%zz', a: '%c3%28' });
		assert.deepEqual(entriesOf('code=a=b=='), { code: 'a=b==' });
	});
});

describe('what is pasted', () => {
	const addresses: readonly (readonly [what: string, text: string])[] = [
		['the address of this machine', 'http://127.0.0.1:1/?code=4%2F0A&state=s'],
		['an https page', 'https://relay.example.com/?state=s&code=4%2F0A#'],
		['an editor’s address', 'vscode://latchkey.latchkey-gemini/oauth/callback?code=4%2F0A&state=s'],
		['an address without scheme, as browsers show it', '127.0.0.1:1/?code=4%2F0A&state=s'],
		['a query with question mark', '?code=4%2F0A&state=s'],
		['a query without', 'code=4%2F0A&state=s'],
		['a query that begins with something else', 'state=s&code=4%2F0A'],
		['with white space around', ' \n?code=4%2F0A&state=s\t\n'],
		['decoded', 'http://127.0.0.1:1/?code=4/0A&state=s'],
	];
	for (const [what, text] of addresses) {
		it(`is an answer: ${what}`, () => {
			const pasted = readPasted(text);
			assert.ok(pasted?.kind === 'address', JSON.stringify(pasted));
			assert.deepEqual([pasted.parameters.get('code'), pasted.parameters.get('state')], ['4/0A', 's']);
		});
	}

	it('is an answer that says no', () => {
		const pasted = readPasted('http://127.0.0.1:1/?error=access_denied&state=s');
		assert.ok(pasted?.kind === 'address');
		assert.equal(pasted.parameters.get('error'), 'access_denied');
	});

	const codes: readonly (readonly [text: string, code: string])[] = [
		['4/0AbCd', '4/0AbCd'],
		['4%2F0AbCd', '4/0AbCd'],
		['4%2f0AbCd ', '4/0AbCd'],
		['abc-def_ghi.jkl~', 'abc-def_ghi.jkl~'],
		['SplxlOBeZQQYbYS6WxSbIA==', 'SplxlOBeZQQYbYS6WxSbIA=='],
		['a+b/c=', 'a+b/c='],
	];
	for (const [text, code] of codes) {
		it(`is a code: ${text}`, () => assert.deepEqual(readPasted(text), { kind: 'code', code }));
	}

	const neither: readonly (readonly [what: string, text: string])[] = [
		['nothing', ''],
		['white space', ' \n\t'],
		['two words', '4/0A 4/0B'],
		['two lines', 'http://127.0.0.1:1/?code=a\n&state=s'],
		['an address without query', 'http://127.0.0.1:1/'],
		['an address of another kind', 'ftp://example.com/x'],
		['a code longer than any answer', 'x'.repeat(longestAnswer + 1)],
		['an address longer than any answer', `http://127.0.0.1:1/?code=a&state=${'x'.repeat(longestAnswer)}`],
	];
	for (const [what, text] of neither) {
		it(`is neither: ${what}`, () => assert.equal(readPasted(text), undefined));
	}

	it('of just the greatest length is read', () => {
		assert.equal(readPasted('x'.repeat(longestAnswer))?.kind, 'code');
	});
});

it('the address of our URI handler is one that VS Code leads to us', () => {
	assert.equal(editorCallback('vscodium'), 'vscodium://latchkey.latchkey-gemini/oauth/callback');
});
