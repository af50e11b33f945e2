import { escapeHtml } from '../http/escapeHtml.ts';
import type { Reply } from '../http/reply.ts';
import { type Account, fullName } from './accounts.ts';
import type { AuthorizationRequest } from './authorizationRequest.ts';
import type { OAuthClient } from './clients.ts';
import { pageReply } from './pageFrame.ts';
import { isSignInScope, scopeDescriptions } from './scopes.ts';

/** Its form is sent here, and answered with the redirect to the app. */
export const decisionPath = '/o/oauth2/v2/auth/decision';

/** One page for what Google asks on several: the account, then what the app may do. */
export function consentPage(
	pageToken: string,
	request: AuthorizationRequest,
	{ appName }: OAuthClient,
	accounts: readonly Account[],
): Reply {
	const name = escapeHtml(appName);
	const chosen =
		accounts.find(({ email, sub }) => email === request.loginHint || sub === request.loginHint) ?? accounts[0];
	return pageReply(
		200,
		`Sign in to ${appName} – Google Accounts`,
		`<h1>${name} wants access to your Google Account</h1>
<form method="post" action="${decisionPath}">
<input type="hidden" name="page" value="${escapeHtml(pageToken)}">
<fieldset>
<legend>Choose an account</legend>
${accounts.map((account) => accountChoice(account, account === chosen)).join('\n')}
</fieldset>
<fieldset>
<legend>Select what ${name} can access</legend>
${request.scopes.map(scopeChoice).join('\n')}
</fieldset>
<p class="quiet">You go back to ${escapeHtml(new URL(request.redirectUri).origin)}</p>
<div class="actions">
<button class="first" name="decision" value="continue">Continue</button>
<button name="decision" value="cancel" formnovalidate>Cancel</button>
</div>
</form>`,
	);
}

function accountChoice(account: Account, checked: boolean): string {
	const email = escapeHtml(account.email);
	const managed = account.organization === undefined ? '' : ` · managed by ${escapeHtml(account.organization)}`;
	return `<label><input type="radio" name="account" value="${email}" required${checked ? ' checked' : ''}>
<span>${escapeHtml(fullName(account))}<br><span class="quiet">${email}${managed}</span></span></label>`;
}

/** Whoever signs in says who they are; the rest is each person's choice. */
function scopeChoice(scope: string): string {
	const description = escapeHtml(scopeDescriptions[scope] ?? scope);
	const attributes = isSignInScope(scope) ? 'checked disabled' : 'checked';
	return `<label><input type="checkbox" name="scope" value="${escapeHtml(scope)}" ${attributes}>
<span>${description}</span></label>`;
}
