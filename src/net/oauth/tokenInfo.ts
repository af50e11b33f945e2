import { isRecord } from '../../core/errors/googleError.ts';
import type { TokenInfo } from '../../core/oauth/protocol.ts';
import { readScopes } from '../../core/oauth/scopes.ts';

/** What Google’s tokeninfo endpoint says of an access token; undefined where it is no such answer. */
export function tokenInfoOf(json: unknown, now: number): TokenInfo | undefined {
	if (!isRecord(json) || (json['expires_in'] === undefined && json['scope'] === undefined)) {
		return undefined;
	}
	const { email, sub, azp, scope, expires_in } = json;
	const account = [email, sub, azp].find((each) => typeof each === 'string' && each !== '');
	const seconds = Number(expires_in);
	return {
		account: typeof account === 'string' ? account : '',
		scopes: typeof scope === 'string' ? readScopes(scope) : [],
		...(Number.isFinite(seconds) && seconds > 0 ? { expiresAt: now + seconds * 1000 } : {}),
	};
}
