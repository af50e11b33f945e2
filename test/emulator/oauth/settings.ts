/** What a test may change of how the authorization server behaves. */
export type OAuthSettings = {
	/** Life of an access token, in seconds. */
	readonly accessTokenSeconds: number;
	/** Life of an authorization code, in seconds. */
	readonly codeSeconds: number;
	/** Each refresh brings a new refresh token and ends the old one. Google does not do it, and RFC 9700 advises it. */
	readonly rotateRefreshTokens: boolean;
	/** Nobody gets a refresh token, as where a Workspace policy forbids it. */
	readonly withholdRefreshTokens: boolean;
	/** A token's call has to name its project in `x-goog-user-project`, as with a client of somebody else's project. */
	readonly requireQuotaProject: boolean;
};

export const defaultSettings: OAuthSettings = {
	accessTokenSeconds: 3599,
	codeSeconds: 600,
	rotateRefreshTokens: false,
	withholdRefreshTokens: false,
	requireQuotaProject: false,
};

/** The settings with some of them changed. Throws with the one that is wrong, so that a test's typo does not pass. */
export function changedSettings(settings: OAuthSettings, changes: Readonly<Record<string, unknown>>): OAuthSettings {
	for (const [name, value] of Object.entries(changes)) {
		const known = Object.hasOwn(defaultSettings, name) ? defaultSettings[name as keyof OAuthSettings] : undefined;
		if (known === undefined || typeof value !== typeof known || (typeof value === 'number' && !(value > 0))) {
			throw new TypeError(`No setting ${JSON.stringify(name)} can be ${JSON.stringify(value)}.`);
		}
	}
	return { ...settings, ...changes };
}
