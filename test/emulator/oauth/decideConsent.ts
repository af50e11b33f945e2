import type { EmulatorState } from '../routing.ts';
import type { Account } from './accounts.ts';
import { answerUri } from './authorizationAnswer.ts';
import { invalidRequest, notATester, outsideOrganization } from './authorizationRefused.ts';
import type { AuthorizationRequest } from './authorizationRequest.ts';
import type { OAuthClient } from './clients.ts';
import { newCode } from './opaqueValues.ts';
import { callbackScopes, isSignInScope } from './scopes.ts';

/** Takes the form of a consent page that is open and gives the address the browser goes to next. */
export function decideConsent(form: URLSearchParams, state: EmulatorState): string {
	const { openPages, clients, accounts } = state.oauth;
	const page = form.get('page') ?? '';
	const request = openPages.get(page);
	const client = clients.get(request?.clientId ?? '');
	if (request === undefined || client === undefined) {
		throw invalidRequest('Your session ended because there was no activity, or this page was answered before.');
	}
	openPages.delete(page);
	if (form.get('decision') !== 'continue') {
		return answerUri(request, { error: 'access_denied' });
	}
	const account = accounts.get(form.get('account') ?? '');
	if (account === undefined) {
		throw invalidRequest('Couldn’t find your Google Account');
	}
	refuseForeigners(account, client);
	const ticked = form.getAll('scope');
	const granted = request.scopes.filter((scope) => isSignInScope(scope) || ticked.includes(scope));
	return granted.length === 0
		? answerUri(request, { error: 'access_denied' })
		: answerUri(request, allow(request, client, account, granted, state));
}

function refuseForeigners({ email, organization }: Account, { internalTo, appName, ...client }: OAuthClient): void {
	if (internalTo !== undefined && organization !== internalTo) {
		throw outsideOrganization(appName);
	}
	if (client.publishingStatus === 'testing' && client.testUsers?.includes(email) === false) {
		throw notATester(appName);
	}
}

function allow(
	request: AuthorizationRequest,
	client: OAuthClient,
	account: Account,
	granted: readonly string[],
	{ oauth, clock }: EmulatorState,
): Record<string, string> {
	// Earlier consents to any client of the project count (https://developers.google.com/identity/protocols/oauth2/web-server#incrementalAuth).
	const earlier = oauth.grants.live.filter(
		(grant) => grant.account.email === account.email && grant.projectNumber === client.projectNumber,
	);
	const scopes = request.includeGrantedScopes
		? [...new Set([...granted, ...earlier.flatMap((grant) => grant.scopes)])]
		: granted;
	const hadOffline = earlier.some((grant) => grant.offline && grant.clientId === client.clientId);
	const offline =
		client.kind === 'installed' ||
		(request.accessType === 'offline' && (request.prompt.includes('consent') || !hadOffline));
	const code = newCode();
	oauth.codes.set(code, {
		grant: oauth.grants.open(account, client, scopes, offline),
		request,
		ends: clock() + oauth.settings.codeSeconds * 1000,
		used: false,
	});
	return {
		code,
		scope: callbackScopes(scopes),
		authuser: '0',
		...(account.organization === undefined ? {} : { hd: account.organization }),
		prompt: 'consent',
	};
}
