import * as l10n from '@vscode/l10n';
import { isInternal } from '../remedies/googlePages.ts';
import { sentences, type Wording } from './words.ts';

const mayNotExist = (message: string): string | false =>
	/may not exist/i.test(message) &&
	l10n.t('Google says the same where the resource does not exist: look at its name and location too.');

/** Causes that lie in a token, a permission, a project or its surroundings. */
export const access = {
	'token-invalid': (_, { context }) => ({
		title: l10n.t('Access token not valid'),
		sentence: context?.hasTokenExpired
			? l10n.t('The access token has expired. A new one is needed.')
			: l10n.t('The access token is malformed, expired or revoked.'),
	}),
	'scope-insufficient': (_, { context }) => ({
		title: l10n.t('Too few scopes granted'),
		sentence: sentences(
			l10n.t('The token is valid but was granted too few scopes for this call.'),
			context?.credential === 'api-key' &&
				l10n.t('Only an API key should have been sent: something on the way added a token of its own.'),
		),
	}),
	'permission-denied': ({ permission, resource, message }) => ({
		title: l10n.t('Permission denied'),
		sentence: sentences(
			permission === ''
				? l10n.t('Google knows this credential, but it may not do this here.')
				: resource === ''
					? l10n.t('Google knows this credential, but it lacks the permission {0}.', permission)
					: l10n.t('Google knows this credential, but it lacks the permission {0} on {1}.', permission, resource),
			mayNotExist(message),
		),
	}),
	'impersonation-denied': ({ permission, message }) => ({
		title: l10n.t('Impersonation denied'),
		sentence: sentences(
			l10n.t('This identity may not create tokens for that service account.'),
			l10n.t(
				'It needs the role Service Account Token Creator on the account ({0}).',
				permission || 'iam.serviceAccounts.getAccessToken',
			),
			mayNotExist(message),
		),
	}),
	'quota-project-denied': ({ project }) => ({
		title: l10n.t('Quota project denied'),
		sentence: project
			? l10n.t(
					'This identity may not bill the quota project {0}. It needs the role Service Usage Consumer there, or another quota project.',
					project,
				)
			: l10n.t('This identity may not bill the quota project of this call.'),
	}),
	'api-disabled': ({ project, service }) => ({
		title: l10n.t('API not enabled'),
		sentence: isInternal(service)
			? l10n.t(
					'The address leads to a test service inside Google that nobody outside can enable. Look at the base URL.',
				)
			: project
				? l10n.t(
						'The API is not enabled in project {0}, which this credential belongs to. Enable it, then wait a few minutes.',
						project,
					)
				: l10n.t('The API is not enabled in the project of this credential. Enable it, then wait a few minutes.'),
	}),
	'project-invalid': ({ project }) => ({
		title: l10n.t('Project not valid'),
		sentence: project
			? l10n.t(
					'The project {0} does not exist, was deleted, or cannot be used. Look at its spelling: the id counts, not the name.',
					project,
				)
			: l10n.t('The project does not exist, was deleted, or cannot be used.'),
	}),
	'project-blocked': () => ({
		title: l10n.t('Project blocked by Google'),
		sentence: l10n.t(
			'Google suspended the project of this credential or denied it access. Only Google’s support can undo that.',
		),
	}),
	'billing-required': ({ project }) => ({
		title: l10n.t('Billing required'),
		sentence: project
			? l10n.t('Billing is off for project {0}, or its billing account is closed.', project)
			: l10n.t('Billing is off for this project, or its billing account is closed.'),
	}),
	'credits-depleted': () => ({
		title: l10n.t('Prepaid credits used up'),
		sentence: l10n.t('The project has no prepaid credits left, so every key of its billing account stops working.'),
	}),
	'organization-policy': () => ({
		title: l10n.t('Refused by an organization policy'),
		sentence: l10n.t(
			'A policy of the organization, such as VPC Service Controls, refused the call. Its administrator can say which.',
		),
	}),
	'location-unsupported': ({ message }) => ({
		title: l10n.t('Not available from this location'),
		sentence: /billing/i.test(message)
			? l10n.t(
					'The Gemini API is not offered for free from this country or region. Linking a billing account to the project helps; another key does not.',
				)
			: l10n.t(
					'The API or the model is not offered from this country or region. A billing account on the project may help; another key does not.',
				),
	}),
} satisfies Record<string, Wording>;
