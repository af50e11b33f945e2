import type { MachineToken } from '../callers/machineTokens.ts';
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
	const person = request.state.oauth.grants.accessToken(sent);
	const machine = request.state.tokens.find(sent);
	const now = request.state.clock();
	if (person !== undefined && isLive(person, now)) {
		const { account, clientId, offline } = person.grant;
		const names = { azp: clientId, aud: clientId, sub: account.sub };
		return answer(person, names, account.email, offline ? 'offline' : 'online', now);
	}
	// The token of somebody whom another identity provider knows is unknown here.
	if (machine === undefined || machine.principal.kind === 'federated' || now >= machine.ends) {
		return invalid;
	}
	const { account, ...principal } = machine.principal;
	const { email } = principal.kind === 'delegated' ? principal.subject : account;
	return account.state === 'enabled'
		? answer(machine, { azp: account.uniqueId, aud: account.uniqueId }, email, 'online', now)
		: invalid;
}

const invalid = oauthAnswer(400, { error: 'invalid_token', error_description: 'Invalid Value' });

function answer(
	{ scopes, ends }: Pick<MachineToken, 'scopes' | 'ends'>,
	names: Readonly<Record<string, string>>,
	email: string,
	accessType: 'offline' | 'online',
	now: number,
): Reply {
	return oauthAnswer(200, {
		...names,
		scope: scopes.join(' '),
		exp: String(Math.floor(ends / 1000)),
		expires_in: String(Math.floor((ends - now) / 1000)),
		...(scopes.includes(emailScope) ? { email, email_verified: 'true' } : {}),
		access_type: accessType,
	});
}
