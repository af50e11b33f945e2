import { allowedReferrer, keyStates } from './apiKeys.ts';
import { namedError } from './errors/catalogue.ts';
import type { RouteRequest } from './routing.ts';

/** Refuses a call by what is the matter with its API key. `generates`: the call makes tokens, so quota counts. */
export function judgeApiKey({ state, blanks }: RouteRequest, key: string, generates: boolean): void {
	const keyState = state.keys.get(key);
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
