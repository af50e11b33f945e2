import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, GoogleGenAI } from '@google/genai';
import { errorInfoOf, quotasOf } from '../../../src/core/errors/details.ts';
import { failureOfResponse } from '../../../src/core/errors/failureOf.ts';
import type { ErrorName } from '../../emulator/errors/catalogue.ts';
import { emulatorFor } from './support.ts';

// What Google's own client throws, and people paste: it keeps no structure, only a text that holds the body once or twice over.

const names: readonly (readonly [ErrorName, string])[] = [
	['api-key-invalid', 'api-key-invalid'],
	['api-key-expired', 'api-key-expired'],
	['api-key-leaked', 'api-key-leaked'],
	['api-key-service-blocked', 'api-key-service-blocked'],
	['service-disabled', 'api-disabled'],
	['quota-daily', 'quota-exhausted'],
	['quota-minute', 'rate-limited'],
	['quota-zero', 'quota-zero'],
	['server-busy', 'server-busy'],
	['model-not-found', 'model-not-found'],
	['unknown-field', 'request-invalid'],
	['location-unsupported', 'location-unsupported'],
];

const thrownBy = async (call: () => Promise<unknown>): Promise<string> => {
	try {
		await call();
	} catch (error) {
		assert.ok(error instanceof ApiError);
		return error.message;
	}
	throw new assert.AssertionError({ message: 'The client threw nothing.' });
};

for (const [name, cause] of names) {
	test(`${name} is understood from what Google’s client throws, streaming or not`, async (context) => {
		const emulator = await emulatorFor(context);
		const { models } = new GoogleGenAI({ apiKey: emulator.keys.valid, httpOptions: { baseUrl: emulator.origin } });
		const request = { model: 'gemini-3.8-flash', contents: 'Hi' };
		emulator.failAll({ kind: 'error', name });
		const direct = await fetch(`${emulator.origin}/v1beta/models`, {
			headers: { 'x-goog-api-key': emulator.keys.valid },
		});
		const raw = failureOfResponse({ httpStatus: direct.status, body: await direct.text() }, {}, []);
		for (const message of [
			await thrownBy(() => models.generateContent(request)),
			await thrownBy(() => models.generateContentStream(request)),
		]) {
			const failure = failureOfResponse({ body: message }, {}, []);
			assert.equal(failure.cause, cause);
			// Nothing is lost but the names of the call, which differ.
			assert.equal(failure.error?.details.length, raw.error?.details.length);
			assert.equal(failure.error && errorInfoOf(failure.error)?.reason, raw.error && errorInfoOf(raw.error)?.reason);
			assert.deepEqual(
				quotasOf(failure.error?.details ?? []).map(({ id }) => id),
				quotasOf(raw.error?.details ?? []).map(({ id }) => id),
			);
			assert.equal(failure.retryDelayMs, raw.retryDelayMs);
		}
	});
}
