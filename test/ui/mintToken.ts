import type { Emulator } from '../emulator/emulator.ts';
import { consent } from '../emulator/oauth/consent.ts';
import { cloudPlatform, emailScope } from '../emulator/oauth/scopes.ts';

/** An access token as another program on this machine, such as gcloud, has it. */
export async function mintToken({ oauth, origin }: Emulator): Promise<string> {
	const { clientId, clientSecret } = oauth.desktopClient;
	const redirectUri = 'http://127.0.0.1:1/';
	const query = new URLSearchParams({
		client_id: clientId,
		redirect_uri: redirectUri,
		response_type: 'code',
		scope: `${cloudPlatform} ${emailScope}`,
	});
	const ledTo = await consent(origin, `https://accounts.google.com/o/oauth2/v2/auth?${query}`);
	const response = await fetch(`${origin}/token`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'authorization_code',
			code: new URL(ledTo).searchParams.get('code') ?? '',
			client_id: clientId,
			client_secret: clientSecret,
			redirect_uri: redirectUri,
		}),
	});
	const { access_token: token } = (await response.json()) as { readonly access_token?: string };
	if (token === undefined) throw new Error(`No token was given: ${response.status}`);
	return token;
}
