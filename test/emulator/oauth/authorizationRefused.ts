/** What Google's own page shows in place of a consent page. The client hears nothing of it: nothing is redirected. */
export type PageRefusal = {
	readonly status: 400 | 401 | 403;
	/** As the page's last line has it: `Error 400: redirect_uri_mismatch`. */
	readonly error: string;
	readonly headline: string;
	readonly text: string;
	/** What the page shows under “Request details”. */
	readonly details?: string;
};

export class AuthorizationRefused extends Error {
	readonly page: PageRefusal;

	constructor(page: PageRefusal) {
		super(`${page.error}: ${page.text}`);
		this.name = 'AuthorizationRefused';
		this.page = page;
	}
}

const refused = (status: PageRefusal['status'], error: string, text: string, more: Partial<PageRefusal> = {}) =>
	new AuthorizationRefused({ status, error, headline: 'Access blocked: Authorization Error', text, ...more });

export const unknownClient = () => refused(401, 'invalid_client', 'The OAuth client was not found.');

export const deletedClient = () => refused(401, 'deleted_client', 'The OAuth client was deleted.');

export const disabledClient = () => refused(401, 'disabled_client', 'The OAuth client was disabled.');

export const invalidRequest = (text: string) => refused(400, 'invalid_request', text);

export const unsupportedResponseType = (type: string) =>
	refused(400, 'unsupported_response_type', `Invalid response_type: ${type}`);

export const invalidScope = (valid: readonly string[], invalid: readonly string[]) =>
	refused(
		400,
		'invalid_scope',
		`Some requested scopes were invalid. {valid=[${valid.join(', ')}], invalid=[${invalid.join(', ')}]}`,
	);

export const redirectUriMismatch = (uri: string) =>
	refused(
		400,
		'redirect_uri_mismatch',
		'You can’t sign in because this app sent an invalid request. You can try again later, or contact the developer ' +
			'about this issue.',
		{
			headline: 'Access blocked: This app’s request is invalid',
			details: `redirect_uri=${uri} flowName=GeneralOAuthFlow`,
		},
	);

/** The client is for the members of one organization. */
export const outsideOrganization = (appName: string) =>
	refused(403, 'org_internal', 'This client is restricted to users within its organization.', {
		headline: `Access blocked: ${appName} can only be used within its organization`,
	});

/** The client is being tested, and the account is no tester of it. */
export const notATester = (appName: string) =>
	refused(
		403,
		'access_denied',
		'The app is currently being tested, and can only be accessed by developer-approved testers. If you think you ' +
			'should have access, please contact the developer.',
		{ headline: `Access blocked: ${appName} has not completed the Google verification process` },
	);
