import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readRequest } from '../../../../src/core/importing/readRequest.ts';

const seed = Number(process.env['LATCHKEY_SEED'] ?? 20_261_125);
const marker = 'mark3r-of-a-s3cret';
const url = 'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent';
/** A prompt that repeats the secret: only what knows that it is one can take it out. */
const body = `{"contents":"Hi ${marker} there","${marker}":1}`;

/** Every place of a request in which a credential stands. */
const places: Readonly<Record<string, string>> = {
	'the header of a key': `curl ${url} -H 'x-goog-api-key: ${marker}' -d '${body}'`,
	'the header of a token': `curl ${url} -H "Authorization: Bearer ${marker}" -d '${body}'`,
	'a header without a scheme': `curl ${url} -H authorization:${marker} -d '${body}'`,
	'a header of a proxy': `curl ${url} --proxy-header 'Proxy-Authorization: Basic ${marker}' -d '${body}'`,
	'a cookie': `curl ${url} -b 'a=b; SID=${marker}' -d '${body}'`,
	'a header with cookies': `curl ${url} -H 'Cookie: ${marker}' -d '${body}'`,
	'the query': `curl '${url}?alt=sse&key=${marker}' -d '${body}'`,
	'the query, escaped': `curl '${url}?%6Bey=${marker.replaceAll('-', '%2D')}' -d '${body}'`,
	'the address, before the host': `curl '${url.replace('//', `//me:${marker}@`)}' -d '${body}'`,
	'the address, as a name': `curl '${url.replace('//', `//${marker}@`)}' -d '${body}'`,
	'-u': `curl ${url} -u me:${marker} -d '${body}'`,
	'-u with nothing but a name': `curl ${url} -u ${marker}: -d '${body}'`,
	'--oauth2-bearer': `curl ${url} --oauth2-bearer ${marker} -d '${body}'`,
	'a proxy': `curl ${url} -x http://me:${marker}@localhost:1 -d '${body}'`,
	'a proxy without a scheme': `curl ${url} -x me:${marker}@localhost:1 -d '${body}'`,
	'a certificate': `curl ${url} -E cert.pem:${marker} -d '${body}'`,
	'a form': `curl ${url} --form-string api_key=${marker} -d '${body}'`,
	'an option nobody knows': `curl ${url} --frobnicate=key=${marker} -d '{"contents":"x"}'`,
	'a variable of a shell': `export GEMINI_API_KEY=${marker}\ncurl ${url}?key=$GEMINI_API_KEY -d '${body}'`,
	'a variable for one call': `GOOGLE_API_KEY='${marker}' curl ${url} -d '${body}'`,
	'a variable of PowerShell': `$env:GEMINI_API_KEY = "${marker}"\ncurl.exe ${url} \`\n -H "x-goog-api-key: $env:GEMINI_API_KEY" -d '${body}'`,
	'the Windows command prompt': `curl ^"${url}?key=${marker}^" ^\n -d "${body.replaceAll('"', '\\"')}"`,
	'a header of a .http file': `POST ${url}\nx-goog-api-key: ${marker}\n\n${body}`,
	'a variable of a .http file': `@api_key = ${marker}\nPOST ${url}?key={{api_key}}\n\n${body}`,
	'an address of a .http file': `POST ${url}?access_token=${marker}\n\n${body}`,
	'a collection’s header': JSON.stringify({
		item: [{ request: { url, header: [{ key: 'x-goog-api-key', value: marker }], body: { mode: 'raw', raw: body } } }],
	}),
	'a collection’s authorization, as a list': JSON.stringify({
		auth: {
			type: 'apikey',
			apikey: [
				{ key: 'key', value: 'x-goog-api-key' },
				{ key: 'value', value: marker },
			],
		},
		item: [{ request: { url, body: { mode: 'raw', raw: body } } }],
	}),
	'a request’s authorization, as an object': JSON.stringify({
		request: { url, auth: { type: 'bearer', bearer: { token: marker } }, body: { mode: 'raw', raw: body } },
	}),
	'a collection’s variable': JSON.stringify({
		variable: [{ key: 'geminiApiKey', value: marker }],
		item: [{ request: { url: `${url}?key={{geminiApiKey}}`, body: { mode: 'raw', raw: body } } }],
	}),
	'a parameter that is switched off': JSON.stringify({
		request: {
			url: { raw: url, query: [{ key: 'key', value: marker, disabled: true }] },
			body: { mode: 'raw', raw: body },
		},
	}),
	'the body itself': `{"api_key":"${marker}",${body.slice(1)}`,
	'a body of OpenAI’s': `{"api_key":"${marker}","messages":[{"role":"system","content":"${marker}"},{"role":"user","content":"${marker}"}]}`,
	'a body that cannot be read': `curl ${url} -H 'x-goog-api-key: ${marker}' -d 'key=${marker}'`,
	'a command that is not closed': `curl '${url}?key=${marker}`,
};

