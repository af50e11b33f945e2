import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { nodeMachine } from '../../../src/node/nodeMachine.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-machine-'));
after(() => rmSync(folder, { recursive: true }));
const machine = nodeMachine({});

describe('a file of this machine', () => {
	it('is read, missing, or unreadable for a reason', async () => {
		const path = join(folder, 'token');
		writeFileSync(path, 'a token');
		assert.deepEqual(await machine.readFile(path), { kind: 'read', text: 'a token' });
		assert.deepEqual(await machine.readFile(join(folder, 'nowhere')), { kind: 'missing' });
		assert.deepEqual(await machine.readFile(join(path, 'below')), { kind: 'missing' });
		assert.equal((await machine.readFile(folder)).kind, 'unreadable');
		writeFileSync(path, 'x'.repeat(1024 * 1024));
		assert.deepEqual(await machine.readFile(path), { kind: 'unreadable', reason: 'EFBIG' });
	});

	it('that may not be read says so; who may read everything reads it', async () => {
		const path = join(folder, 'locked');
		writeFileSync(path, 'a token');
		chmodSync(path, 0);
		const mayReadAll = process.getuid?.() === 0 || process.platform === 'win32';
		const expected = mayReadAll ? { kind: 'read', text: 'a token' } : { kind: 'unreadable', reason: 'EACCES' };
		assert.deepEqual(await machine.readFile(path), expected);
	});

	it('that is a pipe keeps nobody waiting', { skip: process.platform === 'win32' }, async () => {
		const path = join(folder, 'pipe');
		execFileSync('mkfifo', [path]);
		assert.equal((await machine.readFile(path)).kind, 'unreadable');
	});
});

describe('a server of this machine', () => {
	async function ask(listener: RequestListener, timeout = 5_000, signal = new AbortController().signal) {
		const server = createServer(listener);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a`;
		const answer = await machine.askLocally({ method: 'GET', url, headers: { 'x-a': 'b' }, timeout, signal });
		server.closeAllConnections();
		server.close();
		return answer;
	}

	it('is told the headers, and answers with its own', async () => {
		const answer = await ask((request, response) => {
			response.setHeader('Metadata-Flavor', 'Google').end(String(request.headers['x-a']));
		});
		assert.ok(answer.kind === 'answered');
		assert.deepEqual([answer.status, answer.headers['metadata-flavor'], answer.body], [200, 'Google', 'b']);
	});

	it('leads nobody elsewhere', async () => {
		const answer = await ask((_, response) => {
			response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
		});
		assert.equal(answer.kind === 'answered' && answer.status, 302);
	});

	it('that says too much, nothing, or is not there is silent', async () => {
		const flood = await ask((_, response) => void response.end('x'.repeat(1024 * 1024)));
		assert.deepEqual(flood, { kind: 'silent', reason: 'EFBIG' });
		assert.equal((await ask(() => undefined, 50)).kind, 'silent');
		const url = 'http://127.0.0.1:1/';
		const { signal } = new AbortController();
		const gone = await machine.askLocally({ method: 'GET', url, headers: {}, timeout: 5_000, signal });
		assert.deepEqual(gone, { kind: 'silent', reason: 'ECONNREFUSED' });
	});

	it('is waited for no longer when the person leaves', async () => {
		const leaving = new AbortController();
		const answer = ask(() => leaving.abort(), 60_000, leaving.signal);
		assert.equal((await answer).kind, 'silent');
	});
});
