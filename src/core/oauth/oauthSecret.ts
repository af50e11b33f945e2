import { parseJson } from '../parseJson.ts';
import type { AccessToken } from './tokens.ts';

/**
 * The secret of every profile that calls with a token: what its method needs of these. The access token of a sign-in stands beside the
 * refresh token that came with it, so that one renewal serves every window: with a server that rotates refresh tokens, a second
 * renewal with the same token would end the sign-in (RFC 9700, section 4.14.2).
 */
export type OAuthSecret = {
	/** Or the private key of a client that signs. */
	readonly clientSecret?: string;
	/** Of a service account: PEM. */
	readonly privateKey?: string;
	/** Of a workload identity: the JSON document. */
	readonly configuration?: string;
	readonly refreshToken?: string;
	readonly access?: AccessToken;
};

const beginning = '{"oauth":';

export const writeOAuthSecret = (secret: OAuthSecret): string => JSON.stringify({ oauth: secret });

/** Whether a stored secret is one of these, and no API key. */
export const isOAuthSecret = (text: string): boolean => text.startsWith(beginning);

/** What is stored, read; undefined where it is none of these. */
export function readOAuthSecret(text: string): OAuthSecret | undefined {
	const { oauth } = (parseJson(text) ?? {}) as { readonly oauth?: Record<string, unknown> | null };
	if (typeof oauth !== 'object' || oauth === null) {
		return undefined;
	}
	const { clientSecret, privateKey, configuration, refreshToken, access } = oauth;
	const { accessToken, obtainedAt, expiresAt, scopes } = (access ?? {}) as Record<string, unknown>;
	return {
		...(typeof clientSecret === 'string' ? { clientSecret } : {}),
		...(typeof privateKey === 'string' ? { privateKey } : {}),
		...(typeof configuration === 'string' ? { configuration } : {}),
		...(typeof refreshToken === 'string' ? { refreshToken } : {}),
		...(typeof accessToken === 'string' && typeof obtainedAt === 'number' && Array.isArray(scopes)
			? {
					access: {
						accessToken,
						obtainedAt,
						scopes: scopes.filter((each) => typeof each === 'string'),
						...(typeof expiresAt === 'number' ? { expiresAt } : {}),
					},
				}
			: {}),
	};
}

/** Everything in a stored secret that must never be shown. */
export function partsOfSecret(text: string): readonly string[] {
	const { clientSecret, privateKey, configuration, refreshToken, access } = readOAuthSecret(text) ?? {};
	return isOAuthSecret(text)
		? [clientSecret, privateKey, configuration, refreshToken, access?.accessToken].filter((part) => part !== undefined)
		: [text];
}
