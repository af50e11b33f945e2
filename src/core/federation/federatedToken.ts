import { generateAccessToken, type MintingPorts } from '../impersonation/generateAccessToken.ts';
import { clientAuthOf } from '../oauth/clientAuth.ts';
import type { OAuthProtocol } from '../oauth/protocol.ts';
import type { AccessToken } from '../oauth/tokens.ts';
import { answered, type Outcome } from '../outcome.ts';
import type { Configuration } from './configuration.ts';
import { proofInWords } from './proofInWords.ts';
import { type Asking, type SubjectPorts, subjectToken } from './subjectToken.ts';

export type FederationPorts = MintingPorts & SubjectPorts & { readonly protocol: () => Promise<OAuthProtocol> };

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

/** The other side's word for a token of Google's, and that, where there is an account to act as, for one of the account. */
export async function federatedToken(
	ports: FederationPorts,
	configuration: Configuration,
	scopes: readonly string[],
	signal: AbortSignal,
): Promise<Outcome<AccessToken>> {
	const federated = await exchanged(ports, configuration, scopes, signal, { isAnew: false });
	const { email } = configuration;
	return federated.kind !== 'answered' || email === undefined
		? federated
		: actAs(ports, { ...configuration, email }, federated.value, scopes, signal);
}

async function exchanged(
	ports: FederationPorts,
	configuration: Configuration,
	scopes: readonly string[],
	signal: AbortSignal,
	asking: Asking,
): Promise<Outcome<AccessToken>> {
	const subject = await subjectToken(ports, configuration, signal, asking);
	if (subject.kind !== 'answered') {
		return subject;
	}
	ports.transcript.add({
		title: 'Read the proof of who this workload is',
		lines: [`audience: ${configuration.audience}`, ...proofInWords(subject.value)],
		meaning:
			'What the other identity provider says. The provider in the pool compares issuer, audience and its attribute condition with it.',
	});
	const federated = await exchangeProof(ports, configuration, subject.value, scopes, signal);
	const isRefused = federated.kind === 'failed' && federated.failure.cause === 'federation-invalid';
	// What a program left in its file may have been for another provider, or taken back.
	return isRefused && !asking.isAnew && mayBeKept(configuration)
		? exchanged(ports, configuration, scopes, signal, { isAnew: true })
		: federated;
}

const mayBeKept = ({ source }: Configuration): boolean =>
	source.kind === 'executable' && source.outputFile !== undefined;

/** Exchanges the proof at Google's token service (RFC 8693). */
export async function exchangeProof(
	{ protocol }: Pick<FederationPorts, 'protocol'>,
	{ audience, subjectTokenType, tokenUrl, email, userProject, client }: Configuration,
	proof: string,
	scopes: readonly string[],
	signal: AbortSignal,
): Promise<Outcome<AccessToken>> {
	const asked = email === undefined ? scopes : [cloudPlatform];
	const call = {
		server: { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl },
		clientId: client?.id ?? 'none',
		auth: clientAuthOf('client_secret_basic', client?.secret),
		signal,
	};
	const outcome = await (await protocol()).exchangeToken(call, {
		audience,
		scope: asked.join(' '),
		requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
		subject_token: proof,
		subject_token_type: subjectTokenType,
		// Of a client Google knows the project already.
		...(userProject && !client ? { options: JSON.stringify({ userProject }) } : {}),
	});
	if (outcome.kind !== 'answered') {
		return outcome;
	}
	const { accessToken, obtainedAt, expiresAt } = outcome.value;
	return answered({ accessToken, obtainedAt, ...(expiresAt === undefined ? {} : { expiresAt }), scopes });
}

/** Has a federated token make one of the account that the configuration names. */
export const actAs = (
	ports: MintingPorts,
	{ email, lifetime }: Configuration & { readonly email: string },
	{ accessToken }: AccessToken,
	scopes: readonly string[],
	signal: AbortSignal,
): Promise<Outcome<AccessToken>> =>
	generateAccessToken(
		ports,
		{ email, delegates: [], lifetime, scopes },
		{ accessToken, credential: 'workload-identity' },
		signal,
	);
