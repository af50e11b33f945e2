import * as l10n from '@vscode/l10n';
import { sentences, type Wording } from './words.ts';

/** Causes that lie in an API key, or in how credentials were sent. */
export const keys = {
	'api-key-invalid': () => ({
		title: l10n.t('API key not valid'),
		sentence: l10n.t(
			'Google does not know this key. It may be mistyped, cut short, deleted, or of the older kind (AIza…) that Google is phasing out.',
		),
	}),
	'api-key-expired': () => ({
		title: l10n.t('API key expired'),
		sentence: l10n.t('This key was valid and has expired. Create a new key and put it into the profile.'),
	}),
	'api-key-leaked': () => ({
		title: l10n.t('API key reported as leaked'),
		sentence: l10n.t('This key was found in public, so Google blocked it. Create a new key; this one stays blocked.'),
	}),
	'api-key-service-blocked': () => ({
		title: l10n.t('API key restricted to other APIs'),
		sentence: l10n.t('The key’s API restrictions leave out this API. Add it to the restrictions, or use another key.'),
	}),
	'api-key-referrer-blocked': () => ({
		title: l10n.t('API key restricted to websites'),
		sentence: l10n.t('The key only works from certain web pages. An editor sends no referrer, so use another key.'),
	}),
	'api-key-ip-blocked': () => ({
		title: l10n.t('API key restricted to other addresses'),
		sentence: l10n.t('The key only works from certain IP addresses, and this machine’s is not one of them.'),
	}),
	'api-key-app-blocked': () => ({
		title: l10n.t('API key restricted to a mobile app'),
		sentence: l10n.t('The key only works inside an Android or iOS app. Use another key here.'),
	}),
	'api-key-not-accepted': ({ message }, { host }) => ({
		title: l10n.t('API key not accepted here'),
		sentence: sentences(
			/^aiplatform\.|-aiplatform\./.test(host ?? '')
				? l10n.t('Vertex AI takes API keys in express mode and keys bound to a service account, and no others.')
				: l10n.t('This endpoint takes no API key, or no key of this kind.'),
			!/not supported/i.test(message) &&
				l10n.t(
					'Either the key is of the older kind (AIza…) that Google refuses by now, or a key was sent where an access token belongs.',
				),
		),
	}),
	'credentials-missing': () => ({
		title: l10n.t('No credential arrived'),
		sentence: l10n.t('The call reached Google without any credential. A proxy may have removed the header.'),
	}),
	'credentials-conflict': () => ({
		title: l10n.t('More than one credential arrived'),
		sentence: l10n.t('Google takes exactly one credential per call and received several.'),
	}),
} satisfies Record<string, Wording>;
