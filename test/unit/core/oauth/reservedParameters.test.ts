import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isReserved, readParameters } from '../../../../src/core/oauth/reservedParameters.ts';
import { reservedNames } from './reservedNames.ts';

describe('further parameters of a token request', () => {
	const good: readonly (readonly [text: string, parameters: Readonly<Record<string, string>>])[] = [
		['', {}],
		[' ', {}],
		['audience=https://gateway.example.com', { audience: 'https://gateway.example.com' }],
		['audience=https%3A%2F%2Fgateway.example.com', { audience: 'https://gateway.example.com' }],
		['audience=a&resource=b', { audience: 'a', resource: 'b' }],
		['audience=a resource=b\n x=', { audience: 'a', resource: 'b', x: '' }],
		['a=b=c', { a: 'b=c' }],
		['constructor=x', { constructor: 'x' }],
	];
	for (const [text, parameters] of good) {
		it(`${JSON.stringify(text)} are ${Object.keys(parameters).length}`, () => {
			assert.deepEqual(readParameters(text), { ok: true, parameters });
		});
	}

	for (const name of reservedNames) {
		it(`are not ${name}, however it is written`, () => {
			const upper = name.toUpperCase();
			const encoded = `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`;
			for (const text of [`${name}=x`, `${upper}=x`, `${encoded}=x`, `audience=a&${name}=x`]) {
				const read = readParameters(text);
				assert.ok(!read.ok, text);
				assert.match(read.message, /set by Latchkey itself/);
			}
			assert.equal(isReserved(name) && isReserved(upper), true);
		});
	}

	const bad: readonly (readonly [text: string, words: RegExp])[] = [
		['audience', /name=value/],
		['=x', /name=value/],
		['a b=c', /name=value/],
		['%20client_id=x', /name=value/],
		['client_id%00=x', /name=value/],
		[`${'x'.repeat(65)}=x`, /name=value/],
		['a=1&a=2', /twice/],
		[Array.from({ length: 21 }, (_, index) => `p${index}=x`).join('&'), /too many/],
	];
	for (const [text, words] of bad) {
		it(`${JSON.stringify(text.slice(0, 30))} are refused`, () => {
			const read = readParameters(text);
			assert.ok(!read.ok);
			assert.match(read.message, words);
		});
	}

	it('leave the prototype of what they become alone', () => {
		const read = readParameters('__proto__=x');
		assert.ok(read.ok);
		assert.equal(Object.getPrototypeOf(read.parameters), Object.prototype);
	});
});
