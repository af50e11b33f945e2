import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOfResponse } from '../../../src/core/errors/failureOf.ts';
import { failureView } from '../../../src/core/panel/failureView.ts';

const host = 'generativelanguage.googleapis.com';
const view = (error: unknown) =>
	failureView(failureOfResponse({ httpStatus: 400, body: JSON.stringify({ error }) }, { url: host }, []));

test('each field of each detail has a line, with its path, in the order it came', () => {
	const violations = [{ field: 'a.b', description: 'no' }, { field: 'c' }];
	const detail = { '@type': 'type.googleapis.com/google.rpc.BadRequest', violations, deep: { x: { y: null } }, n: 3 };
	assert.deepEqual(view({ message: 'm', details: [detail] }).details, [
		{
			type: 'BadRequest',
			fields: [
				{ path: 'violations[0].field', value: 'a.b' },
				{ path: 'violations[0].description', value: 'no' },
				{ path: 'violations[1].field', value: 'c' },
				{ path: 'deep.x.y', value: 'null' },
				{ path: 'n', value: '3' },
			],
		},
	]);
});

test('status, message and body are told once each', () => {
	const told = view({ code: 418, status: 'TEAPOT', message: 'short' });
	assert.equal(told.status, `418 TEAPOT · ${host}`);
	assert.equal(told.message, 'short');
	assert.match(told.body, /short/);
});

test('what a server blew up stays small enough for a page', () => {
	const long = 'x'.repeat(1_000_000);
	const fields = Object.fromEntries(Array.from({ length: 1000 }, (_, number) => [`f${number}`, number]));
	const details = [
		{ '@type': long, [long]: long },
		...Array.from({ length: 100 }, (_, number) => ({ number, ...fields })),
	];
	const told = view({ message: long, details });
	assert.ok(told.message.length < 10_000);
	assert.equal(told.details.length, 40);
	assert.equal(told.details[1]?.fields.length, 200);
	assert.ok(JSON.stringify(told).length < 500_000);
});

test('a failure without a response says what is known', () => {
	const told = failureView({ cause: 'network-unreachable', host, evidence: 'ECONNREFUSED' });
	assert.equal(told.status, host);
	assert.deepEqual(told.details, [{ type: 'What decided', fields: [{ path: 'because', value: 'ECONNREFUSED' }] }]);
});
