import { grantTypes } from '../errors/oauthErrors.ts';
import { machineAnswer, oauthReply } from '../http/oauthReply.ts';
import type { Reply } from '../http/reply.ts';
import { isMachineScope, readScopes } from '../oauth/scopes.ts';
import { TokenRefused } from '../oauth/tokenRefused.ts';
import type { RouteRequest } from '../routing.ts';
import { type ExchangeRequest, readExchangeRequest } from './exchangeRequest.ts';
import { findProvider } from './federationState.ts';
import { membersOf, type Provider } from './provider.ts';
import { attributesOf, type Subject } from './subject.ts';
import { awsSubject } from './subjectAws.ts';
import { jwtSubject } from './subjectJwt.ts';

const tokenType = (name: string) => `urn:ietf:params:oauth:token-type:${name}`;

/** RFC 8693, section 3, and Google's own for AWS. */
const subjectTokenTypes: Readonly<Record<Provider['kind'], readonly string[]>> = {
	oidc: [tokenType('jwt'), tokenType('id_token')],
	aws: ['urn:ietf:params:aws:token-type:aws4_request'],
};

/** Of a workload or a workforce, with the number of the project; an id there is well-formed and finds nothing. */
const providerName =
	/^\/\/iam\.googleapis\.com\/(?:projects\/[^/]+\/locations\/global\/workloadIdentityPools|locations\/global\/workforcePools)\/[^/]+\/providers\/[^/]+$/;

/** `POST https://sts.googleapis.com/v1/token`: the word of another identity provider for a token of Google's. */
export async function exchangeToken(request: RouteRequest): Promise<Reply> {
	try {
		return await exchange(readExchangeRequest(request), request);
	} catch (error) {
		if (error instanceof TokenRefused) {
			return oauthReply(error.refusal);
		}
		throw error;
	}
}

async function exchange(asked: ExchangeRequest, { state }: RouteRequest): Promise<Reply> {
	const provider = providerFor(asked, state);
	const scopes = readScopes(asked.scope);
	if (scopes.length === 0 || !scopes.every(isMachineScope)) {
		throw new TokenRefused('assertion-scope-invalid');
	}
	const now = state.clock();
	const subject = await subjectOf(asked, provider, now);
	const members = membersOf(provider.pool, attributesOf(subject, provider));
	const seconds = Math.min(subject.lifeSeconds, state.oauth.settings.accessTokenSeconds);
	const { projectNumber } = provider.pool;
	return machineAnswer(200, {
		access_token: state.tokens.give({ kind: 'federated', members, projectNumber }, scopes, now + seconds * 1000),
		issued_token_type: tokenType('access_token'),
		token_type: 'Bearer',
		expires_in: seconds,
	});
}

function providerFor(asked: ExchangeRequest, { federation }: RouteRequest['state']): Provider {
	if (asked.grant_type !== grantTypes.exchange) {
		throw invalid('grant_type');
	}
	if (asked.requested_token_type !== tokenType('access_token')) {
		throw invalid('requested_token_type');
	}
	if (!providerName.test(asked.audience)) {
		throw new TokenRefused('audience-invalid');
	}
	const provider = findProvider(federation, asked.audience);
	if (provider === undefined) {
		throw new TokenRefused('pool-disabled');
	}
	if (!subjectTokenTypes[provider.kind].includes(asked.subject_token_type)) {
		throw invalid('subject_token_type');
	}
	if (asked.subject_token === '') {
		throw invalid('subject_token');
	}
	return provider;
}

const invalid = (name: keyof ExchangeRequest) => new TokenRefused('exchange-invalid', `Invalid value for "${name}".`);

function subjectOf(
	{ subject_token: token }: ExchangeRequest,
	provider: Provider,
	now: number,
): Subject | Promise<Subject> {
	return provider.kind === 'aws' ? awsSubject(token, provider, now) : jwtSubject(token, provider, now);
}
