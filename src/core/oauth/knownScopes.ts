import * as l10n from '@vscode/l10n';
import { scopePrefix } from './scopes.ts';

/** A scope that Gemini's callers may want, with what it is for. */
export type KnownScope = {
	readonly scope: string;
	readonly label: string;
	readonly explanation: string;
	readonly isUsual: boolean;
};

/** Scopes of Google's that matter here (https://ai.google.dev/gemini-api/docs/oauth, https://developers.google.com/identity/protocols/oauth2/scopes). */
export const knownScopes = (): readonly KnownScope[] => [
	{
		scope: `${scopePrefix}cloud-platform`,
		label: 'cloud-platform',
		explanation: l10n.t('Gemini and Vertex AI, and everything else this account may do in Google Cloud.'),
		isUsual: true,
	},
	{
		scope: `${scopePrefix}generative-language.retriever`,
		label: 'generative-language.retriever',
		explanation: l10n.t('The Gemini Developer API; Google’s own quickstart asks for it beside cloud-platform.'),
		isUsual: true,
	},
	{
		scope: `${scopePrefix}generative-language.tuning`,
		label: 'generative-language.tuning',
		explanation: l10n.t('Tuned models of the Gemini Developer API.'),
		isUsual: false,
	},
	{
		scope: `${scopePrefix}cloud-platform.read-only`,
		label: 'cloud-platform.read-only',
		explanation: l10n.t('Reads in Google Cloud and changes nothing. Not enough to generate.'),
		isUsual: false,
	},
	{
		scope: 'openid',
		label: 'openid',
		explanation: l10n.t('Tells which account signed in.'),
		isUsual: true,
	},
	{
		scope: `${scopePrefix}userinfo.email`,
		label: 'userinfo.email',
		explanation: l10n.t('Tells the account’s mail address, by which Latchkey names it.'),
		isUsual: true,
	},
];
