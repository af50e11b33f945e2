import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookUpHost } from '../../../src/node/lookUpHost.ts';

const { signal } = new AbortController();

test('an address is its own, and a name of this machine has one', async () => {
	assert.deepEqual(await lookUpHost('127.0.0.1', signal), ['127.0.0.1']);
	const found = await lookUpHost('localhost', signal);
	assert.ok(found.includes('127.0.0.1') || found.includes('::1'), found.join());
});

test('a name that nobody can have is refused with the word of the system', async () => {
	await assert.rejects(lookUpHost('nowhere.invalid', signal), ({ code }: NodeJS.ErrnoException) =>
		['ENOTFOUND', 'EAI_AGAIN'].includes(code ?? ''),
	);
});

test('ends with its signal', async () => {
	const leaving = new AbortController();
	const looking = lookUpHost('nowhere.invalid', leaving.signal);
	leaving.abort();
	await assert.rejects(looking, { code: 'ABORT_ERR' });
	await assert.rejects(lookUpHost('127.0.0.1', leaving.signal), { code: 'ABORT_ERR' });
});
