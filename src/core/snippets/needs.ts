import * as l10n from '@vscode/l10n';
import type { Profile } from '../profiles/profile.ts';
import type { DefaultCredentials, StandIn } from './standIn.ts';

/** What a person does before a snippet runs, as sentences: install what it takes, then put the credential where it is looked for. */
export const needsOf = (
	profile: Profile | undefined,
	signIn: StandIn | DefaultCredentials,
	...before: readonly string[]
): readonly string[] => [
	...before,
	...(signIn.kind === 'adc'
		? defaultCredentials(profile)
		: signIn.kind === 'key'
			? [l10n.t('Set {0} to the API key.', signIn.variable)]
			: [l10n.t('Set {0} to an access token.', signIn.variable), ...tokenFrom(profile)]),
];

/** One line of a shell that installs something. */
export const install = (command: string): string => l10n.t('Install what it takes: {0}', command);

const defaultCredentials = (profile: Profile | undefined): readonly string[] => [
	profile?.method === 'service-account'
		? keyFile()
		: l10n.t('Sign in once for Google’s libraries: {0}', 'gcloud auth application-default login'),
];

const keyFile = (): string => l10n.t('Set {0} to the path of the key file.', 'GOOGLE_APPLICATION_CREDENTIALS');

/** Where a token comes from, by what the profile is. */
function tokenFrom(profile: Profile | undefined): readonly string[] {
	const ofDefaults = () => l10n.t('This prints one: {0}', 'gcloud auth application-default print-access-token');
	switch (profile?.method) {
		case 'adc':
		case 'oauth-user':
			return [ofDefaults()];
		case 'service-account':
			return profile.subject
				? [l10n.t('It is a token of {0} that acts for {1}.', profile.email, profile.subject)]
				: [keyFile(), ofDefaults()];
		case 'workload-identity':
			return [
				l10n.t('Set {0} to the path of the configuration of the workload identity.', 'GOOGLE_APPLICATION_CREDENTIALS'),
				ofDefaults(),
			];
		case 'impersonation':
			return [
				l10n.t(
					'This prints one: {0}',
					`gcloud auth print-access-token --impersonate-service-account=${[...profile.delegates, profile.email].join(',')}`,
				),
			];
		case 'oauth-client-credentials':
			return [
				l10n.t(
					'{0} gives one to the client {1}, for the grant type client_credentials.',
					profile.server.token_endpoint,
					profile.clientId,
				),
			];
		default:
			return [];
	}
}
