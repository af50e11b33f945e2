/**
 * Error codes of authorization servers: RFC 6749 (4.1.2.1, 5.2), RFC 8628, RFC 8693, RFC 9449, OpenID Connect Core 3.1.2.6, and those that
 * Google's endpoints and pages add.
 */
const oauthCodes: ReadonlySet<string> = new Set([
	'invalid_request',
	'invalid_client',
	'invalid_grant',
	'unauthorized_client',
	'unsupported_grant_type',
	'invalid_scope',
	'access_denied',
	'unsupported_response_type',
	'server_error',
	'temporarily_unavailable',
	'authorization_pending',
	'slow_down',
	'expired_token',
	'invalid_target',
	'invalid_dpop_proof',
	'use_dpop_nonce',
	'interaction_required',
	'login_required',
	'mfa_required',
	'consent_required',
	'account_selection_required',
	'invalid_token',
	'insufficient_scope',
	'redirect_uri_mismatch',
	'invalid_redirect_uri',
	'origin_mismatch',
	'deleted_client',
	'disabled_client',
	'org_internal',
	'admin_policy_enforced',
	'disallowed_useragent',
	'invalid_rapt',
	'rapt_required',
	'rate_limit_exceeded',
	'internal_failure',
	'policy_enforced',
	'restricted_client',
	'invalid_app',
	'app_not_configured_for_user',
]);

export const isOAuthCode = (word: string): boolean => oauthCodes.has(word);

/** Codes that stand for nothing else where they turn up in a text. */
export const tellingCodes: readonly string[] = [...oauthCodes].filter(
	(code) =>
		![
			'invalid_request',
			'server_error',
			'rate_limit_exceeded',
			'slow_down',
			'invalid_token',
			'internal_failure',
			'temporarily_unavailable',
		].includes(code),
);