for (const [place, text] of Object.entries(places)) {
	test(`no secret gets through from ${place}`, () => {
		assert.ok(text.includes(marker) || place.includes('escaped'));
		const read = readRequest(text);
		assert.ok(!JSON.stringify(read).includes(marker), JSON.stringify(read));
		if (read.kind === 'read' && !/nobody knows/.test(place)) {
			assert.equal(read.hadSecret, true);
		}
	});
}

test('most of these are read all the same, and say that something was taken out', () => {
	const read = Object.values(places).map(readRequest);
	const taken = read.filter((each) => each.kind === 'read' && each.leftOut.some((why) => why.includes('credential')));
	assert.equal(taken.length, read.length - 3);
});

test('a secret by its looks is taken out of a prompt, and out of a name, before that is cut', () => {
	const key = ['AIza', 'SyA1234567890abcdefghijklmnopqrstu-_'].join('');
	const read = readRequest(JSON.stringify({ contents: `Use ${key}`, [`${'x'.repeat(40)}:${key}`]: 1, [key]: 1 }));
	assert.ok(read.kind === 'read' && read.hadSecret);
	assert.ok(!JSON.stringify(read).includes(key.slice(0, 10)));
	assert.equal(read.fields.prompt, 'Use [redacted]');
});

test('what hides in a secret does not save it', () => {
	const read = readRequest(
		`curl '${url}?key=${marker}' -d '{"contents":"${marker.slice(0, 5)}\\u202e${marker.slice(5)}"}'`,
	);
	assert.ok(!JSON.stringify(read).includes(marker));
});

test('characters that hide are taken out, and halves of characters made whole', () => {
	const read = readRequest(
		`{"contents":"a\\u0000b\\u202ec\\ud800d\\u2066e\\udb40\\udc41f\\r\\ng\\u001b[31m ש","x\\u202e\\n y":1}`,
	);
	assert.ok(read.kind === 'read');
	assert.equal(read.fields.prompt, 'abc\ufffddef\ng[31m ש');
	assert.match(read.leftOut.join(), /cannot be seen were taken out of the field prompt/);
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
	assert.doesNotMatch(read.leftOut.join(), /[\u0000-\u001f\u202e]/);
});

test('names such as __proto__ are names', () => {
	const read = readRequest(
		'{"contents":"x","__proto__":{"a":1},"constructor":1,"toString":2,"generationConfig":{"__proto__":1}}',
	);
	assert.ok(read.kind === 'read');
	assert.equal(read.leftOut.filter((each) => /__proto__|constructor|toString/.test(each)).length, 3);
	assert.equal(({} as Record<string, unknown>)['a'], undefined);
});

test('of many names, as many are told as a person reads', () => {
	const names = Array.from({ length: 10_000 }, (_, index) => [`n${index}`, 1]);
	const read = readRequest(JSON.stringify({ contents: 'x', ...Object.fromEntries(names) }));
	assert.ok(read.kind === 'read');
	assert.ok(read.leftOut.length < 30);
	assert.match(read.leftOut.at(-1) ?? '', /^9976 more/);
});

