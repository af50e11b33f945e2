import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerInWords, fieldInWords, formInWords } from '../../../../src/core/oauth/transcriptFields.ts';

/** Looks like no credential that anybody knows. */
const marker = 'Marker-0123456789';

const secretFields = [
	'access_token',
	'accessToken',
	'ACCESS_TOKEN',
	'access-token',
	'refresh_token',
	'refreshToken',
	'id_token',
	'id_token_hint',
	'subject_token',
	'actor_token',
	'token',
	'code',
	'device_code',
	'authorization_code',
	'code_verifier',
	'codeVerifier',
	'client_secret',
	'clientSecret',
	'client_assertion',
	'assertion',
	'password',
	'Authorization',
	'Proxy-Authorization',
	'Cookie',
	'Set-Cookie',
	'X-Api-Key',
	'api_key',
	'private_key',
	'key',
];
const shownFields = [
	'client_id',
	'token_type',
	'subject_token_type',
	'client_assertion_type',
	'code_challenge',
	'code_challenge_method',
	'code_challenge_methods_supported',
	'token_endpoint',
	'token_endpoint_auth_methods_supported',
	'authorization_endpoint',
	'error',
	'error_code',
	'error_description',
	'expires_in',
	'scope',
	'grant_type',
	'redirect_uri',
	'status_code',
	'constructor',
];

/** Every form in which a field may come into the transcript, as it is shown there. */
type Shown = (name: string, value: string, secrets: readonly string[]) => readonly string[];
const forms: readonly (readonly [what: string, shown: Shown])[] = [
	['of a header', (name, value, secrets) => [fieldInWords(name, value, secrets)]],
	['of a form', (name, value, secrets) => formInWords(new URLSearchParams({ [name]: value }).toString(), secrets)],
	['of a form among others', (name, value, secrets) => formInWords(`a=b&${name}=${value}&c=d`, secrets)],
	['of an answer', (name, value, secrets) => answerInWords(JSON.stringify({ [name]: value }), secrets)],
	[
		'of an answer, deep down',
		(name, value, secrets) => answerInWords(JSON.stringify({ a: { b: [{ [name]: value }] } }), secrets),
	],
	[
		'of an answer that is a list',
		(name, value, secrets) => answerInWords(JSON.stringify([{ [name]: value }]), secrets),
	],
	['of an answer that is a form', (name, value, secrets) => answerInWords(`a=b&${name}=${value}&c=d`, secrets)],
	[
		'of an answer that was cut',
		(name, value, secrets) => answerInWords(`{"a":"b","${name}": "${value}","c":"d`, secrets),
	],
	['of an answer cut within it', (name, value, secrets) => answerInWords(`{"a":"b","${name}":"${value}`, secrets)],
	['of JSON within a text', (name, value, secrets) => answerInWords(`Said: {\\"${name}\\":\\"${value}\\"}`, secrets)],
	['of a page', (name, value, secrets) => answerInWords(`<p>${name} = '${value}'</p>`, secrets)],
	[
		'of headers in a text',
		(name, value, secrets) => answerInWords(`HTTP/1.1 200 OK\r\n${name}: ${value}\r\n`, secrets),
	],
];

