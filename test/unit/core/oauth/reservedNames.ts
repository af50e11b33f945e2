/** What a token request says by itself, by the standards and not by what src has (RFC 6749, RFC 7521, RFC 7636). */
export const reservedNames = [
	'grant_type',
	'scope',
	'client_id',
	'client_secret',
	'client_assertion',
	'client_assertion_type',
	'assertion',
	'code',
	'code_verifier',
	'redirect_uri',
	'refresh_token',
	'username',
	'password',
];
