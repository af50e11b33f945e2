import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Parts } from '../parts.ts';
import { askChoice, type Choice } from '../quickInput/ask.ts';
import type { Step } from '../quickInput/steps.ts';

export type MethodChoice = {
	readonly icon: string;
	readonly label: string;
	readonly detail: string;
	/** Whoever says so needs it. */
	readonly situation: string;
	/** What it asks is loaded when it is chosen. */
	readonly steps: () => Promise<Step>;
};

/** Asks how Gemini is to be called; who does not know tells where they stand. */
export const askMethod =
	(methods: readonly MethodChoice[]): Step =>
	async () => {
		const which: Choice<() => Promise<Step>> = {
			label: l10n.t('Which One Do I Need?'),
			detail: l10n.t('Says it by where you stand.'),
			iconPath: new vscode.ThemeIcon('question'),
			value: async () => askSituation(methods),
		};
		const asked = await askChoice({
			title: l10n.t('Add Gemini Profile'),
			canGoBack: false,
			prompt: l10n.t('What do you call Gemini with?'),
			choices: [...methods.map(({ icon, label, detail, steps }) => choice(icon, label, { detail }, steps)), which],
		});
		return typeof asked === 'string' ? 'end' : { next: await asked.value() };
	};

const askSituation =
	(methods: readonly MethodChoice[]): Step =>
	async () => {
		const asked = await askChoice({
			title: l10n.t('Which One Do I Need?'),
			canGoBack: true,
			prompt: l10n.t('Which of these is most like you?'),
			choices: methods.map(({ icon, label, situation, steps }) => choice(icon, situation, { detail: label }, steps)),
		});
		return typeof asked === 'string' ? (asked === 'back' ? 'back' : 'end') : { next: await asked.value() };
	};

const choice = (
	icon: string,
	label: string,
	told: { readonly detail: string },
	value: () => Promise<Step>,
): Choice<() => Promise<Step>> => ({ label, ...told, iconPath: new vscode.ThemeIcon(icon), value });

/** Every method, those first that most people have. `key` and `elsewhere`: the questions about a key that is typed, and one that is not. */
export const allMethods = (
	parts: Parts,
	{ key, elsewhere }: Readonly<Record<'key' | 'elsewhere', () => Promise<Step>>>,
): readonly MethodChoice[] => [
	{
		icon: 'key',
		label: l10n.t('API Key'),
		detail: l10n.t('From Google AI Studio. The quickest way to begin.'),
		situation: l10n.t('I want to try Gemini, or build something by myself'),
		steps: key,
	},
	{
		icon: 'references',
		label: l10n.t('API Key Kept Elsewhere'),
		detail: l10n.t(
			'In an environment variable, a .env file, a password manager, Vault or Secret Manager. Stored nowhere here.',
		),
		situation: l10n.t('Our keys are in a password manager, Vault, Secret Manager or the environment'),
		steps: elsewhere,
	},
	{
		icon: 'account',
		label: l10n.t('Google Account'),
		detail: l10n.t('Sign in through your browser, with an OAuth client of your own. Other servers too.'),
		situation: l10n.t('I have roles in a project of Google Cloud, and want to sign in myself'),
		steps: async () => {
			const { signInSteps } = await import('../signIn/signInNew.ts');
			return signInSteps(parts, { canGoBack: true }, {}, () => undefined);
		},
	},
	{
		icon: 'server-environment',
		label: l10n.t('Service Account'),
		detail: l10n.t('A machine’s identity at Google, by a key file. For backends, and projects nobody signs in to.'),
		situation: l10n.t('A program of ours runs with a key file, and I want to try what it may do'),
		steps: async () => {
			const { serviceAccountSteps } = await import('../serviceAccounts/serviceAccountSteps.ts');
			return serviceAccountSteps(parts);
		},
	},
	{
		icon: 'search',
		label: l10n.t('Application Default Credentials'),
		detail: l10n.t(
			'Whatever gcloud, the environment or a machine of Google Cloud provides. Shows what is found where.',
		),
		situation: l10n.t('gcloud is set up on this machine, or it is one of Google Cloud’s'),
		steps: async () => {
			const { adcSteps } = await import('../adc/adcSteps.ts');
			return adcSteps(parts);
		},
	},
	{
		icon: 'cloud',
		label: l10n.t('Workload Identity'),
		detail: l10n.t(
			'A workload of another cloud or identity provider, by a configuration file of gcloud’s. No key at all.',
		),
		situation: l10n.t('It runs at AWS, Azure, GitHub, in Kubernetes or with our own identity provider'),
		steps: async () => {
			const { workloadIdentitySteps } = await import('../federation/workloadIdentitySteps.ts');
			return workloadIdentitySteps(parts);
		},
	},
	{
		icon: 'organization',
		label: l10n.t('Impersonation'),
		detail: l10n.t('A service account without its key, by the token of another profile that may act as it.'),
		situation: l10n.t('I may act as a service account, and want no key of it'),
		steps: async () => {
			const { impersonationSteps } = await import('../impersonation/impersonationSteps.ts');
			return impersonationSteps(parts);
		},
	},
	{
		icon: 'server-process',
		label: l10n.t('Client Credentials'),
		detail: l10n.t('A machine’s own identity, at a gateway in front of Gemini.'),
		situation: l10n.t('We reach Gemini through a gateway of ours, as a machine'),
		steps: async () => {
			const { clientCredentialsSteps } = await import('../signIn/clientCredentialsSteps.ts');
			return clientCredentialsSteps(parts);
		},
	},
	{
		icon: 'watch',
		label: l10n.t('Access Token'),
		detail: l10n.t('A short-lived token you have from elsewhere, such as gcloud.'),
		situation: l10n.t('Somebody gave me a token for an hour'),
		steps: async () => {
			const { accessTokenSteps } = await import('../signIn/accessTokenSteps.ts');
			return accessTokenSteps(parts);
		},
	},
];
