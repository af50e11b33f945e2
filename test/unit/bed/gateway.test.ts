import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Gateway, startGateway } from '../../bed/gateway.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';

let emulator: Emulator;
let gateway: Gateway;

before(async () => {
	emulator = await startEmulator();
	const { valid } = emulator.keys;
	gateway = await startGateway({ target: emulator.origin, apiKey: valid, accepts: (token) => token === 'good' });
});

after(async () => {
	await gateway.close();
	await emulator.close();
});

const ask = (authorization: string, method = 'generateContent', signal?: AbortSignal) =>
	fetch(`${gateway.origin}/v1beta/models/gemini-flash-latest:${method}`, {
		method: 'POST',
		headers: { authorization, 'content-type': 'application/json', origin: 'http://127.0.0.1:8443' },
		body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] }),
		...(signal && { signal }),
	});

test('a request with a good token goes on with the API key in its place', async () => {
	const response = await ask('Bearer good');
	assert.equal(response.status, 200);
	assert.match(await response.text(), /candidates/);
	const call = emulator.calls.at(-1);
	assert.deepEqual(
		call?.credentials.map(({ kind }) => kind),
		['header-key'],
	);
	assert.deepEqual(gateway.calls.at(-1), {
		method: 'POST',
		path: '/v1beta/models/gemini-flash-latest:generateContent',
		accepted: true,
	});
});

test('any other request ends here, with a challenge that a page may read', async () => {
	const count = emulator.calls.length;
	for (const authorization of ['Bearer other', 'Bearer', 'Basic good', '']) {
		const response = await ask(authorization);
		assert.equal(response.status, 401, authorization);
		assert.equal(response.headers.get('www-authenticate'), 'Bearer error="invalid_token"');
		assert.equal(response.headers.get('access-control-expose-headers'), 'www-authenticate');
		await response.body?.cancel();
	}
	assert.equal(emulator.calls.length, count);
});

test('an answer comes through piece by piece, and who leaves is missed behind the gateway too', async () => {
	emulator.failNext({ kind: 'stall-mid-stream', afterChunks: 1 });
	const leaving = new AbortController();
	const response = await ask('Bearer good', 'streamGenerateContent?alt=sse', leaving.signal);
	const first = await response.body?.getReader().read();
	assert.match(new TextDecoder().decode(first?.value), /^data: /);
	leaving.abort();
	while (emulator.calls.at(-1)?.outcome === 'open') await new Promise((resolve) => setTimeout(resolve, 5));
	assert.equal(emulator.calls.at(-1)?.outcome, 'closed-by-client');
});

test('a preflight is answered as the emulator does', async () => {
	const response = await fetch(`${gateway.origin}/v1beta/models`, {
		method: 'OPTIONS',
		headers: {
			origin: 'http://127.0.0.1:8443',
			'access-control-request-method': 'GET',
			'access-control-request-headers': 'authorization',
		},
	});
	assert.equal(response.headers.get('access-control-allow-headers'), 'authorization');
});
