import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOfResponse } from '../../../src/core/errors/failureOf.ts';
import { projectOf } from '../../../src/core/errors/projectOf.ts';

const type = 'type.googleapis.com/google.rpc.ErrorInfo';
const info = { '@type': type, reason: 'API_KEY_INVALID', domain: 'googleapis.com' };

/** The project named by a response with these details, as it comes from the server. */
const projectIn = (details: unknown, secrets: readonly string[] = []) =>
	projectOf(
		failureOfResponse(
			{ httpStatus: 400, body: JSON.stringify({ error: { code: 400, message: '', details } }) },
			{ url: 'x' },
			secrets,
		),
	);
const consumedBy = (consumer: unknown) => projectIn([{ ...info, metadata: { consumer } }]);

for (const [consumer, project] of [
	['projects/123456789', '123456789'],
	['projects/my-project', 'my-project'],
	['projects/example.com:my-project', 'example.com:my-project'],
	[`projects/${'x'.repeat(64)}`, 'x'.repeat(64)],
] as const) {
	test(`the project of ${consumer.slice(0, 40)} is told`, () => {
		assert.equal(consumedBy(consumer), project);
	});
}

for (const consumer of [
	undefined,
	null,
	123,
	['projects/1'],
	'',
	'projects/',
	'123',
	'api_key:abc',
	'projects/a b',
	'projects/a/b',
	'projects/a\n',
	'projects/../x',
	'projects/<b>',
	'projects/\u202eabc',
	`projects/${'x'.repeat(65)}`,
	'x'.repeat(1_000_000),
]) {
	test(`${JSON.stringify(consumer)?.slice(0, 40)} names no project`, () => {
		assert.equal(consumedBy(consumer), undefined);
	});
}

test('a consumer that holds the key names no project', () => {
	const details = [{ ...info, metadata: { consumer: 'projects/the-secret-key' } }];
	assert.equal(projectIn(details, ['the-secret-key']), undefined);
});

test('the first ErrorInfo counts, wherever it stands', () => {
	const help = { '@type': 'type.googleapis.com/google.rpc.Help', metadata: { consumer: 'projects/0' } };
	const second = { ...info, metadata: { consumer: 'projects/2' } };
	assert.equal(projectIn([help, { ...info, metadata: { consumer: 'projects/1' } }, second]), '1');
});

test('where no error, no detail or no metadata came, no project is named', () => {
	assert.equal(projectOf({ cause: 'network-timeout' }), undefined);
	for (const details of [
		undefined,
		{},
		[],
		[null],
		[info],
		[{ ...info, metadata: [] }],
		[{ ...info, metadata: 'x' }],
	]) {
		assert.equal(projectIn(details), undefined);
	}
});
