import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOf } from '../../../../src/core/errors/catalogue/catalogue.ts';
import type { Cause } from '../../../../src/core/errors/cause.ts';
import { failureOfResponse } from '../../../../src/core/errors/failureOf.ts';
import type { CallContext } from '../../../../src/core/errors/judging/signs.ts';
import { remediesOf } from '../../../../src/core/errors/remedies/remediesOf.ts';
import { retryOf } from '../../../../src/core/errors/retry.ts';

// Bodies whose words point one way and whose structure another.

const google = (code: number, status: string | undefined, message: string, ...details: object[]) =>
	JSON.stringify({
		error: { code, message, ...(status ? { status } : {}), ...(details.length > 0 ? { details } : {}) },
	});
const detail = (type: string, fields: object) => ({ '@type': `type.googleapis.com/google.rpc.${type}`, ...fields });
const info = (reason: string, metadata: object = {}) =>
	detail('ErrorInfo', { reason, domain: 'googleapis.com', metadata });
const wrong = (field: string, description = '') => detail('BadRequest', { fieldViolations: [{ field, description }] });
const quota = (quotaId: string) => detail('QuotaFailure', { violations: [{ quotaId }] });
const page = (body: string) =>
	`<!doctype html><html><head><title>Welcome</title>${body}</head><body>Please sign in</body></html>`;
const developer = 'https://generativelanguage.googleapis.com/v1beta/models';
const vertex = 'https://aiplatform.googleapis.com/v1/x';

