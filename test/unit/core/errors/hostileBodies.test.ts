import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordsOf } from '../../../../src/core/errors/catalogue/catalogue.ts';
import { causes } from '../../../../src/core/errors/cause.ts';
import type { Failure } from '../../../../src/core/errors/failure.ts';
import { googlePage } from '../../../../src/core/errors/remedies/googlePages.ts';
import { remediesOf } from '../../../../src/core/errors/remedies/remediesOf.ts';
import { failureView } from '../../../../src/core/panel/failureView.ts';
import { echoes, explained, ownSamples, type Sample } from '../../../fixtures/errors/corpus.ts';

/** Runs in all; split over the kinds below. */
const runs = 200_000;

/** The same bodies in each run, so that a failure is somebody's change; LATCHKEY_SEED makes others. */
const seed = Number(process.env['LATCHKEY_SEED'] ?? 20_261_125);

const bodies = ownSamples.map(({ body_raw }) => body_raw);
const secrets = Object.values(echoes);

/** Whatever has the shape of a secret, however it got there. */
const shapes = /AIza[\w-]{20,}|AQ\.[\w-]{16,}|ya29\.[\w.-]{10,}|1\/\/0[\w-]{20,}|PRIVATE KEY-----\S*M{20}/;

const contexts: fc.Arbitrary<Pick<Sample, 'http_status' | 'url' | 'credential'>> = fc.record({
	http_status: fc.constantFrom(null, 200, 400, 401, 403, 404, 407, 429, 500, 503),
	url: fc.constantFrom(
		'https://generativelanguage.googleapis.com/v1beta/models',
		'https://oauth2.googleapis.com/token',
		'x',
	),
	credential: fc.constantFrom('api-key', 'access-token', 'service-account'),
});

/** What holds for every body there is. */
function holds(failure: Failure): void {
	assert.ok(causes.includes(failure.cause));
	const { title, sentence } = wordsOf(failure);
	assert.ok(title.length > 0 && sentence.length > 0 && sentence.length < 4_000);
	const remedies = remediesOf(failure);
	assert.ok(remedies.length > 0);
	for (const { url, command } of remedies) {
		if (url !== undefined) assert.equal(googlePage(url), url);
		if (command !== undefined) assert.match(command, /^gcloud [\w .:@/=-]+$/);
	}
	const shown = JSON.stringify([failureView(failure), remedies]);
	assert.doesNotMatch(shown, shapes);
	for (const secret of secrets) assert.ok(!shown.includes(secret), secret.slice(0, 8));
	assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
}

const explain = (body: string, context: object) =>
	explained({ name: '', http_status: null, causes: [], body_raw: body, ...context }, body);

test('bodies mutated anywhere are read without harm', () => {
	const mutated = fc
		.record({
			body: fc.constantFrom(...bodies),
			cuts: fc.array(
				fc.tuple(
					fc.nat(),
					fc.nat(40),
					fc.constantFrom('', '"', '\\', '{', '}', '[', ']', '\\"', ',', '\n', ...secrets),
				),
				{
					minLength: 1,
					maxLength: 4,
				},
			),
		})
		.map(({ body, cuts }) =>
			cuts.reduce((text, [at, length, piece]) => {
				const from = text.length === 0 ? 0 : at % text.length;
				return text.slice(0, from) + piece + text.slice(from + length);
			}, body),
		);
	fc.assert(
		fc.property(mutated, contexts, (body, context) => holds(explain(body, context))),
		{ numRuns: runs / 2, seed },
	);
});

test('a secret is cut out whatever stands before it', () => {
	for (const secret of secrets) {
		for (const before of ['\n', '\t', '=', ' ', '"', '_', 'token_', '%3D', ':', '/']) {
			for (const body of [
				before + secret,
				JSON.stringify({ error: { code: 400, message: before + secret } }),
				`x${before}${encodeURIComponent(secret)}`,
			]) {
				const shown = JSON.stringify(failureView(explain(body, { http_status: 400 })));
				const where = JSON.stringify([before, secret.slice(0, 5)]);
				assert.ok(!shown.includes(secret) && !shown.includes(encodeURIComponent(secret)), where);
			}
		}
	}
});

test('bodies made of the pieces that errors are made of are read without harm', () => {
	const piece = fc.constantFrom(
		...[
			'{"error":',
			'{',
			'}',
			'[',
			']',
			'"',
			"'",
			':',
			',',
			'\\',
			'\\n',
			'\\"',
			'data: ',
			'\n\n',
			'"message":"',
			'"details":[',
			'"@type":"type.googleapis.com/google.rpc.',
		],
		...[
			'ErrorInfo",',
			'"reason":"',
			'API_KEY_INVALID',
			'SERVICE_DISABLED',
			'"metadata":{',
			'"__proto__":{"polluted":1}',
			'"constructor":',
			'"code":',
			'400',
			'1e999',
			'null',
			'None',
		],
		...[
			'violations {',
			'quota_id: "',
			'retry_delay {',
			'seconds: ',
			'links {',
			'reason: "',
			'<html>',
			'<title>',
			'</title>',
			'&quot;',
			'&#0;',
			'error=',
			'&',
			'?',
			'invalid_grant',
			'[429 Too Many Requests]',
		],
		...['](https://x)', 'command:x', '$(key)', '\u202e', '\u0000', '\ud800', ...secrets],
	);
	const made = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
	fc.assert(
		fc.property(made, contexts, (body, context) => holds(explain(body, context))),
		{ numRuns: runs / 4, seed },
	);
});

test('JSON of any form and texts of any kind are read without harm', () => {
	const any = fc.oneof(
		fc.json({ maxDepth: 5 }),
		fc.anything({ withNullPrototype: true, maxDepth: 3 }).map((value) => JSON.stringify({ error: value }) ?? ''),
		fc.string({ unit: 'binary', maxLength: 200 }),
		fc.json({ maxDepth: 3 }).map((json) => JSON.stringify({ error: { message: JSON.stringify({ error: json }) } })),
	);
	fc.assert(
		fc.property(any, contexts, (body, context) => holds(explain(body, context))),
		{ numRuns: runs / 4, seed },
	);
});
