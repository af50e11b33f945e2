import * as l10n from '@vscode/l10n';
import { isGoogle } from '../oauth/isGoogle.ts';
import type { Profile } from './profile.ts';

/** What kind of credential a profile is, in a word or two. */
export function methodInWords(profile: Profile): string {
	switch (profile.method) {
		case 'api-key':
			return l10n.t('API key');
		case 'oauth-user':
			return isGoogle(profile.server) ? l10n.t('Google sign-in') : l10n.t('OAuth sign-in');
		case 'oauth-client-credentials':
			return l10n.t('Client credentials');
		case 'service-account':
			return l10n.t('Service account');
		case 'adc':
			return l10n.t('Default credentials');
		case 'workload-identity':
			return l10n.t('Workload identity');
		case 'impersonation':
			return l10n.t('Impersonation');
		case 'access-token':
			return l10n.t('Access token');
	}
}
