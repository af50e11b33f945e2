import { grantTypes } from '../errors/oauthErrors.ts';
import { oauthAnswer, oauthReply } from '../http/oauthReply.ts';
import type { Reply } from '../http/reply.ts';
import type { EmulatorState, RouteRequest } from '../routing.ts';
import { redeemAssertion } from '../serviceAccounts/redeemAssertion.ts';
import { authenticateClient } from './authenticateClient.ts';
import type { OAuthClient } from './clients.ts';
import { readForm } from './form.ts';
import { redeemCode } from './redeemCode.ts';
import { refresh } from './refresh.ts';
import { repeatedName } from './repeatedName.ts';
import { tokenAnswer } from './tokenAnswer.ts';
import { TokenRefused } from './tokenRefused.ts';
import type { TokensGiven } from './tokensGiven.ts';

type Grant = (form: URLSearchParams, request: RouteRequest) => Promise<Reply>;

/** A grant of a person, which a client asks for. */
const ofClient =
	(give: (form: URLSearchParams, client: OAuthClient, state: EmulatorState) => TokensGiven): Grant =>
	async (form, request) => {
		const given = give(form, authenticateClient(request, form), request.state);
		return oauthAnswer(200, await tokenAnswer(given, request.state));
	};

const grants: Readonly<Record<string, Grant>> = {
	[grantTypes.code]: ofClient(redeemCode),
	[grantTypes.refresh]: ofClient(refresh),
	[grantTypes.assertion]: redeemAssertion,
};

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
		return await grant(form, request);
	} catch (error) {
		if (error instanceof TokenRefused) {
			return oauthReply(error.refusal);
		}
		throw error;
	}
}
