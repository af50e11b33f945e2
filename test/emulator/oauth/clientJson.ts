import type { OAuthClient } from './clients.ts';

/** The text of the `client_secret_….json` file that the Google Cloud console downloads for a client. */
export function clientJson({
	kind,
	clientId,
	clientSecret,
	projectId,
	redirectUris,
}: Pick<OAuthClient, 'kind' | 'clientId' | 'clientSecret' | 'projectId' | 'redirectUris'>): string {
	return JSON.stringify({
		[kind]: {
			client_id: clientId,
			project_id: projectId,
			auth_uri: 'https://accounts.google.com/o/oauth2/auth',
			token_uri: 'https://oauth2.googleapis.com/token',
			auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
			client_secret: clientSecret,
			...(redirectUris.length === 0 ? {} : { redirect_uris: redirectUris }),
			...(kind === 'web' && redirectUris.length > 0
				? { javascript_origins: [...new Set(redirectUris.map((uri) => new URL(uri).origin))] }
				: {}),
		},
	});
}
