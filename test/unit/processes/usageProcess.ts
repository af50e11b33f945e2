/** One window's worth of calls in a process of its own: `FOLDER COUNT`, all recorded at once, over a document that others share. */

import { UsageMeter } from '../../../src/core/usage/usageMeter.ts';
import { usagePorts } from './usagePorts.ts';

const [folder = '', count = ''] = process.argv.slice(2);
const meter = new UsageMeter(usagePorts(folder));
for (let number = 0; number < Number(count); number++) {
	await meter.record({ profileId: 'a', model: 'gemini-x', usage: { prompt: 10, thoughts: 1, output: 2 }, usd: 0.5 });
}
