import type { Cause } from '../cause.ts';
import { isOAuthCode } from '../reading/oauthCodes.ts';
import { hostOf, type Signs } from './signs.ts';

/** A row: the codes it is for (all where empty), what else has to be so, the cause. The first that fits decides. */
type Row = readonly [codes: string, fits: (facts: OAuthFacts) => boolean, cause: Cause];
type OAuthFacts = {
	readonly words: string;
	readonly grant: 'code' | 'refresh' | 'assertion' | 'exchange' | 'client' | '';
	readonly isServiceAccount: boolean;
	readonly isExchange: boolean;
	/** The body ended early: what is missing may have said more. */
	readonly isCut: boolean;
	/** A code of OAuth, or a status that servers send with one; other words are judged by their status. */
	readonly isRefusal: boolean;
};

const always = () => true;
const says =
	(pattern: RegExp) =>
	({ words }: OAuthFacts): boolean =>
		pattern.test(words);
const grants =
	(...kinds: readonly OAuthFacts['grant'][]) =>
	({ grant }: OAuthFacts): boolean =>
		kinds.includes(grant);

/**
 * Errors of token endpoints, authorization endpoints and consent pages (RFC 6749, sections 4.1.2.1 and 5.2; RFC 8693 for exchanges). Google
 * says `invalid_grant` for nearly everything, so the description decides, and without one the grant type.
 */
