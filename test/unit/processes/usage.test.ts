import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { UsageMeter } from '../../../src/core/usage/usageMeter.ts';
import { removeScratch, scratchFolder } from '../../bed/scratch.ts';
import { usagePorts } from './usagePorts.ts';

const program = fileURLToPath(new URL('usageProcess.ts', import.meta.url));

test('processes that count at the same time lose no call', async (context) => {
	const folder = scratchFolder('usage');
	context.after(() => removeScratch(folder));
	const ends = [1, 2, 3].map(async () => {
		const child = spawn(process.execPath, [program, folder, '25'], { stdio: 'inherit' });
		context.after(() => child.kill('SIGKILL'));
		const [code] = await once(child, 'exit');
		return code as number;
	});
	assert.deepEqual(await Promise.all(ends), [0, 0, 0]);
	const ports = usagePorts(folder);
	const { days } = JSON.parse((await ports.document.read()) ?? '').profiles.a;
	const counts = Object.values(days as Record<string, Record<string, { calls: number; usd: number; output: number }>>);
	// The day may have ended meanwhile.
	const total = (of: 'calls' | 'usd' | 'output') =>
		counts.reduce((all, models) => all + (models['gemini-x']?.[of] ?? 0), 0);
	assert.deepEqual([total('calls'), total('usd'), total('output')], [75, 37.5, 225]);
	assert.ok((await new UsageMeter(ports).of('b')).day.calls === 0);
});
