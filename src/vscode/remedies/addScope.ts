import type { Failure } from '../../core/errors/failure.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';

/** Google's APIs take it all; the Gemini API names no narrower scope that generates (https://ai.google.dev/gemini-api/docs/oauth). */
const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

/** Signs in again with the scope that calls need; where a scope was refused, which one is to be asked for is chosen first. */
export async function addScope(parts: Parts, profile: Profile, { cause }: Failure): Promise<void> {
	if (profile.method !== 'oauth-user') {
		return;
	}
	if (cause === 'oauth-scope-invalid') {
		const { changeScopes } = await import('../signIn/changeScopes.ts');
		await changeScopes(parts, profile);
		return;
	}
	const { signInAgain } = await import('../signIn/signInAgain.ts');
	await signInAgain(parts, profile, { additional: [cloudPlatform] });
}
