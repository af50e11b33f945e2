import { escapeHtml } from '../http/escapeHtml.ts';
import type { Account } from '../oauth/accounts.ts';
import { TokenRefused } from '../oauth/tokenRefused.ts';
import type { EmulatorState } from '../routing.ts';
import type { ServiceAccount } from './serviceAccount.ts';

/**
 * The person that `sub` names, if the account may act for them: an administrator has to have delegated each of the scopes
 * to it, and only people of a Workspace organization have one
 * (https://developers.google.com/identity/protocols/oauth2/service-account#delegatingauthority).
 */
export function delegatedTo(
	{ uniqueId }: ServiceAccount,
	subject: string,
	scopes: readonly string[],
	{ oauth, serviceAccounts }: Pick<EmulatorState, 'oauth' | 'serviceAccounts'>,
): Account {
	const person = oauth.accounts.get(subject);
	if (person === undefined) {
		const shown = escapeHtml(subject).replaceAll('@', '&#64;');
		throw new TokenRefused('delegation-subject', `Invalid impersonation &quot;sub&quot; field: ${shown}`);
	}
	if (person.organization === undefined || !serviceAccounts.isDelegated(uniqueId, scopes)) {
		throw new TokenRefused('delegation-unauthorized');
	}
	return person;
}
