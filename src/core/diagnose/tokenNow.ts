import type { AccessToken } from '../oauth/tokens.ts';
import type { Run } from './run.ts';

/** The access token that calls are made with now, which may have been renewed meanwhile; undefined where there is none. */
export async function tokenNow({ ports, profile, found }: Run, signal: AbortSignal): Promise<AccessToken | undefined> {
	if (profile.method === 'api-key' || !found.caller) {
		return undefined;
	}
	const token = await (await ports.signIn()).tokens.get(profile, signal);
	if (token.kind !== 'answered') {
		return undefined;
	}
	found.secrets.push(token.value.accessToken);
	return token.value;
}
