import { google } from '../../../../src/core/oauth/authorizationServer.ts';
import { writeOAuthSecret } from '../../../../src/core/oauth/oauthSecret.ts';
import type { Profile } from '../../../../src/core/profiles/profile.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { signedIn } from '../../emulator/oauthSupport.ts';
import type { machineBed } from '../../net/machineSupport.ts';
import { answerOf } from '../profileSupport.ts';

/** A person who has signed in with Google, for the emulator's desktop client. */
export async function addSignIn(
	{ store }: ReturnType<typeof machineBed>,
	emulator: Emulator,
	scope?: string,
): Promise<Profile> {
	const { clientId, clientSecret } = emulator.oauth.desktopClient;
	const given = await signedIn(emulator, scope === undefined ? {} : { scope });
	const now = Date.now();
	const scopes = given.scope?.split(' ') ?? [];
	return answerOf(
		store.add(
			{
				method: 'oauth-user',
				name: 'Ada',
				server: google,
				client: { id: clientId, kind: 'installed', auth: 'client_secret_post', redirectUris: ['http://localhost'] },
				scopes,
				signIn: { at: now, account: emulator.oauth.accounts.personal.email, scopes },
			},
			writeOAuthSecret({
				clientSecret,
				refreshToken: given.refresh_token ?? '',
				access: { accessToken: given.access_token, obtainedAt: now, expiresAt: now + 3_600_000, scopes },
			}),
		),
	);
}
