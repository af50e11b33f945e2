import type { AccessToken } from '../oauth/tokens.ts';
import type { Credential } from '../ports.ts';

/** The header of a call with a token (RFC 6750, section 2.1), for one host alone. */
export const bearer = ({ accessToken }: AccessToken, host: string): Credential => ({
	header: 'authorization',
	value: `Bearer ${accessToken}`,
	allowedHosts: [host],
});
