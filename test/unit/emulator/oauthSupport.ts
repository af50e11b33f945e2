import { createHash } from 'node:crypto';
import type { Emulator } from '../../emulator/emulator.ts';
import type { OAuthClient } from '../../emulator/oauth/clients.ts';
import { type ConsentAnswer, consent } from '../../emulator/oauth/consent.ts';
import type { ClientChanges } from '../../emulator/oauth/oauthControls.ts';
import { cloudPlatform } from '../../emulator/oauth/scopes.ts';

export const redirectUri = 'http://127.0.0.1:49152/callback';
export const verifier = 'a-verifier-of-at-least-forty-three-characters';
export const challenge = createHash('sha256').update(verifier).digest('base64url');

type Fields = Readonly<Record<string, string | undefined>>;

const present = (fields: Fields) =>
	Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);

/** A good authorization request of the desktop client, with parameters changed, added or (undefined) left out. */
export function authorizationUrl(emulator: Emulator, changes: Fields = {}): string {
	const parameters = present({
		client_id: emulator.oauth.desktopClient.clientId,
		redirect_uri: redirectUri,
		response_type: 'code',
		scope: `openid email ${cloudPlatform}`,
		state: 'a state',
		code_challenge: challenge,
		code_challenge_method: 'S256',
		...changes,
	});
	return `https://accounts.google.com/o/oauth2/v2/auth?${new URLSearchParams(parameters)}`;
}

/** What comes back to the app when a person answers the consent page. */
export async function answered(
	emulator: Emulator,
	changes: Fields = {},
	answer: ConsentAnswer = {},
): Promise<URLSearchParams> {
	return new URL(await consent(emulator.origin, authorizationUrl(emulator, changes), answer)).searchParams;
}

export const codeOf = async (emulator: Emulator, changes: Fields = {}) =>
	(await answered(emulator, changes)).get('code');

/** Without PKCE. */
export const unchallenged = { code_challenge: undefined, code_challenge_method: undefined } as const;

/** The desktop client, changed before anything is asked. */
export const desktopAs =
	(changes: ClientChanges) =>
	({ oauth }: Emulator) =>
		oauth.changeClient(oauth.desktopClient.clientId, changes);

export const basicOf = ({ oauth }: Emulator, secret = oauth.desktopClient.clientSecret) => ({
	authorization: `Basic ${Buffer.from(`${oauth.desktopClient.clientId}:${secret}`).toString('base64')}`,
});

export const credentialsOf = ({ clientId, clientSecret }: OAuthClient) => ({
	client_id: clientId,
	client_secret: clientSecret,
});

export type TokenBody = {
	readonly access_token: string;
	readonly expires_in: number;
	readonly refresh_token?: string;
	readonly refresh_token_expires_in?: number;
	readonly scope: string;
	readonly token_type: string;
	readonly id_token?: string;
	readonly error?: string;
	readonly error_description?: string;
	readonly error_subtype?: string;
};

export type Posted<T> = { readonly status: number; readonly body: T; readonly headers: Headers };

/** A form to one of the token endpoints. */
export async function post<T = TokenBody>(
	emulator: Emulator,
	path: string,
	fields: Fields,
	headers: Record<string, string> = {},
): Promise<Posted<T>> {
	const response = await fetch(`${emulator.origin}${path}`, {
		method: 'POST',
		headers,
		body: new URLSearchParams(present(fields)),
	});
	return { status: response.status, body: (await response.json()) as T, headers: response.headers };
}

/** A good exchange of a code that the desktop client got, with fields changed or left out. */
export const exchange = (emulator: Emulator, code: string | null, changes: Fields = {}) =>
	post(emulator, '/token', {
		...{ grant_type: 'authorization_code', code: code ?? '', redirect_uri: redirectUri, code_verifier: verifier },
		...credentialsOf(emulator.oauth.desktopClient),
		...changes,
	});

export const refreshed = (emulator: Emulator, refreshToken: string | undefined, changes: Fields = {}) =>
	post(emulator, '/token', {
		...{ grant_type: 'refresh_token', refresh_token: refreshToken },
		...credentialsOf(emulator.oauth.desktopClient),
		...changes,
	});

/** Signs a person in from the authorization request to the tokens. */
export async function signedIn(
	emulator: Emulator,
	changes: Fields = {},
	answer: ConsentAnswer = {},
	client: OAuthClient = emulator.oauth.desktopClient,
): Promise<TokenBody> {
	const code = (await answered(emulator, { client_id: client.clientId, ...changes }, answer)).get('code');
	const { status, body } = await exchange(emulator, code, {
		...credentialsOf(client),
		...(changes['redirect_uri'] === undefined ? {} : { redirect_uri: changes['redirect_uri'] }),
	});
	if (status !== 200) {
		throw new Error(JSON.stringify(body));
	}
	return body;
}
