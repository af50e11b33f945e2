import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Cause } from '../../../src/core/errors/cause.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { type OAuthErrorName, oauthErrors } from '../../emulator/errors/oauthErrors.ts';
import { judgedTokenError } from './judging.ts';

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

test('a person’s grants are answered pretty, a machine’s in one line, and no answer may be kept', async () => {
	const answer = async (name: OAuthErrorName) => {
		emulator.failNext({ kind: 'oauth', name });
		const response = await fetch(`${emulator.origin}/token`, { method: 'POST' });
		assert.equal(response.status, oauthErrors[name].status);
		assert.match(response.headers.get('cache-control') ?? '', /no-store/);
		return response.text();
	};
	assert.equal(
		await answer('reauth-required'),
		'{\n  "error": "invalid_grant",\n  "error_description": "reauth related error (invalid_rapt)",\n' +
			'  "error_uri": "https://support.google.com/a/answer/9368756",\n  "error_subtype": "invalid_rapt"\n}',
	);
	assert.equal(await answer('jwt-signature'), '{"error":"invalid_grant","error_description":"Invalid JWT Signature."}');
});

const causeOfTokenError = {
	'client-unnamed': 'oauth-client-invalid',
	'client-authenticated-twice': 'oauth-request-invalid',
	'client-not-found': 'oauth-client-invalid',
	'client-deleted': 'oauth-client-invalid',
	'client-disabled': 'oauth-client-invalid',
	'client-secret-wrong': 'oauth-client-invalid',
	'client-secret-missing': 'oauth-client-invalid',
	'redirect-mismatch': 'oauth-redirect-mismatch',
	'code-malformed': 'oauth-code-invalid',
	'code-used': 'oauth-code-invalid',
	'verifier-missing': 'oauth-code-invalid',
	'verifier-wrong': 'oauth-code-invalid',
	'verifier-unneeded': 'oauth-code-invalid',
	'parameter-missing': 'oauth-request-invalid',
	'parameter-repeated': 'oauth-request-invalid',
	'grant-type-unsupported': 'oauth-request-invalid',
	'consent-declined': 'oauth-declined',
	'org-internal': 'oauth-blocked',
	'refresh-revoked': 'oauth-refresh-revoked',
	'refresh-of-other-client': 'oauth-client-invalid',
	'refresh-unexplained': 'oauth-refresh-revoked',
	'refresh-account-deleted': 'oauth-refresh-revoked',
	'reauth-required': 'oauth-reauth-required',
	'refresh-scope-invalid': 'oauth-scope-invalid',
	'admin-policy': 'oauth-blocked',
	'token-rate-limit': 'rate-limited',
	'token-internal': 'server-error',
	'jwt-signature': 'jwt-signature-invalid',
	'jwt-time': 'jwt-time-invalid',
	'jwt-audience': 'oauth-request-invalid',
	'assertion-unexplained': 'unknown',
	'account-not-found': 'service-account-not-found',
	'account-deleted': 'service-account-not-found',
	'assertion-scope-invalid': 'oauth-scope-invalid',
	'delegation-unauthorized': 'delegation-denied',
	'delegation-subject': 'delegation-denied',
	'audience-invalid': 'federation-invalid',
	'pool-disabled': 'federation-invalid',
	'subject-token-issuer': 'federation-invalid',
	'subject-token-malformed': 'federation-invalid',
	'subject-token-signature': 'federation-invalid',
	'subject-token-issuer-unreachable': 'federation-invalid',
	'subject-token-stale': 'federation-invalid',
	'subject-token-audience': 'federation-invalid',
	'subject-token-unmapped': 'federation-invalid',
	'aws-credentials-malformed': 'federation-invalid',
	'aws-refused': 'federation-invalid',
	'exchange-invalid': 'federation-invalid',
	'attribute-condition': 'federation-invalid',
} as const satisfies Record<OAuthErrorName, Cause>;
for (const name of Object.keys(oauthErrors) as OAuthErrorName[]) {
	test(`the token error ${name} is ${causeOfTokenError[name]}, with its fields kept`, async () => {
		const failure = await judgedTokenError(emulator, name);
		assert.equal(failure.cause, causeOfTokenError[name]);
		assert.equal(failure.httpStatus, oauthErrors[name].status);
		assert.equal(failure.oauth?.error, oauthErrors[name].error);
		assert.equal(failure.oauth?.subtype, oauthErrors[name].error_subtype);
	});
}
