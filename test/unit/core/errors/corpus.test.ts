import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { causes } from '../../../../src/core/errors/cause.ts';
import { errorInfoOf, fieldViolationsOf, quotasOf } from '../../../../src/core/errors/details.ts';
import { remediesOf } from '../../../../src/core/errors/remedies/remediesOf.ts';
import { retryOf } from '../../../../src/core/errors/retry.ts';
import { failureView } from '../../../../src/core/panel/failureView.ts';
import { echoes, explained, otherSamples, ownSamples, type Sample } from '../../../fixtures/errors/corpus.ts';

const samples: readonly Sample[] = [...ownSamples, ...otherSamples];

describe('each body', () => {
	for (const sample of samples) {
		test(`${sample.name} is ${sample.causes[0]}`, () => {
			const failure = explained(sample);
			assert.ok(sample.causes.includes(failure.cause), `${failure.cause}, because ${failure.evidence}`);
			const { expect = {} } = sample;
			const { error } = failure;
			const info = error && errorInfoOf(error);
			if (expect.reason !== undefined) assert.equal(info?.reason, expect.reason);
			if (expect.domain !== undefined) assert.equal(info?.domain, expect.domain);
			if (expect.status !== undefined) assert.equal(error?.status, expect.status);
			if (expect.retryDelayMs !== undefined) assert.equal(failure.retryDelayMs, expect.retryDelayMs);
			const quotaIds = quotasOf(error?.details ?? []).map(({ id }) => id);
			for (const id of expect.quotaIds ?? []) assert.ok(quotaIds.includes(id), id);
			const fields = fieldViolationsOf(error?.details ?? []).map(({ field }) => field);
			for (const field of expect.fields ?? []) assert.ok(fields.includes(field), `${field} in ${fields}`);
		});
	}
});

test('every cause that a body can have is among them', () => {
	// These come about on this machine, where no body is.
	const withoutBody = [
		'host-not-allowed',
		'consent-refused',
		'storage-failed',
		'secret-missing',
		'profile-gone',
		'sign-in-unanswered',
		'signed-out',
	];
	const seen = new Set(ownSamples.flatMap((sample) => sample.causes.slice(0, 1)));
	assert.deepEqual(
		causes.filter((cause) => !seen.has(cause) && !withoutBody.includes(cause)),
		[],
	);
});

test('no body cut at any byte is more than can be read, and none brings out what was never in it', () => {
	for (const sample of samples) {
		const bytes = Buffer.from(sample.body_raw);
		// Every byte of a usual body; of a long one every seventh keeps the test short without keeping a kind of cut out.
		for (let length = 0; length < bytes.length; length += bytes.length > 1500 ? 7 : 1) {
			const body = bytes.subarray(0, length).toString('utf8');
			const failure = explained(sample, body);
			assert.ok(causes.includes(failure.cause));
			const reason = failure.error && errorInfoOf(failure.error)?.reason;
			assert.ok(reason === undefined || body.includes(reason), `${sample.name} at ${length}: ${reason}`);
		}
	}
});

test('no secret that a body echoes is in anything that is shown, kept or suggested', () => {
	const echoing = ownSamples.filter(({ body_raw }) =>
		Object.values(echoes).some((secret) => body_raw.includes(secret)),
	);
	assert.ok(echoing.length >= 8);
	for (const sample of echoing) {
		const failure = explained(sample);
		const all = JSON.stringify([failure, failureView(failure), remediesOf(failure), retryOf(failure)]);
		for (const secret of Object.values(echoes)) {
			assert.ok(!all.includes(secret) && !all.includes(JSON.stringify(secret).slice(1, -1)), sample.name);
		}
	}
});

test('nothing is tried again that waiting cannot help', () => {
	const helped = [
		'server-busy',
		'server-error',
		'deadline-exceeded',
		'rate-limited',
		'network-unreachable',
		'network-timeout',
	];
	for (const sample of samples) {
		const failure = explained(sample);
		if (!helped.includes(failure.cause)) assert.equal(retryOf(failure).kind, 'no', sample.name);
	}
});
