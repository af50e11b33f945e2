import * as l10n from '@vscode/l10n';
import { waitInWords } from '../waitInWords.ts';
import type { Remedy, RemedyId } from './remedy.ts';

/** What stands on the button of each: a verb, in title case. */
const labels: Readonly<Record<RemedyId, (remedy: Remedy) => string>> = {
	'open-enable-page': () => l10n.t('Open the Page That Enables It'),
	'edit-key-restrictions': () => l10n.t('Edit Key Restrictions'),
	'replace-key': () => l10n.t('Replace Key…'),
	'create-auth-key': () => l10n.t('Create a New Key'),
	'switch-profile': () => l10n.t('Switch Profile…'),
	'switch-method': () => l10n.t('Add a Profile…'),
	'sign-in-again': () => l10n.t('Sign In'),
	'add-scope': () => l10n.t('Add Scope and Sign In'),
	'replace-client-secret': () => l10n.t('Replace Client Secret…'),
	'fix-oauth-client': () => l10n.t('Open OAuth Clients'),
	'fix-redirect': () => l10n.t('Open OAuth Clients'),
	'set-project': () => l10n.t('Set Quota Project…'),
	'set-quota-project': () => l10n.t('Set Quota Project…'),
	'clear-quota-project': () => l10n.t('Clear Quota Project'),
	'grant-role': () => l10n.t('Grant Role…'),
	'link-billing': () => l10n.t('Link Billing'),
	'add-credits': () => l10n.t('Add Credits'),
	'contact-support': () => l10n.t('Contact Google’s Support'),
	'ask-administrator': () => l10n.t('Copy Message for Administrator'),
	'change-location': () => l10n.t('See Where It Is Offered'),
	'choose-model': () => l10n.t('Choose Another Model'),
	'wait-and-retry': ({ afterMs = 0 }) => l10n.t('Send Again in {0}', waitInWords(afterMs)),
	retry: () => l10n.t('Send Again'),
	'raise-quota': () => l10n.t('Ask for More Quota'),
	'edit-request': () => l10n.t('Edit Prompt'),
	'jump-to-field': () => l10n.t('Go to the Field'),
	'shorten-prompt': ({ surplus }) =>
		!surplus
			? l10n.t('Shorten Prompt')
			: surplus.tokens === 1
				? l10n.t('Shorten Prompt by 1 Token')
				: l10n.t('Shorten Prompt by {0} Tokens', surplus.tokens),
	'raise-output-limit': () => l10n.t('Raise Limit and Send Again'),
	'lower-thinking': () => l10n.t('Think Less and Send Again'),
	'adjust-safety': () => l10n.t('Read About Safety Settings'),
	'fix-clock': () => l10n.t('Set Clock…'),
	'fix-key-file': () => l10n.t('Replace Key File…'),
	'fix-federation': () => l10n.t('Debug Step by Step'),
	'run-gcloud-login': () => l10n.t('Put gcloud Command into Terminal'),
	'open-proxy-settings': () => l10n.t('Open Proxy Settings'),
	'open-certificate-settings': () => l10n.t('Open Certificate Settings'),
	'check-base-url': () => l10n.t('Check Base URL…'),
	'check-source': () => l10n.t('Check Where It Is Kept…'),
	'check-storage': () => l10n.t('Read About Keyrings'),
	'repair-profiles': () => l10n.t('Repair Profiles'),
	'show-transcript': () => l10n.t('Show Transcript'),
	diagnose: () => l10n.t('Diagnose Profile'),
	'copy-report': () => l10n.t('Copy Report'),
};

/** The label of a remedy's button. */
export const labelOf = (remedy: Remedy): string => labels[remedy.id](remedy);
