import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emulatorFor, errorOf } from './support.ts';

type Page = {
	readonly models: readonly { readonly name: string; readonly thinking?: boolean }[];
	readonly nextPageToken?: string;
};

test('pages put together give every model once', async (t) => {
	const emulator = await emulatorFor(t);
	const headers = { 'x-goog-api-key': emulator.keys.valid };
	const page = async (query: string) =>
		(await (await fetch(`${emulator.origin}/v1beta/models${query}`, { headers })).json()) as Page;
	const whole = (await page('')).models.map(({ name }) => name);
	const names: string[] = [];
	let token: string | undefined = '';
	while (token !== undefined) {
		const { models, nextPageToken }: Page = await page(`?pageSize=4&pageToken=${token}`);
		assert.ok(models.length <= 4);
		names.push(...models.map(({ name }) => name));
		token = nextPageToken;
	}
	assert.deepEqual(names, whole);
	assert.equal(new Set(names).size, names.length);
	assert.ok(names.includes('models/gemini-flash-latest'));
	assert.equal((await page('?pageSize=5000')).nextPageToken, undefined);
});

test('a page size that is no number, a negative one and a made-up token are refused', async (t) => {
	const emulator = await emulatorFor(t);
	const headers = { 'x-goog-api-key': emulator.keys.valid };
	for (const query of ['pageSize=many', 'pageSize=-1', 'pageToken=abc']) {
		const response = await fetch(`${emulator.origin}/v1beta/models?${query}`, { headers });
		assert.equal(response.status, 400, query);
		assert.equal((await errorOf(response)).status, 'INVALID_ARGUMENT');
	}
});

test('one model is described by its name, and an unknown one is 404', async (t) => {
	const emulator = await emulatorFor(t);
	const get = (id: string, version = 'v1beta') =>
		fetch(`${emulator.origin}/${version}/models/${id}`, { headers: { 'x-goog-api-key': emulator.keys.valid } });
	const model = (await (await get('gemini-3.8-flash')).json()) as Record<string, unknown>;
	assert.equal(model['name'], 'models/gemini-3.8-flash');
	assert.equal(model['inputTokenLimit'], 1048576);
	assert.equal(model['thinking'], true);
	assert.equal((await get('gemini-1.0')).status, 404);
	assert.equal((await get('gemini-3.1-pro-preview', 'v1')).status, 200);
});

test('an unknown path is the HTML page of the front end', async (t) => {
	const emulator = await emulatorFor(t);
	for (const path of ['/v2/models', '/v1beta/models/gemini-3.8-flash:teach', '/', '/<script>']) {
		const response = await fetch(emulator.origin + path);
		assert.equal(response.status, 404);
		assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
		const page = await response.text();
		assert.match(page, /<title>Error 404 \(Not Found\)!!1<\/title>/);
		assert.doesNotMatch(page, /<script>/);
	}
});

test('HEAD has the headers of GET and no body', async (t) => {
	const emulator = await emulatorFor(t);
	const response = await fetch(`${emulator.origin}/v1beta/models`, {
		method: 'HEAD',
		headers: { 'x-goog-api-key': emulator.keys.valid },
	});
	assert.equal(response.status, 200);
	assert.ok(Number(response.headers.get('content-length')) > 1000);
	assert.equal(await response.text(), '');
});

test('answers carry the headers of a Google API, and the date of the clock given', async (t) => {
	const emulator = await emulatorFor(t, { clock: () => Date.UTC(2030, 0, 2, 3, 4, 5) });
	const { headers } = await fetch(`${emulator.origin}/v1beta/models`, { headers: { origin: 'https://page.example' } });
	assert.equal(headers.get('date'), 'Wed, 02 Jan 2030 03:04:05 GMT');
	assert.equal(headers.get('server'), 'scaffolding on HTTPServer2');
	assert.equal(headers.get('x-content-type-options'), 'nosniff');
	assert.equal(headers.get('vary'), 'Origin, X-Origin, Referer');
	assert.equal(headers.get('access-control-allow-origin'), 'https://page.example');
});

test("a browser's preflight is granted what it asks for", async (t) => {
	const emulator = await emulatorFor(t);
	const response = await fetch(`${emulator.origin}/v1beta/models/gemini-3.8-flash:generateContent`, {
		method: 'OPTIONS',
		headers: {
			origin: 'https://page.example',
			'access-control-request-method': 'POST',
			'access-control-request-headers': 'content-type,x-goog-api-key',
		},
	});
	assert.equal(response.status, 200);
	assert.equal(response.headers.get('access-control-allow-origin'), 'https://page.example');
	assert.equal(response.headers.get('access-control-allow-headers'), 'content-type,x-goog-api-key');
	assert.match(response.headers.get('access-control-allow-methods') ?? '', /POST/);
});
