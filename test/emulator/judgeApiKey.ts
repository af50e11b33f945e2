import { allowedReferrer, keyStates } from './apiKeys.ts';
import { readCredentials } from './credentials.ts';
import { namedError } from './errors/catalogue.ts';
import type { RouteRequest } from './routing.ts';

/**
 * Refuses a call to a native Gemini endpoint unless it carries exactly one good API key, as a header or in the query.
 * A key as Bearer is the wrong kind (401), not a bad key (400). `generates`: the call makes tokens, so quota counts.
 */
export function judgeApiKey({ message, url, state, blanks }: RouteRequest, generates: boolean): void {
	const [credential, second] = readCredentials(message, url);
	if (credential === undefined) {
		throw namedError('credentials-missing', blanks);
	}
	if (second !== undefined) {
		throw namedError('credentials-conflict', blanks);
	}
	if (credential.kind !== 'header-key' && credential.kind !== 'query-key') {
		throw namedError('token-type-unsupported', blanks);
	}
	const keyState = state.keys.get(credential.value);
	if (keyState === undefined) {
		throw namedError('api-key-invalid', blanks);
	}
	if (keyState === 'referrer-blocked' && blanks.referer.startsWith(allowedReferrer)) {
		return;
	}
	const trouble = keyStates[keyState];
	if (trouble !== undefined && (trouble.on === 'every-call' || generates)) {
		throw namedError(trouble.error, blanks);
	}
}
