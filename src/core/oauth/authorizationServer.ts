import { googleIssuer, isGoogle } from './isGoogle.ts';

/**
 * What is needed of an authorization server, by the names of its metadata document (RFC 8414, section 2; OpenID Connect
 * Discovery 1.0, section 3). It is kept with the profile: a discovery document that changes later leads no token away.
 */
export type AuthorizationServer = {
	readonly issuer: string;
	/** Absent where no person can sign in. */
	readonly authorization_endpoint?: string;
	readonly token_endpoint: string;
	readonly revocation_endpoint?: string;
	/** The server says who it is in each answer (RFC 9207), and one that does not say so is refused. */
	readonly authorization_response_iss_parameter_supported?: true;
	/** The endpoints were typed, and `issuer` is only where the token endpoint lies. */
	readonly isIssuerUnknown?: true;
};

/** Whether secrets may be sent there: https, or plain http on this machine, which the transport allows where the emulator setting names it. */
export function isEndpoint(text: unknown): boolean {
	try {
		const { protocol, hostname, username, password, hash } = new URL(String(text));
		const isLocal = protocol === 'http:' && (hostname === '127.0.0.1' || hostname === '[::1]');
		return (protocol === 'https:' || isLocal) && username === '' && password === '' && hash === '';
	} catch {
		return false;
	}
}

/**
 * Google (https://accounts.google.com/.well-known/openid-configuration). Its answers carry `iss`; that every one does is not
 * documented, so one without is not refused.
 */
export const google: AuthorizationServer = {
	issuer: googleIssuer,
	authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
	token_endpoint: 'https://oauth2.googleapis.com/token',
	revocation_endpoint: 'https://oauth2.googleapis.com/revoke',
};

/** Who it is, as a person would say it: `Google`, or the host of the issuer. */
export const serverName = (server: AuthorizationServer): string =>
	isGoogle(server) ? 'Google' : new URL(server.issuer).host;
