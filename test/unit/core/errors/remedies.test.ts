import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causes } from '../../../../src/core/errors/cause.ts';
import { failureOfResponse } from '../../../../src/core/errors/failureOf.ts';
import { googlePage } from '../../../../src/core/errors/remedies/googlePages.ts';
import { remediesOf } from '../../../../src/core/errors/remedies/remediesOf.ts';

const host = 'generativelanguage.googleapis.com';
const failure = (code: number, message: string, ...details: object[]) =>
	failureOfResponse(
		{ httpStatus: code, body: JSON.stringify({ error: { code, message, details } }) },
		{ url: host },
		[],
	);
const info = (reason: string, metadata: object) => ({
	'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
	reason,
	domain: 'googleapis.com',
	metadata,
});
const help = (url: string) => ({ '@type': 'type.googleapis.com/google.rpc.Help', links: [{ url }] });

test('every cause has a remedy that can help', () => {
	for (const cause of causes) {
		const ids = remediesOf({ cause }).map(({ id }) => id);
		assert.ok(
			ids.some((id) => id !== 'copy-report' && id !== 'show-transcript'),
			cause,
		);
		assert.equal(new Set(ids).size, ids.length);
	}
});

test('an API that is off has the very page that enables it', () => {
	const activationUrl = `https://console.developers.google.com/apis/api/${host}/overview?project=123`;
	const off = info('SERVICE_DISABLED', { service: host, consumer: 'projects/123', activationUrl });
	assert.deepEqual(remediesOf(failure(403, 'off', off))[0], { id: 'open-enable-page', url: activationUrl });
	const plain = info('SERVICE_DISABLED', { service: host, consumer: 'projects/123' });
	assert.deepEqual(remediesOf(failure(403, 'off', plain))[0], {
		id: 'open-enable-page',
		url: `https://console.cloud.google.com/apis/library/${host}?project=123`,
	});
});

test('a page that a relay slipped in is not opened', () => {
	for (const url of [
		'https://evil.example/apis/api/x',
		'http://console.cloud.google.com/apis/api/x',
		'https://console.cloud.google.com.evil.example/apis/api/x',
		'https://console.cloud.google.com@evil.example/apis/api/x',
		'https://sites.google.com/apis/api/x',
		'https://console.cloud.google.com:8443/apis/api/x',
		'javascript:alert(1)//apis/api/',
		'command:workbench.action.quit',
	]) {
		assert.equal(googlePage(url), undefined, url);
		const off = info('SERVICE_DISABLED', { service: host, consumer: 'projects/123', activationUrl: url });
		const [first] = remediesOf(failure(403, 'off', off, help(url)));
		assert.equal(first?.url, `https://console.cloud.google.com/apis/library/${host}?project=123`);
	}
});

test('a service inside Google that nobody can enable has no page: the address is what is wrong', () => {
	const service = 'staging-generativelanguage.sandbox.googleapis.com';
	const off = info('SERVICE_DISABLED', { service, consumer: 'projects/1' });
	const ids = remediesOf(
		failure(403, 'off', off, help(`https://console.developers.google.com/apis/api/${service}/overview`)),
	);
	assert.equal(ids[0]?.id, 'check-base-url');
	assert.ok(ids.every(({ id }) => id !== 'open-enable-page'));
});

test('a role is granted by a command that is ready, and takes no words from a server that a shell would read', () => {
	const denied = (resource: string) =>
		remediesOf(
			failure(
				403,
				`Permission 'aiplatform.endpoints.predict' denied`,
				info('IAM_PERMISSION_DENIED', { permission: 'aiplatform.endpoints.predict', resource }),
			),
		).find(({ id }) => id === 'grant-role')?.command;
	assert.equal(
		denied('//aiplatform.googleapis.com/projects/my-project/locations/global'),
		'gcloud projects add-iam-policy-binding my-project --member=user:YOUR_EMAIL --role=roles/aiplatform.user',
	);
	assert.match(denied('projects/$(rm -rf)/x') ?? '', /binding PROJECT_ID --member/);
	assert.match(denied('projects/-rf;x/y') ?? '', /binding PROJECT_ID --member/);
});

test('a wait lasts as long as the server asks, and a wrong field is named', () => {
	const delay = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '7.5s' };
	const quota = {
		'@type': 'type.googleapis.com/google.rpc.QuotaFailure',
		violations: [{ quotaId: 'RequestsPerMinute' }],
	};
	assert.deepEqual(remediesOf(failure(429, 'slow', quota, delay))[0], { id: 'wait-and-retry', afterMs: 7_500 });
	const bad = {
		'@type': 'type.googleapis.com/google.rpc.BadRequest',
		fieldViolations: [{ field: 'generation_config.top_k', description: 'too large' }],
	};
	assert.deepEqual(remediesOf(failure(400, 'The value is wrong.', bad))[0], {
		id: 'jump-to-field',
		field: 'generationConfig.topK',
	});
});