const rows: readonly Row[] = [
	[
		'',
		says(/invalid_rapt|rapt_required|reauth(?:entication)? (?:related|is? ?(?:needed|required))|re-?authenticat/i),
		'oauth-reauth-required',
	],
	[
		'interaction_required login_required consent_required account_selection_required mfa_required',
		always,
		'oauth-reauth-required',
	],
	['', says(/AADSTS53\d{3}|conditional access|admin_policy_enforced|account restricted/i), 'oauth-blocked'],
	['', says(/AADSTS(?:65001|5007[69]|50078|50158)\b/), 'oauth-reauth-required'],
	['redirect_uri_mismatch invalid_redirect_uri origin_mismatch', always, 'oauth-redirect-mismatch'],
	[
		'invalid_request invalid_grant invalid_client',
		says(
			/redirect[_ ]?ur[il]\b[^\n]{0,120}(?:mismatch|not match|match|invalid|not (?:registered|allowed|configured|permitted)|AADSTS50011)|AADSTS50011|(?:invalid|incorrect|wrong) redirect|invalid parameter: redirect_uri/i,
		),
		'oauth-redirect-mismatch',
	],
	[
		'org_internal admin_policy_enforced policy_enforced disallowed_useragent restricted_client invalid_app app_not_configured_for_user',
		always,
		'oauth-blocked',
	],
	['unauthorized_client invalid_grant access_denied', says(/attribute condition/i), 'federation-invalid'],
	['access_denied', grants('assertion'), 'delegation-denied'],
	[
		'access_denied',
		says(
			/verif|test(?:er| user|ing)|admin|organi[sz]ation|policy|blocked|not (?:been )?(?:granted|approved|assigned|authorized|allowed)|not a member|restricted/i,
		),
		'oauth-blocked',
	],
	['access_denied', always, 'oauth-declined'],
	['invalid_target', always, 'federation-invalid'],
	[
		'unauthorized_client',
		says(/retrieve access tokens using this method|not authorized for any of the scopes/i),
		'delegation-denied',
	],
	['unauthorized_client', grants('assertion'), 'delegation-denied'],
	['unauthorized_client', ({ isExchange }) => isExchange, 'federation-invalid'],
	[
		'deleted_client disabled_client invalid_client',
		({ isServiceAccount }) => isServiceAccount,
		'service-account-not-found',
	],
	['invalid_client', ({ isExchange }) => isExchange, 'federation-invalid'],
	['deleted_client disabled_client invalid_client unauthorized_client', always, 'oauth-client-invalid'],
	['invalid_scope', always, 'oauth-scope-invalid'],
	['insufficient_scope', always, 'scope-insufficient'],
	['invalid_token', always, 'token-invalid'],
	[
		'invalid_grant invalid_request',
		says(
			/jwt signature|invalid signature|signature (?:is )?(?:invalid|verification)|no matching key|key id[^\n]{0,40}not found/i,
		),
		'jwt-signature-invalid',
	],
	[
		'invalid_grant invalid_request',
		says(
			/short-lived token|reasonable timeframe|check your iat and exp|token used too (?:early|late)|issued in the future|clock/i,
		),
		'jwt-time-invalid',
	],
	[
		'invalid_grant invalid_request',
		says(/invalid impersonation|["'`]?sub["'`]? (?:field|claim)|invalid email or user id|delegat/i),
		'delegation-denied',
	],
	[
		'invalid_grant invalid_request',
		says(/invalid jwt: (?:failed audience|must be)|malformed (?:jwt|assertion)|invalid assertion/i),
		'oauth-request-invalid',
	],
	[
		'invalid_grant',
		(facts) => grants('refresh', 'code')(facts) && says(/account has been deleted/i)(facts),
		'oauth-refresh-revoked',
	],
	[
		'invalid_grant invalid_request',
		says(
			/account not found|account has been (?:deleted|disabled)|(?:account|robot) (?:is )?(?:deleted|disabled)|not a valid email|not a service account|no valid verifier/i,
		),
		'service-account-not-found',
	],
	['invalid_grant invalid_request', ({ isExchange }) => isExchange, 'federation-invalid'],
	[
		'invalid_grant invalid_request',
		says(
			/subject[_ ]token|id token|workload|workforce|identity (?:pool|provider)|issuer in id token|attribute (?:mapping|condition)|"?audience"?\b|full resource name/i,
		),
		'federation-invalid',
	],
	['invalid_grant invalid_request', says(/parameter not allowed/i), 'oauth-request-invalid'],
	[
		'invalid_grant invalid_request',
		says(
			/auth(?:orization)?[_ ]?code|code[_ ]?verifier|pkce|redeemed|code (?:is|was|has|not|expired|already)|AADSTS54005|AADSTS70008\b/i,
		),
		'oauth-code-invalid',
	],
	[
		'invalid_grant',
		says(
			/expired or rev|revoked|refresh[_ ]?token|session (?:not active|expired|doesn)|not active|stale|inactive|AADSTS(?:700082|70043|50173|700084)|inactivity/i,
		),
		'oauth-refresh-revoked',
	],
	['invalid_grant', ({ isCut }) => isCut, 'unknown'],
	['invalid_grant', grants('code'), 'oauth-code-invalid'],
	['invalid_grant', grants('refresh'), 'oauth-refresh-revoked'],
	// A bare “Bad Request” may be the key, the account or the times.
	['invalid_grant', grants('assertion'), 'unknown'],
	['invalid_grant', says(/malformed/i), 'oauth-code-invalid'],
	['invalid_grant', always, 'oauth-refresh-revoked'],
	['expired_token', always, 'oauth-code-invalid'],
	[
		'invalid_request',
		says(/client_?(?:secret|id)|could not determine client|client (?:is )?(?:missing|not found)|AADSTS7000(?:16|218)/i),
		'oauth-client-invalid',
	],
	['invalid_request', says(/\bscopes?\b/i), 'oauth-scope-invalid'],
	['rate_limit_exceeded slow_down', always, 'rate-limited'],
	['internal_failure server_error', always, 'server-error'],
	['temporarily_unavailable', always, 'server-busy'],
	['', ({ isRefusal }) => isRefusal, 'oauth-request-invalid'],
];

export function causeOfOAuth(signs: Signs): Cause | undefined {
	const { oauth, context, body } = signs;
	if (!oauth) {
		return undefined;
	}
	const host = hostOf(context);
	const facts: OAuthFacts = {
		words: [
			oauth.error,
			oauth.description,
			oauth.subtype,
			...(body.html ? [body.html.text] : []),
			signs.text.slice(0, 4_096),
		]
			.filter(Boolean)
			.join('\n'),
		grant: grantOf(context.grantType),
		isServiceAccount: context.credential === 'service-account' || grantOf(context.grantType) === 'assertion',
		isExchange:
			grantOf(context.grantType) === 'exchange' || /^sts\./.test(host) || context.credential === 'workload-identity',
		isCut: body.isCut,
		isRefusal: isOAuthCode(oauth.error) || [undefined, 400, 401].includes(signs.httpStatus),
	};
	return rows.find(([codes, fits]) => (codes === '' || codes.split(' ').includes(oauth.error)) && fits(facts))?.[2];
}

function grantOf(grantType = ''): OAuthFacts['grant'] {
	const grants = { authorization_code: 'code', refresh_token: 'refresh', client_credentials: 'client' } as const;
	return grantType.endsWith('jwt-bearer')
		? 'assertion'
		: grantType.endsWith('token-exchange')
			? 'exchange'
			: (grants[grantType as keyof typeof grants] ?? '');
}
