import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Cause, causes } from '../../../src/core/errors/cause.ts';
import { faultOfCause } from '../../emulator/causes.ts';
import { type Emulator, type Fault, startEmulator } from '../../emulator/emulator.ts';
import { judgedTokenError, judgedUnder, promptUnder } from './judging.ts';

// Each cause that a server can be the reason of, over a real socket, judged by the product itself.

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

const secret = 'https://secretmanager.googleapis.com/v1/projects/1/secrets/gemini-key/versions/1:access';

async function met(cause: Cause, fault: Fault): Promise<string> {
	if (fault.kind === 'oauth') {
		return (await judgedTokenError(emulator, fault.name)).cause;
	}
	return cause === 'source-failed'
		? (await judgedUnder(emulator, fault, { url: secret })).cause
		: promptUnder(emulator, fault);
}

for (const cause of causes) {
	const fault: Fault | string = faultOfCause[cause];
	if (typeof fault !== 'string') {
		test(`${cause} comes of ${JSON.stringify(fault)}`, async () => {
			assert.equal(await met(cause, fault), cause);
		});
	}
}
