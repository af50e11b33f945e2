import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Cause } from '../../../src/core/errors/cause.ts';
import { type Emulator, type Fault, startEmulator } from '../../emulator/emulator.ts';
import type { ErrorName } from '../../emulator/errors/catalogue.ts';
import { type ErrorForm, errorForms } from '../../emulator/http/errorForms.ts';
import { promptUnder } from './judging.ts';

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

/** One error whose reason decides, one whose text does, one that has only its status. */
const errors: readonly (readonly [ErrorName, Cause])[] = [
	['service-disabled', 'api-disabled'],
	['model-not-found', 'model-not-found'],
	['quota-daily', 'quota-exhausted'],
	['unimplemented', 'unsupported'],
];
for (const form of Object.keys(errorForms).filter((each) => each !== 'broken-off') as ErrorForm[]) {
	for (const [name, cause] of errors) {
		test(`${name} is ${cause} in the form ${form} too`, async () => {
			assert.equal(await promptUnder(emulator, { kind: 'error', name, form }), cause);
		});
	}
}

test('an error has the form it was asked for, and the status of the error', async () => {
	const bodyOf = async (form: ErrorForm) => {
		emulator.failNext({ kind: 'error', name: 'server-busy', form });
		const response = await fetch(`${emulator.origin}/v1beta/models`);
		assert.equal(response.status, 503);
		return response.text();
	};
	const [first] = JSON.parse(await bodyOf('array')) as { error: { code: number; errors: object[] } }[];
	assert.equal(first?.error.code, 503);
	assert.equal(first.error.errors.length, 1);
	const outer = JSON.parse(await bodyOf('in-string')) as { error: { message: string; status: string } };
	assert.equal(outer.error.status, 'Service Unavailable');
	assert.equal((JSON.parse(outer.error.message) as { error: { status: string } }).error.status, 'UNAVAILABLE');
	const cut = await bodyOf('cut');
	assert.throws(() => JSON.parse(cut));
	assert.match(cut, /"code": 503/);
	assert.match(await bodyOf('in-event'), /^data: \{"error"/);
	await assert.rejects(bodyOf('broken-off'));
	assert.match(await bodyOf('in-text'), /^got status: 503 Service Unavailable\. \{/);
});

/** What has several faces under one cause, and what is no error of Google's at all. */
const others: readonly (readonly [Fault, Cause])[] = [
	[{ kind: 'error', name: 'api-key-invalid', form: 'array' }, 'api-key-invalid'],
	[{ kind: 'error', name: 'payload-too-large' }, 'request-too-large'],
	[{ kind: 'error', name: 'model-retired' }, 'model-not-found'],
	[{ kind: 'error', name: 'already-exists' }, 'conflict'],
	[{ kind: 'error', name: 'account-disabled' }, 'service-account-not-found'],
	[{ kind: 'error', name: 'shared-capacity', form: 'array' }, 'server-busy'],
	[{ kind: 'error', name: 'model-capacity' }, 'server-busy'],
	[{ kind: 'error', name: 'permission-denied', form: 'array' }, 'permission-denied'],
	[{ kind: 'stream-error', afterChunks: 1, name: 'server-busy', form: 'bare' }, 'server-busy'],
	[{ kind: 'stream-error', afterChunks: 1, name: 'quota-minute', form: 'data' }, 'rate-limited'],
	[{ kind: 'close-mid-stream', afterChunks: 1 }, 'answer-incomplete'],
	[{ kind: 'answer', name: 'empty-stream' }, 'answer-incomplete'],
	[{ kind: 'answer', name: 'prompt-blocked' }, 'prompt-blocked'],
	[{ kind: 'answer', name: 'answer-recitation' }, 'answer-blocked'],
	[{ kind: 'answer', name: 'answer-truncated' }, 'answer-truncated'],
	[{ kind: 'answer', name: 'answer-empty' }, 'answer-malformed'],
	[{ kind: 'answer', name: 'finish-unheard-of' }, 'unknown'],
	[{ kind: 'error', name: 'service-disabled', form: 'broken-off' }, 'api-disabled'],
	[{ kind: 'page', page: 'google-400' }, 'request-invalid'],
	[{ kind: 'page', page: 'google-403' }, 'permission-denied'],
	[{ kind: 'page', page: 'google-404' }, 'resource-not-found'],
	[{ kind: 'page', page: 'google-413' }, 'request-too-large'],
	[{ kind: 'page', page: 'google-500' }, 'server-error'],
	[{ kind: 'page', page: 'google-502' }, 'server-error'],
	[{ kind: 'page', page: 'google-503' }, 'server-busy'],
	[{ kind: 'page', page: 'proxy-407' }, 'proxy'],
	[{ kind: 'page', page: 'proxy-502' }, 'proxy'],
	[{ kind: 'page', page: 'captive-portal' }, 'proxy'],
	[{ kind: 'redirect', location: 'https://login.corp.example/' }, 'proxy'],
];
for (const [fault, cause] of others) {
	test(`${JSON.stringify(fault)} is ${cause}`, async () => {
		assert.equal(await promptUnder(emulator, fault), cause);
	});
}
