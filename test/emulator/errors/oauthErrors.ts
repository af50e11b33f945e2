/** What a token endpoint was asked for; Google says `invalid_grant` to all of them, and means something else each time. */
export const grantTypes = {
	code: 'authorization_code',
	refresh: 'refresh_token',
	device: 'urn:ietf:params:oauth:grant-type:device_code',
	assertion: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
	exchange: 'urn:ietf:params:oauth:grant-type:token-exchange',
} as const;

export type Grant = keyof typeof grantTypes;

/** A refusal of a token endpoint (RFC 6749, section 5.2) with Google's additions. */
export type OAuthRefusal = {
	/** Which kind of request is refused so. */
	readonly grant: Grant;
	readonly status: 400 | 401 | 403 | 429 | 500 | 503;
	readonly error: string;
	readonly error_description?: string;
	readonly error_uri?: string;
	readonly error_subtype?: string;
};

const refusing =
	(grant: Grant) =>
	(
		status: OAuthRefusal['status'],
		error: string,
		description?: string,
		more: Pick<OAuthRefusal, 'error_uri' | 'error_subtype'> = {},
	): OAuthRefusal => ({
		grant,
		status,
		error,
		...(description === undefined ? {} : { error_description: description }),
		...more,
	});

const code = refusing('code');
const refresh = refusing('refresh');
const device = refusing('device');
const assertion = refusing('assertion');
const exchange = refusing('exchange');

/** Signing in: refusals of codes and refresh tokens. */
const signIn = {
	'client-unnamed': code(400, 'invalid_request', 'Could not determine client ID from request.'),
	'client-authenticated-twice': code(400, 'invalid_request', 'Bad Request'),
	'client-not-found': code(401, 'invalid_client', 'The OAuth client was not found.'),
	'client-deleted': refresh(401, 'deleted_client', 'The OAuth client was deleted.'),
	'client-disabled': refresh(401, 'disabled_client', 'The OAuth client was disabled.'),
	'client-secret-wrong': code(401, 'invalid_client', 'The provided client secret is invalid.'),
	'client-secret-missing': code(400, 'invalid_request', 'client_secret is missing.'),
	'redirect-mismatch': code(400, 'redirect_uri_mismatch', 'Bad Request'),
	'code-malformed': code(400, 'invalid_grant', 'Malformed auth code.'),
	/** Used or out of date; the text says nothing. */
	'code-used': code(400, 'invalid_grant', 'Bad Request'),
	'verifier-missing': code(400, 'invalid_grant', 'Missing code verifier.'),
	'verifier-wrong': code(400, 'invalid_grant', 'Invalid code verifier.'),
	/** The authorization request had no challenge. */
	'verifier-unneeded': code(400, 'invalid_grant', 'code_verifier or verifier is not needed'),
	'parameter-missing': code(400, 'invalid_request', 'Missing required parameter: code'),
	'parameter-repeated': code(400, 'invalid_request', 'OAuth 2 parameters can only have a single value: code'),
	'grant-type-unsupported': code(400, 'unsupported_grant_type', 'Invalid grant_type: password'),
	'consent-declined': device(403, 'access_denied', 'Forbidden'),
	'org-internal': code(403, 'org_internal', 'This client is restricted to users within its organization.'),
	'refresh-revoked': refresh(400, 'invalid_grant', 'Token has been expired or revoked.'),
	/** Not `invalid_grant`, as RFC 6749 would have it. */
	'refresh-of-other-client': refresh(401, 'unauthorized_client', 'Unauthorized'),
	'refresh-unexplained': refresh(400, 'invalid_grant', 'Bad Request'),
	'refresh-account-deleted': refresh(400, 'invalid_grant', 'Account has been deleted'),
	'reauth-required': refresh(400, 'invalid_grant', 'reauth related error (invalid_rapt)', {
		error_uri: 'https://support.google.com/a/answer/9368756',
		error_subtype: 'invalid_rapt',
	}),
	'refresh-scope-invalid': refresh(400, 'invalid_scope', 'Bad Request'),
	'admin-policy': refresh(
		400,
		'admin_policy_enforced',
		'Access to your account data is restricted by policies within your organization. Please contact the ' +
			'administrator of your organization for more information.',
	),
	'token-rate-limit': refresh(429, 'rate_limit_exceeded', 'Rate Limit Exceeded'),
	'token-internal': refresh(500, 'internal_failure', 'Backend Error'),
} as const;

