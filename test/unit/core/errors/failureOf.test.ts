import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOf } from '../../../../src/core/errors/catalogue/catalogue.ts';
import type { Cause } from '../../../../src/core/errors/cause.ts';
import { causes } from '../../../../src/core/errors/cause.ts';
import { failureOfResponse } from '../../../../src/core/errors/failureOf.ts';
import { failureOfFault } from '../../../../src/core/errors/failureOfFault.ts';
import { TransportFault } from '../../../../src/core/transportFault.ts';

const host = 'generativelanguage.googleapis.com';

type Row = readonly [what: string, httpStatus: number, body: unknown, cause: Cause];

const error = (code: number, status: string, message: string, ...details: unknown[]) => ({
	error: { code, message, status, ...(details.length > 0 ? { details } : {}) },
});
const info = (reason: string) => ({
	'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
	reason,
	domain: 'googleapis.com',
	metadata: { service: host },
});
const daily = {
	'@type': 'type.googleapis.com/google.rpc.QuotaFailure',
	violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }],
};

const rows: readonly Row[] = [
	[
		'a wrong key',
		400,
		error(400, 'INVALID_ARGUMENT', 'API key not valid.', info('API_KEY_INVALID')),
		'api-key-invalid',
	],
	[
		'an expired key',
		400,
		error(400, 'INVALID_ARGUMENT', 'API key expired.', info('API_KEY_INVALID')),
		'api-key-expired',
	],
	['a leaked key', 403, error(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked.'), 'api-key-leaked'],
	['a switched-off API', 403, error(403, 'PERMISSION_DENIED', 'off', info('SERVICE_DISABLED')), 'api-disabled'],
	['no key', 403, error(403, 'PERMISSION_DENIED', "Method doesn't allow unregistered callers"), 'credentials-missing'],
	[
		'two keys',
		400,
		error(400, 'INVALID_ARGUMENT', 'Multiple authentication credentials received.'),
		'credentials-conflict',
	],
	['a daily quota', 429, error(429, 'RESOURCE_EXHAUSTED', 'quota', daily), 'quota-exhausted'],
	['a quota of zero', 429, error(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded, limit: 0, model: x'), 'quota-zero'],
	['a quota a minute', 429, error(429, 'RESOURCE_EXHAUSTED', 'quota'), 'rate-limited'],
	['a missing model', 404, error(404, 'NOT_FOUND', 'models/x is not found for API version v1beta'), 'model-not-found'],
	['an array around the error', 503, [error(503, 'UNAVAILABLE', 'overloaded')], 'server-busy'],
	['only a code', 429, { error: { code: 429, message: 'slow down' } }, 'rate-limited'],
	['prepaid credits', 402, error(402, 'RESOURCE_EXHAUSTED', 'pay'), 'credits-depleted'],
	['an unknown reason and status', 418, error(418, 'TEAPOT', 'short and stout', info('NEW')), 'unknown'],
	['a front end of Google', 502, '<title>Error 502 (Server Error)!!1</title>', 'server-error'],
	['a proxy page', 403, '<html><title>Access denied</title></html>', 'proxy'],
	['a captive portal', 200, '<!DOCTYPE html><title>Sign in to Wi-Fi</title>', 'proxy'],
	['an empty 500', 500, '', 'server-error'],
	['an empty 400', 400, '', 'unknown'],
];

for (const [what, httpStatus, body, cause] of rows) {
	test(`${what} is ${cause}`, () => {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		const failure = failureOfResponse({ httpStatus, body: text }, { url: host }, []);
		assert.equal(failure.cause, cause);
		assert.equal(failure.httpStatus, httpStatus);
	});
}

test('words of every object name no cause', () => {
	for (const word of Object.getOwnPropertyNames(Object.prototype)) {
		const body = JSON.stringify(error(418, word, 'm', { ...info(word) }));
		assert.equal(failureOfResponse({ httpStatus: 418, body }, { url: host }, []).cause, 'unknown', word);
	}
});

test('hostile texts of a quarter megabyte are judged without end in sight of a square', () => {
	for (const piece of ['-eyJaaaaaaaa', 'input token count ', '<title>Error 500 (', 'AIza', 'AQ.', '-----BEGIN A']) {
		const text = piece.repeat(250_000 / piece.length);
		for (const body of [text, JSON.stringify(error(400, 'INVALID_ARGUMENT', text))]) {
			assert.ok(failureOfResponse({ httpStatus: 400, body }, { url: host }, []).cause);
		}
	}
});

test('details are kept whole, unknown types too', () => {
	const odd = { '@type': 'type.googleapis.com/google.rpc.New', deep: { list: [1, { x: null }] } };
	const failure = failureOfResponse(
		{ httpStatus: 400, body: JSON.stringify(error(400, 'X', 'm', odd)) },
		{ url: host },
		[],
	);
	assert.deepEqual(failure.error?.details, [odd]);
});

test('a key that Google echoes is in no part of the failure', () => {
	const key = ['my', 'secret', 'key'].join('-');
	const body = JSON.stringify(error(403, 'PERMISSION_DENIED', `Consumer 'api_key:${key}' suspended.`, { [key]: key }));
	const failure = failureOfResponse({ httpStatus: 403, body }, { url: host }, [key]);
	assert.ok(!JSON.stringify(failure).includes(key));
	assert.match(failure.error?.message ?? '', /api_key:\[redacted\]/);
});

test('a long body is kept in part', () => {
	const failure = failureOfResponse({ httpStatus: 500, body: 'x'.repeat(1_000_000) }, { url: host }, []);
	assert.ok((failure.body?.length ?? 0) < 20_000);
});

test('hostile bodies are judged without harm', () => {
	for (const body of [
		'null',
		'[]',
		'[[]]',
		'{"error":null}',
		'{"error":"x"}',
		'{"error":{"details":[null,1]}}',
		'{"__proto__":{"error":{}}}',
	]) {
		assert.equal(failureOfResponse({ httpStatus: 400, body }, { url: host }, []).cause, 'unknown', body);
	}
});

test('a connection cut after part of the answer is an answer cut off', () => {
	const fault = new TransportFault('unreachable', host, 'ECONNRESET');
	assert.deepEqual(failureOfFault(fault, true), { cause: 'answer-incomplete', host, evidence: 'ECONNRESET' });
	assert.equal(failureOfFault(fault, false).cause, 'network-unreachable');
});

test('every cause has a title and a sentence of its own', () => {
	const titles = causes.map((cause) => wordsOf({ cause }).title);
	assert.equal(new Set(titles).size, causes.length);
	for (const cause of causes) {
		assert.match(wordsOf({ cause }).sentence, /^[A-Z].*\.$/s, cause);
	}
});