const fill = (text: string, length = 1_000_000) => text.repeat(Math.ceil(length / text.length));
/** Each would take hours if anything looked at it again from each of its places. */
const large: Readonly<Record<string, () => string>> = {
	'one long line': () => fill('x', 5_000_000),
	'one word of JSON': () => `{"a": ${fill('x')}`,
	'one long word': () => `{"a": ${fill('x', 10_000_000)}`,
	dots: () => `{"contents":"${fill('a.', 20_000_000)}"}`,
	'continued lines': () => `curl ${fill('\\\n', 20_000_000)}`,
	'one long prompt': () => `curl ${url} -d '{"contents":"${fill('a', 5_000_000)}"}'`,
	'single quotes': () => `curl ${fill("'")}`,
	'a hundred thousand double quotes, and one': () => `curl ${'"'.repeat(100_001)}`,
	'a quotation mark that is not closed': () => `curl '${fill('a')}`,
	backslashes: () => `curl ${fill('\\')}`,
	variables: () => `curl x -d "${fill('$A')}"`,
	'open substitutions': () => `curl ${fill('$(')}`,
	'open braces': () => `curl ${fill('${')}`,
	backticks: () => `curl "${fill('`')}`,
	'escapes in C’s way': () => `curl $'${fill('\\x')}`,
	'here-documents on one line': () => `curl ${fill('<<A ')}`,
	'here-documents on many lines': () => `curl ${fill('<<A\n')}`,
	'calls of curl': () => fill('curl x\n'),
	options: () => `curl ${fill('-d a ')}`,
	headers: () => `curl x ${fill('-H authorization:abcdefgh ')}`,
	cookies: () => `curl x -b "${fill('a=bcdefgh;')}"`,
	parameters: () => `curl 'https://x/?${fill('key=abcdefg&')}'`,
	'variables that double': () => `${fill('A=$A$A\n')}curl $A`,
	'carets of the command prompt': () => `curl ^\n${fill('^')}`,
	'marks of the command prompt': () => `curl ^\n${fill('\\"')}`,
	'marks of PowerShell': () => `curl \`\n${fill("'")}`,
	'open substitutions of PowerShell': () => `curl \`\n${fill('$(')}`,
	'open references': () => `POST http://x\n\n${fill('{{a ')}`,
	'spaces within references': () => `POST http://x\n\n${fill(`{{a${' '.repeat(1_000)}`)}`,
	'variables of a file that double': () => `${fill('@a = {{a}}{{a}}\n')}POST http://x\n\nx`,
	'open lists': () => fill('['),
	'open objects': () => fill('{"a":'),
	'open comments': () => `{${fill('/*')}`,
	comments: () => `{${fill('#\n')}`,
	messages: () => `{"messages":[${fill('{"role":"user","content":[{"type":"x"}]},')}{}]}`,
	'folders in folders': () => `{"item":${fill('[{"item":')}`,
	'halves of characters': () => `POST http://x\n\n{"contents":"${fill('\ud800')}"}`,
	'empty lines': () => `${fill('\n')}x`,
	spaces: () => `${fill(' ')}curl`,
	'a code block': () => fill('`'),
};
for (const [what, text] of Object.entries(large)) {
	test(`a million characters and more of ${what} come to an end`, () => {
		assert.ok(['read', 'unreadable'].includes(readRequest(text()).kind));
	});
}

test('whatever is pasted, it is read or it is said why not', () => {
	const samples = Object.values(places);
	const pieces = fc.constantFrom(
		...samples,
		...samples.flatMap((text) => text.split(/(?<=[\s'"{}:])/)),
		...[
			'\n',
			'^\n',
			'`\n',
			'\\\n',
			'$',
			'$(',
			'${',
			'@',
			'###',
			'<<E',
			'\0',
			'\ud800',
			'\u202e',
			'{{',
			'}}',
			'[',
			'{',
			"'",
			'"',
		],
	);
	fc.assert(
		fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 12 }), (parts) => {
			const read = readRequest(parts.join(''));
			if (read.kind === 'unreadable') {
				assert.ok(read.why.length > 10);
				return;
			}
			assert.ok(read.leftOut.every((sentence) => /^.{8,400}\.$/u.test(sentence)));
			assert.ok(Object.values({ ...read.fields, attachments: '' }).every((field) => !/[\0\u202e\p{Cs}]/u.test(field)));
		}),
		{ numRuns: 5_000, seed },
	);
});
