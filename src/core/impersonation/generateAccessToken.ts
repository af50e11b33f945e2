import { isRecord } from '../errors/googleError.ts';
import type { CallContext } from '../errors/judging/signs.ts';
import { bareSecret, type Caller, exchangeJson } from '../http/exchange.ts';
import type { AccessToken } from '../oauth/tokens.ts';
import type { Transcript } from '../oauth/transcript.ts';
import { answerInWords } from '../oauth/transcriptFields.ts';
import { answered, type Outcome } from '../outcome.ts';
import type { Clock, Credential, HttpTransport, Random } from '../ports.ts';

export const iamCredentialsHost = 'iamcredentials.googleapis.com';

export type MintingPorts = {
	readonly transport: HttpTransport;
	readonly clock: Clock;
	readonly random: Random;
	readonly transcript: Transcript;
};

/** Whose token is wanted. `lifetime` in seconds; `delegates`: each may make tokens of the next, the last of the account. */
export type Impersonation = {
	readonly email: string;
	readonly delegates: readonly string[];
	readonly lifetime: number;
	readonly scopes: readonly string[];
};

/** Who asks: with which token, and how to have another where that one is refused. */
export type Asker = {
	readonly accessToken: string;
	readonly renew?: (rejected: string) => Promise<Outcome<string>>;
	readonly credential: CallContext['credential'];
};

/**
 * Asks IAM for a token of another service account
 * (https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken).
 */
export async function generateAccessToken(
	{ transport, clock, random, transcript }: MintingPorts,
	{ email, delegates, lifetime, scopes }: Impersonation,
	{ accessToken, renew, credential: kind }: Asker,
	signal: AbortSignal,
): Promise<Outcome<AccessToken>> {
	const credential = bearer(accessToken);
	const caller: Caller = {
		transport,
		credential,
		signal,
		retry: { clock, random },
		context: { ...(kind ? { credential: kind } : {}) },
		...(renew
			? {
					renew: async (): Promise<Outcome<Credential>> => {
						const other = await renew(bareSecret(credential));
						return other.kind === 'answered' ? answered(bearer(other.value)) : other;
					},
				}
			: {}),
	};
	const url = `https://${iamCredentialsHost}/v1/${resourceOf(encodeURIComponent(email))}:generateAccessToken`;
	const asked = { delegates: delegates.map(resourceOf), scope: scopes, lifetime: `${lifetime}s` };
	const obtainedAt = clock.now();
	const request = {
		method: 'POST',
		url,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(asked),
	} as const;
	const outcome = await exchangeJson(caller, request, tokenIn);
	transcript.add({
		title: 'Ask for an access token of another service account',
		lines: [
			`POST ${url}`,
			...answerInWords(request.body, []),
			'',
			...(outcome.kind === 'failed'
				? [
						outcome.failure.httpStatus ? `HTTP ${outcome.failure.httpStatus}` : outcome.failure.cause,
						...answerInWords(outcome.failure.body ?? '', []),
					]
				: outcome.kind === 'answered'
					? ['HTTP 200', ...answerInWords(JSON.stringify(outcome.value), [outcome.value.accessToken])]
					: ['cancelled']),
		],
		meaning:
			outcome.kind === 'answered'
				? `A token of the account for ${Math.round(lifetime / 60)} minutes.`
				: outcome.kind === 'failed'
					? `No token: ${outcome.failure.cause}.`
					: 'Called off before an answer came.',
	});
	// Told by this machine's clock: by the server's, a wrong clock here would end the token at once, or never.
	return outcome.kind === 'answered'
		? answered({
				accessToken: outcome.value.accessToken,
				obtainedAt,
				expiresAt: obtainedAt + lifetime * 1000,
				scopes,
			})
		: outcome;
}

/** The hyphen stands for the project of the account; a project in its place is refused. */
const resourceOf = (email: string): string => `projects/-/serviceAccounts/${email}`;

const bearer = (accessToken: string): Credential => ({
	header: 'authorization',
	value: `Bearer ${accessToken}`,
	allowedHosts: [iamCredentialsHost],
});

function tokenIn(json: unknown): { readonly accessToken: string; readonly expireTime: string } | undefined {
	const { accessToken, expireTime } = isRecord(json) ? json : {};
	const isToken = typeof accessToken === 'string' && accessToken !== '';
	return isToken && typeof expireTime === 'string' && !Number.isNaN(Date.parse(expireTime))
		? { accessToken, expireTime }
		: undefined;
}