/** Service accounts: refusals of a signed assertion. */
const serviceAccount = {
	'jwt-signature': assertion(400, 'invalid_grant', 'Invalid JWT Signature.'),
	'jwt-time': assertion(
		400,
		'invalid_grant',
		'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and ' +
			'exp values in the JWT claim.',
	),
	'jwt-audience': assertion(
		400,
		'invalid_grant',
		'Invalid JWT: Failed audience check. The right audience is https://oauth2.googleapis.com/token',
	),
	/** No JWT at all, for one. */
	'assertion-unexplained': assertion(400, 'invalid_grant', 'Bad Request'),
	'account-not-found': assertion(400, 'invalid_grant', 'Invalid grant: account not found'),
	'account-deleted': assertion(400, 'invalid_grant', 'The account has been deleted'),
	'assertion-scope-invalid': assertion(400, 'invalid_scope', 'Invalid OAuth scope or ID token audience provided.'),
	'delegation-unauthorized': assertion(
		401,
		'unauthorized_client',
		'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the ' +
			'scopes requested.',
	),
	/** The entities are Google's: HTML inside JSON. */
	'delegation-subject': assertion(
		400,
		'invalid_request',
		'Invalid impersonation &quot;sub&quot; field: nobody&#64;example.org',
	),
} as const;

/** Workload identity: refusals of the Security Token Service. */
const federation = {
	'audience-invalid': exchange(
		400,
		'invalid_request',
		'Invalid value for "audience". This value should be the full resource name of the Identity Provider. See ' +
			'https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token for the list of possible formats.',
	),
	'pool-disabled': exchange(
		400,
		'invalid_target',
		'The target service indicated by the "audience" parameters is invalid. This might either be because the pool or ' +
			"provider is disabled or deleted or because it doesn't exist.",
	),
	'subject-token-issuer': exchange(
		400,
		'invalid_grant',
		'The issuer in ID Token https://issuer.example does not match the expected ones: [https://other.example].',
	),
	'subject-token-malformed': exchange(400, 'invalid_grant', 'Unable to parse the ID Token.'),
	'subject-token-signature': exchange(400, 'invalid_grant', 'Unable to verify the ID Token signature.'),
	/** Also where the keys of the issuer were uploaded, and none of them is the one that signed. */
	'subject-token-issuer-unreachable': exchange(
		400,
		'invalid_grant',
		"Error connecting to the given credential's issuer.",
	),
	/** Out of date, or too early. */
	'subject-token-stale': exchange(400, 'invalid_grant', 'ID Token issued at 1750000000 is stale to sign-in.'),
	'subject-token-audience': exchange(
		400,
		'invalid_grant',
		'The audience in ID Token [https://other.example] does not match the expected audience.',
	),
	'subject-token-unmapped': exchange(
		400,
		'invalid_grant',
		'Could not obtain a value for google.subject from the given credential.',
	),
	'aws-credentials-malformed': exchange(400, 'invalid_grant', 'Invalid format of AWS credentials.'),
	'aws-refused': exchange(400, 'invalid_grant', 'Received invalid AWS response of type SignatureDoesNotMatch.'),
	'exchange-invalid': exchange(400, 'invalid_request', 'Invalid value for "subject_token_type".'),
	'attribute-condition': exchange(
		400,
		'unauthorized_client',
		'The given credential is rejected by the attribute condition.',
	),
} as const;

/** Every refusal of the token endpoints, by a name of our own. */
export const oauthErrors = { ...signIn, ...serviceAccount, ...federation } satisfies Record<string, OAuthRefusal>;

export type OAuthErrorName = keyof typeof oauthErrors;

export function isOAuthErrorName(name: unknown): name is OAuthErrorName {
	return typeof name === 'string' && Object.hasOwn(oauthErrors, name);
}
