import assert from 'node:assert/strict';
import type { Latchkey } from './latchkey.ts';
import { expectAnswer } from './signingIn.ts';

/** Google says that the token of the profile in use has ended: another is asked for at `path`, and the prompt is answered all the same. */
export async function expectRenewal(latchkey: Latchkey, path: RegExp): Promise<void> {
	const { emulator } = latchkey;
	const requests = () => emulator.calls.filter((call) => path.test(call.path)).length;
	const before = requests();
	emulator.failNext({ kind: 'error', name: 'token-expired', match: { path: ':streamGenerateContent' } });
	await expectAnswer(latchkey);
	assert.equal(requests(), before + 1);
}
