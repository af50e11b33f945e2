import { oauthAnswer, oauthReply } from '../http/oauthReply.ts';
import type { Reply } from '../http/reply.ts';
import type { EmulatorState, RouteRequest } from '../routing.ts';
import { authenticateClient } from './authenticateClient.ts';
import type { OAuthClient } from './clients.ts';
import { readForm } from './form.ts';
import { redeemCode } from './redeemCode.ts';
import { refresh } from './refresh.ts';
import { repeatedName } from './repeatedName.ts';
import { tokenAnswer } from './tokenAnswer.ts';
import { TokenRefused } from './tokenRefused.ts';
import type { TokensGiven } from './tokensGiven.ts';

type Grant = (form: URLSearchParams, client: OAuthClient, state: EmulatorState) => TokensGiven;

const grants: Readonly<Record<string, Grant>> = { authorization_code: redeemCode, refresh_token: refresh };

/** `POST https://oauth2.googleapis.com/token`: what is asked for first, then who asks, then whether they may. */
export async function tokenEndpoint(request: RouteRequest): Promise<Reply> {
	try {
		const form = readForm(request);
		const repeated = repeatedName(form);
		if (repeated !== undefined) {
			throw new TokenRefused('parameter-repeated', `OAuth 2 parameters can only have a single value: ${repeated}`);
		}
		const grantType = form.get('grant_type') ?? '';
		const grant = Object.hasOwn(grants, grantType) ? grants[grantType] : undefined;
		if (grant === undefined) {
			throw new TokenRefused('grant-type-unsupported', `Invalid grant_type: ${grantType}`);
		}
		const given = grant(form, authenticateClient(request, form), request.state);
		return oauthAnswer(200, await tokenAnswer(given, request.state));
	} catch (error) {
		if (error instanceof TokenRefused) {
			return oauthReply(error.refusal);
		}
		throw error;
	}
}
