import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import type { Call } from '../../emulator/emulator.ts';
import { call, emulatorFor, userSays } from './support.ts';

const hi = userSays('Hi');

test('faults are set and cleared from another process', async (t) => {
	const emulator = await emulatorFor(t);
	const faults = `${emulator.origin}/_emulator/faults`;
	const set = () => fetch(faults, { method: 'POST', body: JSON.stringify({ kind: 'error', name: 'server-busy' }) });
	assert.equal((await set()).status, 200);
	assert.equal((await call(emulator, 'generateContent', hi)).status, 503);
	await set();
	await fetch(faults, { method: 'DELETE' });
	assert.equal((await call(emulator, 'generateContent', hi)).status, 200);
});

test('a fault with a typo is refused and says where', async (t) => {
	const emulator = await emulatorFor(t);
	for (const [fault, text] of [
		[{ kind: 'nap' }, /"nap"/],
		[{ kind: 'error', name: 'no-such' }, /"name"/],
		[{ kind: 'close', afterChunks: 1 }, /"afterChunks"/],
		[{ kind: 'delay' }, /"ms"/],
		[{ kind: 'hang', times: 0 }, /"times"/],
		[{ kind: 'hang', times: 'often' }, /"times"/],
		[{ kind: 'error', name: 'internal', form: 'round' }, /"form"/],
		[{ kind: 'oauth', name: 'internal' }, /"name"/],
		[{ kind: 'hang', match: { host: 'x' } }, /"match"/],
		['x', /object/],
	] as const) {
		const response = await fetch(`${emulator.origin}/_emulator/faults`, {
			method: 'POST',
			body: JSON.stringify(fault),
		});
		assert.equal(response.status, 400);
		assert.match(((await response.json()) as { message: string }).message, text);
	}
	assert.equal((await call(emulator, 'generateContent', hi)).status, 200);
});

test('calls are told without any key in them, and can be forgotten', async (t) => {
	const lines: string[] = [];
	const emulator = await emulatorFor(t, { log: (line) => lines.push(line) });
	const { valid } = emulator.keys;
	await call(emulator, 'generateContent', hi);
	await fetch(`${emulator.origin}/v1beta/models?pageSize=3&key=${valid}`);
	const text = await (await fetch(`${emulator.origin}/_emulator/calls`)).text();
	const { calls } = JSON.parse(text) as { calls: Call[] };
	assert.equal(calls.length, 2);
	const [first, second] = calls;
	assert.equal(first?.path, '/v1beta/models/gemini-3.8-flash:generateContent');
	assert.equal(first?.service, 'generativelanguage.googleapis.com');
	assert.deepEqual(first?.body, hi);
	assert.equal(first?.bodyBytes, Buffer.byteLength(JSON.stringify(hi)));
	assert.ok(first?.headerNames.includes('x-goog-api-key'));
	assert.equal(first?.status, 200);
	assert.equal(first?.outcome, 'answered');
	assert.deepEqual(second?.queryNames, ['pageSize', 'key']);
	assert.deepEqual(
		[first, second].map((each) => each?.credentials[0]?.kind),
		['header-key', 'query-key'],
	);
	assert.equal(first?.credentials[0]?.fingerprint, second?.credentials[0]?.fingerprint);
	assert.ok(!text.includes(valid));
	assert.equal(lines.length, 2);
	assert.ok(!lines.join().includes(valid));
	await fetch(`${emulator.origin}/_emulator/calls`, { method: 'DELETE' });
	assert.deepEqual(emulator.calls, []);
});

test('a further key is known in the state it was given', async (t) => {
	const emulator = await emulatorFor(t);
	const add = (body: unknown) =>
		fetch(`${emulator.origin}/_emulator/keys`, { method: 'POST', body: JSON.stringify(body) });
	const headers = { 'x-goog-api-key': 'my-own-key' };
	assert.equal((await call(emulator, 'generateContent', hi, { headers })).status, 400);
	assert.equal((await add({ key: 'my-own-key', state: 'valid' })).status, 200);
	assert.equal((await call(emulator, 'generateContent', hi, { headers })).status, 200);
	assert.equal((await add({ key: 'my-own-key', state: 'leaked' })).status, 200);
	assert.equal((await call(emulator, 'generateContent', hi, { headers })).status, 403);
	assert.equal((await add({ key: 'x', state: 'lost' })).status, 400);
});

test('a web page cannot drive the emulator, by its origin or by another host name', async (t) => {
	const emulator = await emulatorFor(t);
	const statusWith = (headers: Record<string, string>) =>
		new Promise<number | undefined>((resolve, reject) => {
			request({ host: '127.0.0.1', port: emulator.port, path: '/_emulator/calls', headers }, (response) => {
				response.resume();
				resolve(response.statusCode);
			})
				.on('error', reject)
				.end();
		});
	assert.equal(await statusWith({ origin: 'https://page.example' }), 403);
	assert.equal(await statusWith({ origin: 'null' }), 403);
	assert.equal(await statusWith({ host: 'rebound.example' }), 403);
	assert.equal(await statusWith({ host: `127.0.0.1.rebound.example:${emulator.port}` }), 403);
	assert.equal(await statusWith({ host: `localhost:${emulator.port}` }), 200);
});
