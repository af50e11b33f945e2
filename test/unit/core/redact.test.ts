import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redact, redactJson } from '../../../src/core/secrets/redact.ts';

// Put together at run time, so that no scanner takes the test itself for a leak.
const secrets = {
	'standard API key': ['AIza', 'SyA1234567890abcdefghijklmnopqrstu-_'].join(''),
	'auth API key': ['AQ', '.Ab8RN6Jx0123456789abcdef'].join(''),
	'access token': ['ya29', '.a0AfH6SMBx-0123456789'].join(''),
	'refresh token': ['1/', '/0gabcdefghijklmnopqrstuv'].join(''),
	'client secret': ['GOCSPX', '-abcdefghijklmnop'].join(''),
	JWT: ['eyJhbGciOiJSUzI1NiJ9', 'eyJpc3MiOiJ4In0xyz', 'c2lnbmF0dXJl'].join('.'),
	'private key': ['-----BEGIN', ' PRIVATE KEY-----\nMIIEv\n-----END PRIVATE KEY-----'].join(''),
};

for (const [what, secret] of Object.entries(secrets)) {
	test(`a ${what} is cut out wherever it stands`, () => {
		for (const text of [secret, `Consumer 'api_key:${secret}' suspended`, `?key=${secret}&x`, `"${secret}"`]) {
			assert.ok(!redact(text).includes(secret.slice(4, 20)), text);
		}
	});
}

test('a private key that was cut in the middle is cut out too', () => {
	assert.equal(redact(['-----BEGIN', ' RSA PRIVATE KEY-----\nMIIE'].join('')), '[redacted]');
});

test('a known secret of any look is cut out, each time it occurs', () => {
	assert.equal(redact('hunter2! and hunter2!', ['hunter2!']), '[redacted] and [redacted]');
});

test('a known secret is cut out in the forms of JSON and URLs too', () => {
	const secret = 'ab"c\\d/e f';
	for (const form of [
		JSON.stringify(secret),
		JSON.stringify(secret).replaceAll('/', '\\/'),
		encodeURIComponent(secret),
	]) {
		assert.match(redact(`<${form}>`, [secret]), /^<"?\[redacted\]"?>$/, form);
	}
});

test('an empty or one-letter secret does not make all text unreadable', () => {
	assert.equal(redact('a banana', ['', 'a']), 'a banana');
});

test('ordinary words stay', () => {
	const text = 'models/gemini-3.8-flash is not found for API version v1beta';
	assert.equal(redact(text), text);
});

test('JSON keeps its form, and secrets go from values and names alike', () => {
	const key = secrets['standard API key'];
	assert.deepEqual(redactJson({ a: [key, 1, null, { [key]: `x ${key}` }] }), {
		a: ['[redacted]', 1, null, { '[redacted]': 'x [redacted]' }],
	});
});

test('JSON of any depth is taken, and what lies too deep is left out', () => {
	const deep = JSON.parse(`${'['.repeat(100_000)}"x"${']'.repeat(100_000)}`);
	assert.match(JSON.stringify(redactJson(deep)), /^\[+"…"\]+$/);
});
