import { hasGoogleToken } from '../impersonation/sources.ts';
import { google } from '../oauth/authorizationServer.ts';
import type { Profile } from '../profiles/profile.ts';

/** Whether what a profile calls with is a token of Google's, which may be sent to Google. What is for a gateway is not. */
export const isGoogleToken = hasGoogleToken;

/** Host that gives a profile's tokens, as far as that is known beforehand. */
export const tokenHost = (profile: Profile): string =>
	new URL('server' in profile ? profile.server.token_endpoint : google.token_endpoint).host;