type Row = readonly [
	what: string,
	status: number | undefined,
	body: string,
	cause: Cause,
	context?: CallContext,
	headers?: Record<string, string>,
];
const rows: readonly Row[] = [
	[
		'a word of OAuth in a message of Google’s',
		400,
		google(400, 'INVALID_ARGUMENT', 'Invalid function name: access_denied.', wrong('tools[0]')),
		'request-invalid',
	],
	[
		'a word of OAuth in a busy server’s message',
		503,
		google(503, 'UNAVAILABLE', 'backend error login_required'),
		'server-busy',
	],
	['a word of OAuth on a proxy’s page', 403, page('<p>blocked. Code: access_denied'), 'proxy'],
	[
		'a limit named in a wrong field',
		400,
		google(400, 'INVALID_ARGUMENT', 'Invalid request: max_output_tokens is too large.', wrong('generation_config')),
		'request-invalid',
	],
	[
		'a model named in a wrong field',
		400,
		google(400, 'INVALID_ARGUMENT', 'Model gemini-2.5-flash: the tool is not supported.', wrong('tools')),
		'request-invalid',
	],
	[
		'an unknown name that is a word of answers',
		400,
		google(400, 'INVALID_ARGUMENT', 'Unknown name', wrong('safety_settings[0]', 'Unknown name "blockReason"')),
		'request-invalid',
	],
	[
		'tokens per minute',
		429,
		google(429, 'RESOURCE_EXHAUSTED', 'Request exceeds the limit of 1000000 tokens per minute.'),
		'rate-limited',
	],
	[
		'too many tokens for the moment',
		429,
		google(429, 'RESOURCE_EXHAUSTED', 'Too many tokens, please wait before trying again.'),
		'rate-limited',
	],
	[
		'a hint at billing in a limit',
		429,
		google(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota. To raise your limits, enable billing.'),
		'rate-limited',
	],
	[
		'a hint at daily limits in a limit by the minute',
		429,
		google(
			429,
			'RESOURCE_EXHAUSTED',
			'Daily limits are listed at https://x.',
			quota('GenerateRequestsPerMinutePerProject'),
		),
		'rate-limited',
	],
	[
		'a limit with a word of busy servers',
		429,
		google(429, 'RESOURCE_EXHAUSTED', 'Rate limit due to high demand.', info('RATE_LIMIT_EXCEEDED')),
		'rate-limited',
	],
	[
		'a daily quota in proto names',
		429,
		google(
			429,
			'RESOURCE_EXHAUSTED',
			'quota',
			detail('QuotaFailure', { violations: [{ quota_id: 'RequestsPerDay' }] }),
			detail('RetryInfo', { retry_delay: { seconds: 20 } }),
		),
		'quota-exhausted',
	],
	['a time-out that a server tells', 504, google(504, undefined, 'Request timed out'), 'deadline-exceeded'],
	[
		'a relay that reached nobody',
		502,
		'{"error":{"message":"fetch failed: ECONNREFUSED","type":"upstream_error"}}',
		'proxy',
	],
	[
		'a certificate in a field',
		400,
		'{"error":{"code":400,"message":"Invalid value for x509 certificate field."}}',
		'request-invalid',
	],
	[
		'a portal that signs in with Google',
		200,
		page('<script src="https://accounts.google.com/gsi/client"></script>'),
		'proxy',
	],
	[
		'a wall that asks whether one is a robot',
		403,
		page('<script src="https://www.gstatic.com/recaptcha/api.js"></script>'),
		'proxy',
	],
	[
		'a key at Vertex AI',
		401,
		google(401, 'UNAUTHENTICATED', 'Request is missing a credential.', info('CREDENTIALS_MISSING')),
		'api-key-not-accepted',
		{ url: vertex, credential: 'api-key' },
	],
	[
		'no key that arrived',
		401,
		google(401, 'UNAUTHENTICATED', 'Request is missing a credential.', info('CREDENTIALS_MISSING')),
		'credentials-missing',
		{ url: developer, credential: 'api-key' },
	],
	[
		'a key, by a status alone',
		undefined,
		'16 UNAUTHENTICATED: who are you',
		'api-key-not-accepted',
		{ credential: 'api-key' },
	],
	['nothing sent', 401, google(401, 'UNAUTHENTICATED', 'Who?'), 'credentials-missing', { credential: 'none' }],
	[
		'a scope named in a header alone',
		403,
		'',
		'scope-insufficient',
		{},
		{ 'www-authenticate': 'Bearer error="insufficient_scope"' },
	],
	['a busy token endpoint', 503, '{"error":"service_unavailable","error_description":"later"}', 'server-busy'],
	['a limit of a token endpoint', 429, '{"error":"too_many_requests","error_description":"later"}', 'rate-limited'],
	[
		'a condition that refuses',
		403,
		'{"error":"access_denied","error_description":"The given credential is rejected by the attribute condition."}',
		'federation-invalid',
	],
	[
		'a client that an exchange does not know',
		401,
		'{"error":"invalid_client","error_description":"no"}',
		'federation-invalid',
		{ url: 'https://sts.googleapis.com/v1/token' },
	],
	[
		'a code run, and nothing said',
		200,
		'{"candidates":[{"content":{"parts":[{"text":""}]},"finishReason":"STOP"}]}',
		'answer-malformed',
	],
	[
		'half an error of a token endpoint',
		400,
		'{"error":"invalid_grant","error_description":"Invalid JWT: Token must be a sh',
		'unknown',
		{ grantType: 'urn:ietf:params:oauth:grant-type:jwt-bearer' },
	],
	['a status cut within its number', 403, '{"error":{"code":40', 'permission-denied'],
	[
		'a refused token that lost its status',
		401,
		'{"error":{"code":401,"message":"Request had invalid authentication credentials. Expected OAuth 2 access token."}}',
		'token-invalid',
	],
	[
		'an array of a server that gave up',
		504,
		'[{"error":{"code":504,"message":"Too late.","errors":[{"reason":"backendError"}],"status":"DEADLINE_EXCEEDED"}}]',
		'deadline-exceeded',
	],
];

const explain = ([, httpStatus, body, , context = {}, headers = {}]: Row) =>
	failureOfResponse({ body, headers, ...(httpStatus === undefined ? {} : { httpStatus }) }, context, []);

for (const row of rows) {
	test(`${row[0]} is ${row[3]}`, () => {
		const failure = explain(row);
		assert.equal(failure.cause, row[3], failure.evidence);
	});
}

test('a quota’s value that is empty is none', () => {
	const { cause } = failureOfResponse(
		{
			httpStatus: 429,
			body: google(
				429,
				'RESOURCE_EXHAUSTED',
				'q',
				detail('QuotaFailure', { violations: [{ quotaId: 'PerMinute', quotaValue: '' }] }),
			),
		},
		{},
		[],
	);
	assert.equal(cause, 'rate-limited');
});

const said = (message: string, code = 404, ...details: object[]) =>
	wordsOf(failureOfResponse({ httpStatus: code, body: google(code, undefined, message, ...details) }, {}, [])).sentence;

test('words of prose are no names', () => {
	for (const message of [
		'The requested model does not exist.',
		'The model you requested was not found.',
		'models are limited, no such model',
	]) {
		assert.match(said(message), /^There is no such model/, message);
	}
	assert.match(said('models/gemini-9 is not found'), /no model gemini-9,/);
	assert.match(
		said('requires billing for the project associated with this key', 403),
		/^Billing is off for this project/,
	);
	assert.match(said('requires billing for project number 123456789012.', 403), /for project 123456789012,/);
	assert.match(said('requires billing for project acme-prod-42.', 403), /for project acme-prod-42,/);
});

test('what a server names stays short, and on one line', () => {
	const long = `x\n\u202e${'y'.repeat(200_000)}`;
	for (const sentence of [
		said('no', 403, info('IAM_PERMISSION_DENIED', { permission: long, resource: long })),
		said('no', 400, wrong(long, long)),
		said('no', 429, info('RATE_LIMIT_EXCEEDED', { model: long })),
	]) {
		assert.ok(sentence.length < 1_500, String(sentence.length));
		assert.doesNotMatch(sentence, /[\n\u202e]/);
	}
});

test('a project whose name says staging has its page; a service of that name has none', () => {
	const ids = (metadata: object) =>
		remediesOf(
			failureOfResponse(
				{ httpStatus: 403, body: google(403, 'PERMISSION_DENIED', 'off', info('SERVICE_DISABLED', metadata)) },
				{},
				[],
			),
		).map(({ id }) => id);
	const service = 'generativelanguage.googleapis.com';
	const activationUrl = `https://console.developers.google.com/apis/api/${service}/overview?project=acme-staging`;
	assert.equal(ids({ service, consumer: 'projects/acme-staging', activationUrl })[0], 'open-enable-page');
	assert.equal(ids({ service: `staging-${service}` })[0], 'check-base-url');
});

test('a machine is given a role as a machine', () => {
	const failure = failureOfResponse(
		{
			httpStatus: 403,
			body: google(
				403,
				'PERMISSION_DENIED',
				"Permission 'secretmanager.versions.access' denied for resource 'projects/my-project-1/secrets/x'",
			),
		},
		{ credential: 'service-account' },
		[],
	);
	assert.equal(
		remediesOf(failure)[0]?.command,
		'gcloud projects add-iam-policy-binding my-project-1 --member=serviceAccount:YOUR_SERVICE_ACCOUNT --role=roles/secretmanager.secretAccessor',
	);
});

test('numbers of a message that are no wait ask for none', () => {
	const failure = failureOfResponse(
		{
			httpStatus: 504,
			body: google(504, 'DEADLINE_EXCEEDED', 'Deadline expired; please retry with a deadline above 600s.'),
		},
		{},
		[],
	);
	assert.equal(retryOf(failure).kind, 'backoff');
});

test('every field that came is kept', () => {
	const { error } = failureOfResponse(
		{
			httpStatus: 429,
			body: '{"error":{"code":8,"status":429,"type":"rate_limit","details":{"foo":"bar"},"errors":{"a":1},"message":"m"},"request_id":"abc"}',
		},
		{},
		[],
	);
	assert.deepEqual(error?.others, { code: 8, details: { foo: 'bar' }, errors: { a: 1 }, request_id: 'abc' });
	const { oauth } = failureOfResponse(
		{ httpStatus: 400, body: '{"error":"invalid_grant","error_description":"no","error_codes":[65001]}' },
		{},
		[],
	);
	assert.deepEqual(oauth?.others, { error_codes: [65001] });
});

test('strings that Node prints over thousands of lines are read', () => {
	const body = `{"error":${"'a' + ".repeat(5_000)}'b'}`;
	assert.equal(failureOfResponse({ httpStatus: 418, body }, {}, []).error?.message.length, 5_001);
});

test('categories without end are not followed', () => {
	const piece = (category: number) => `{"candidates":[{"safetyRatings":[{"category":"C${category}","blocked":true}]}]}`;
	const body = `[${Array.from({ length: 20_000 }, (_, index) => piece(index)).join(',')}]`;
	assert.ok((failureOfResponse({ httpStatus: 200, body }, {}, []).answer?.categories.length ?? 0) <= 16);
});
