import type { Cause } from '../errors/cause.ts';
import type { Failure } from '../errors/failure.ts';
import { isBefore, type StepId } from './steps.ts';

/** The steps that a cause is about, where that is another than the one it came at. */
const stepsByCause: { readonly [cause in Cause]?: StepId } = {
	'api-key-invalid': 'credential',
	'api-key-expired': 'credential',
	'api-key-leaked': 'credential',
	'api-key-service-blocked': 'credential',
	'api-key-referrer-blocked': 'credential',
	'api-key-ip-blocked': 'credential',
	'api-key-app-blocked': 'credential',
	'api-key-not-accepted': 'credential',
	'credentials-missing': 'credential',
	'credentials-conflict': 'credential',
	'token-invalid': 'credential',
	// A token that is refused is renewed, and what keeps it from being renewed is about the credential as well.
	'oauth-client-invalid': 'credential',
	'oauth-refresh-revoked': 'credential',
	'oauth-reauth-required': 'credential',
	'oauth-request-invalid': 'credential',
	'oauth-blocked': 'credential',
	'jwt-signature-invalid': 'credential',
	'jwt-time-invalid': 'credential',
	'service-account-not-found': 'credential',
	'delegation-denied': 'credential',
	'federation-invalid': 'credential',
	'source-failed': 'credential',
	'adc-not-found': 'credential',
	'credential-file-invalid': 'credential',
	'consent-refused': 'credential',
	'storage-failed': 'credential',
	'signed-out': 'credential',
	'secret-missing': 'credential',
	'profile-gone': 'credential',
	'scope-insufficient': 'scopes',
	'oauth-scope-invalid': 'scopes',
	'api-disabled': 'api',
	'project-invalid': 'api',
	'project-blocked': 'api',
	'billing-required': 'api',
	'organization-policy': 'api',
	'quota-project-denied': 'quota-project',
	'permission-denied': 'permission',
	'impersonation-denied': 'permission',
	'model-not-found': 'model',
	'location-unsupported': 'location',
};

/** The step at which a failure of a call to Gemini is told: one of the credential's or behind it. */
export const stepOfGemini = ({ cause }: Failure): StepId => stepsByCause[cause] ?? 'count-tokens';

/** The step at which it is told that a token was not to be had. Whatever happened on the way there is about the token. */
export function stepOfToken({ cause }: Failure): StepId {
	const step = stepsByCause[cause];
	return step && isBefore(step, 'model') ? step : 'credential';
}
