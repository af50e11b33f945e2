import { header } from '../http/headers.ts';
import { oauthAnswer } from '../http/oauthReply.ts';
import type { Reply } from '../http/reply.ts';
import type { RouteRequest } from '../routing.ts';
import { readForm } from './form.ts';
import { isLive } from './grants.ts';
import { emailScope } from './scopes.ts';

/** `https://oauth2.googleapis.com/tokeninfo`: whose an access token is and what it may do. Numbers come as strings. */
export function tokenInfoEndpoint(request: RouteRequest): Reply {
	const bearer = /^Bearer\s+(\S+)$/i.exec(header(request.message, 'authorization') ?? '')?.[1];
	const sent = request.url.searchParams.get('access_token') ?? readForm(request).get('access_token') ?? bearer ?? '';
	const token = request.state.oauth.grants.accessToken(sent);
	const now = request.state.clock();
	if (token === undefined || !isLive(token, now)) {
		return oauthAnswer(400, { error: 'invalid_token', error_description: 'Invalid Value' });
	}
	const { account, clientId, offline } = token.grant;
	return oauthAnswer(200, {
		azp: clientId,
		aud: clientId,
		sub: account.sub,
		scope: token.scopes.join(' '),
		exp: String(Math.floor(token.ends / 1000)),
		expires_in: String(Math.floor((token.ends - now) / 1000)),
		...(token.scopes.includes(emailScope) ? { email: account.email, email_verified: 'true' } : {}),
		access_type: offline ? 'offline' : 'online',
	});
}
