import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOf } from '../../../src/core/errors/catalogue/catalogue.ts';
import { failureOfFault } from '../../../src/core/errors/failureOfFault.ts';
import { faultOf } from '../../../src/net/fetchFault.ts';

const host = 'generativelanguage.googleapis.com';

/** What `fetch` throws where this is the matter. */
const thrown = (cause: object): TypeError => new TypeError('fetch failed', { cause });
const withCode = (code: string | undefined, message: string, more: object = {}) =>
	Object.assign(new Error(message), code === undefined ? {} : { code }, more);
const failureOf = (cause: object) =>
	failureOfFault(faultOf(thrown(cause), host, { cancelled: false, timedOut: false }), false);

/** Node's fetch over a dispatcher of another undici, which is what VS Code does, cannot tell a failed tunnel from an abort. */
const cancelledBy = (cause: object) =>
	Object.assign(new DOMException('Request was cancelled.', 'AbortError'), { cause });
const tunnel = 'when HTTP Tunneling';
const refusals: readonly (readonly [string, object, string])[] = [
	['undici', withCode('UND_ERR_ABORTED', `Proxy response (407) !== 200 ${tunnel}`), 'HTTP 407'],
	['VS Code', cancelledBy(withCode('UND_ERR_ABORTED', `Proxy response (407) ?.== 200 ${tunnel}`)), 'HTTP 407'],
	['an undici without the code', withCode(undefined, `Proxy response (407) !== 200 ${tunnel}`), 'HTTP 407'],
	['a proxy in place of the server', withCode(undefined, ''), 'HTTP 407'],
	[
		'a proxy that forbids the host',
		cancelledBy(withCode('UND_ERR_ABORTED', `Proxy response (403) !== 200 ${tunnel}`)),
		'HTTP 403',
	],
	['a proxy that finds nobody', withCode('UND_ERR_ABORTED', `Proxy response (502) !== 200 ${tunnel}`), 'HTTP 502'],
];
for (const [who, cause, evidence] of refusals) {
	test(`the refusal of a proxy is told apart as ${who} words it: ${evidence}`, () => {
		assert.deepEqual(failureOf(cause), { cause: 'proxy', host, evidence });
	});
}

test('a proxy that wants a password says so; one that forbids the host names it', () => {
	const [wanting, , , , forbidding] = refusals.map(([, cause]) => wordsOf(failureOf(cause)).sentence);
	assert.match(wanting ?? '', /wants a user name and a password/);
	assert.match(forbidding ?? '', new RegExp(`did not lead the call on to ${host}`));
});

test('an abort of undici that no proxy caused is no refusal', () => {
	assert.equal(failureOf(withCode('UND_ERR_ABORTED', 'Request aborted')).cause, 'network-unreachable');
});

for (const code of [
	'SELF_SIGNED_CERT_IN_CHAIN',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'CERT_HAS_EXPIRED',
	'UND_ERR_PRX_TLS',
]) {
	test(`a certificate that is not to be trusted is one: ${code}`, () => {
		assert.deepEqual(failureOf(withCode(code, 'x')), { cause: 'network-tls', host, evidence: code });
	});
}

test('where nobody listens, the address that was tried says whether that was a proxy', () => {
	const refused = (address: string) =>
		withCode('ECONNREFUSED', `connect ECONNREFUSED ${address}`, { syscall: 'connect', address, port: 3128 });
	assert.equal(failureOf(refused('10.0.0.1')).evidence, 'ECONNREFUSED 10.0.0.1 port 3128');
	assert.equal(failureOf(refused('::1')).evidence, 'ECONNREFUSED ::1 port 3128');
	const several = Object.assign(new AggregateError([refused('::1'), refused('127.0.0.1')]), { code: 'ECONNREFUSED' });
	assert.deepEqual(failureOf(several), { cause: 'network-unreachable', host, evidence: 'ECONNREFUSED ::1 port 3128' });
	const unknown = withCode('ENOTFOUND', 'getaddrinfo ENOTFOUND', { syscall: 'getaddrinfo', hostname: host });
	assert.equal(failureOf(unknown).evidence, 'ENOTFOUND');
});
