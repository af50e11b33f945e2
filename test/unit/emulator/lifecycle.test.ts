import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '../../emulator/emulator.ts';
import { call, emulatorFor, until, userSays } from './support.ts';

const main = fileURLToPath(new URL('../../emulator/main.ts', import.meta.url));
const module = new URL('../../emulator/emulator.ts', import.meta.url).href;

test('both loopback addresses answer on the same port', async (t) => {
	const emulator = await emulatorFor(t);
	for (const origin of [emulator.origin, emulator.originV6].filter((each) => each !== undefined)) {
		assert.equal(new URL(origin).port, String(emulator.port));
		assert.equal((await fetch(`${origin}/v1beta/models?key=${emulator.keys.valid}`)).status, 200);
	}
});

test('a port in use is refused, not swapped for another', async (t) => {
	const { port } = await emulatorFor(t);
	await assert.rejects(startEmulator({ port }), { code: 'EADDRINUSE' });
});

test('close ends a hanging call and lets go of the port', async () => {
	const emulator = await startEmulator();
	emulator.failNext({ kind: 'hang' });
	const broken = assert.rejects(call(emulator, 'generateContent', userSays('Hi')), TypeError);
	await until(() => emulator.calls[0]?.faults.includes('hang') === true);
	await emulator.close();
	await broken;
	assert.equal(emulator.calls[0]?.outcome, 'closed-by-emulator');
	const again = await startEmulator({ port: emulator.port });
	await again.close();
});

test('a process whose emulator was closed in mid-stream ends by itself', async () => {
	const script = `
		import { startEmulator } from ${JSON.stringify(module)};
		const emulator = await startEmulator();
		emulator.failNext({ kind: 'stall-mid-stream', afterChunks: 1 });
		const response = await fetch(emulator.origin + '/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse', {
			method: 'POST',
			headers: { 'x-goog-api-key': emulator.keys.valid },
			body: JSON.stringify({ contents: { parts: { text: 'Hi' } } }),
		});
		await response.body.getReader().read();
		await emulator.close();`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
	assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('the command prints where it listens, logs without the key, and ends with its parent', async () => {
	const child = spawn(process.execPath, [main, '--exit-with-parent'], { stdio: ['pipe', 'pipe', 'pipe'] });
	let log = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		log += text;
	});
	const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
	const { origin, keys } = JSON.parse(line) as { origin: string; keys: { valid: string } };
	assert.equal((await fetch(`${origin}/v1beta/models?key=${keys.valid}`)).status, 200);
	await until(() => log.includes('\n'));
	assert.match(log, /^GET \/v1beta\/models\?key 200 \d+ ms query-key\n$/);
	child.stdin.end();
	assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('the command ends on SIGTERM', { skip: process.platform === 'win32' }, async () => {
	const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'ignore'] });
	await once(createInterface({ input: child.stdout }), 'line');
	child.kill('SIGTERM');
	assert.deepEqual(await once(child, 'exit'), [0, null]);
});