describe('a secret field', () => {
	for (const [what, shown] of forms) {
		it(`${what} is there by name and not by value`, () => {
			for (const name of secretFields) {
				const lines = shown(name, marker, []).join('\n');
				assert.ok(lines.includes(name), `${name}: ${lines}`);
				assert.ok(!lines.includes(marker), `${name}: ${lines}`);
			}
		});
	}

	it('tells its length, so that an empty or a cut one is seen', () => {
		assert.equal(fieldInWords('code', marker, []), 'code: [redacted, 17 characters]');
		assert.deepEqual(formInWords('client_secret=', []), ['client_secret: [redacted, 0 characters]']);
	});

	it('whose value a server repeats in another field is there in neither', () => {
		const nested = { data: { access_token: marker }, message: `You got ${marker}.`, more: [`${marker}!`] };
		assert.ok(!answerInWords(JSON.stringify(nested), []).join('\n').includes(marker));
	});

	it('in a text that shows headers is hidden to the end of its line', () => {
		const page = `GET / HTTP/1.1\r\nAuthorization: Bearer ${marker}\r\nCookie: a=b; c=${marker}; d=e\r\nAccept: */*`;
		const [shown = ''] = answerInWords(page, []);
		assert.ok(!shown.includes(marker) && shown.endsWith('Accept: */*'), shown);
	});

	it('whose value is an object or a list is hidden whole', () => {
		const shown = answerInWords(JSON.stringify({ a: { token: { value: marker } }, b: { secret: [marker] } }), []);
		assert.ok(!shown.join('\n').includes(marker));
	});
});

describe('any other field', () => {
	for (const [what, shown] of forms) {
		it(`${what} is shown as it is`, () => {
			for (const name of shownFields) {
				const lines = shown(name, 'the-value', []).join('\n');
				assert.ok(lines.includes(name) && lines.includes('the-value'), `${name}: ${lines}`);
			}
		});
		it(`${what} does not show a secret that is known`, () => {
			const lines = shown('error_description', marker, [marker]).join('\n');
			assert.ok(lines.includes('error_description') && !lines.includes(marker), lines);
		});
	}

	it('does not show a secret that was sent and comes back', () => {
		for (const body of [JSON.stringify({ error_description: `Bad ${marker}` }), `<h1>${marker}</h1>`, marker]) {
			assert.ok(!answerInWords(body, [marker]).join('\n').includes(marker), body);
		}
		assert.deepEqual(formInWords(`state=${marker}`, [marker]), ['state: [redacted]']);
		assert.ok(
			!answerInWords(JSON.stringify({ [marker]: 1 }), [marker])
				.join('\n')
				.includes(marker),
		);
	});

	it('does not show what looks like a credential', () => {
		const jwt = `eyJhbGciOiJSUzI1NiJ9.${'eyJzdWIiOiIxIn0'}.c2lnbmF0dXJl`;
		for (const secret of ['ya29.a0AfB_byC-1234567890', 'GOCSPX-abcdefghijklmnop', '1//0abcdefghijklmnopqrstuv', jwt]) {
			assert.ok(
				!answerInWords(JSON.stringify({ hint: `see ${secret}` }), [])
					.join('\n')
					.includes(secret),
				secret,
			);
		}
	});

	it('is one line, and no longer than is needed to see what it is', () => {
		const [line = ''] = answerInWords(JSON.stringify({ a: `x\r\ny ${'z'.repeat(10_000)}` }), []);
		assert.match(line, /^a: x y z{296}…$/);
		assert.match(fieldInWords('a\nb: c', 'd', []), /^a b: c: d$/);
	});

	it('is one of the first sixty', () => {
		const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${index}`, 'x']));
		assert.equal(answerInWords(JSON.stringify(many), []).length, 60);
		assert.equal(formInWords(new URLSearchParams(many).toString(), []).length, 60);
	});

	it('that is a number, a list or nothing is shown as JSON', () => {
		const body = JSON.stringify({
			expires_in: 3599,
			error_codes: [65001],
			a: null,
			error: { code: 401, status: 'NO' },
		});
		assert.deepEqual(answerInWords(body, []), [
			'expires_in: 3599',
			'error_codes: [65001]',
			'a: null',
			'error: {"code":401,"status":"NO"}',
		]);
	});
});

it('an answer of nothing is said to be empty', () => {
	assert.deepEqual(answerInWords('', []), ['(empty)']);
});

it('JSON that is deeper than any answer is shown as far as it goes', () => {
	const deep = `{"a":${'['.repeat(100_000)}"${marker}"${']'.repeat(100_000)}}`;
	assert.equal(answerInWords(deep, []).length, 1);
	assert.ok(!answerInWords(deep, []).join('').includes(marker));
});
