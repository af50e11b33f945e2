import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProtoText } from '../../../../src/core/errors/reading/protoText.ts';

const type = (name: string) => `type.googleapis.com/google.rpc.${name}`;

test('details as Python’s client prints them are read', () => {
	const text = `429 Quota exceeded. [links {
  description: "Learn more"
  url: "https://ai.google.dev/gemini-api/docs/rate-limits"
}
, violations {
  quota_metric: "generativelanguage.googleapis.com/requests"
  quota_id: "PerDay"
  quota_dimensions {
    key: "model"
    value: "gemini-x"
  }
  quota_value: 50
}
violations {
  quota_id: "PerMinute"
}
, retry_delay {
  seconds: 8
  nanos: 250000000
}
]`;
	assert.deepEqual(readProtoText(text), [
		{
			'@type': type('Help'),
			links: [{ description: 'Learn more', url: 'https://ai.google.dev/gemini-api/docs/rate-limits' }],
		},
		{
			'@type': type('QuotaFailure'),
			violations: [
				{
					quotaMetric: 'generativelanguage.googleapis.com/requests',
					quotaId: 'PerDay',
					quotaDimensions: { model: 'gemini-x' },
					quotaValue: '50',
				},
				{ quotaId: 'PerMinute' },
			],
		},
		{ '@type': type('RetryInfo'), retryDelay: '8.25s' },
	]);
});

test('a reason with its metadata, on one line', () => {
	const text =
		'x [reason:"SERVICE_DISABLED" domain:"googleapis.com" metadata:{key:"service" value:"a.googleapis.com"}]';
	assert.deepEqual(readProtoText(text), [
		{
			'@type': type('ErrorInfo'),
			reason: 'SERVICE_DISABLED',
			domain: 'googleapis.com',
			metadata: { service: 'a.googleapis.com' },
		},
	]);
});

for (const text of [
	'',
	'links to a page',
	'reason: none given',
	'violations {'.repeat(1000),
	'const links = { a: 1 }',
]) {
	test(`“${text.slice(0, 30)}” makes nothing certain up`, () => {
		for (const detail of readProtoText(text)) {
			assert.ok(!('reason' in detail));
		}
	});
}
