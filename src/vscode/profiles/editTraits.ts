import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isProjectId } from '../../core/oauth/clientFile.ts';
import { partsOfSecret } from '../../core/oauth/oauthSecret.ts';
import { orAborted } from '../../core/orAborted.ts';
import { dayInWords, endOfDay } from '../../core/profiles/ago.ts';
import { refusalOfName } from '../../core/profiles/names.ts';
import { type Profile, type ProfileColor, profileColors } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { type Asked, askChoice, askText, type Choice } from '../quickInput/ask.ts';
import { failureInWords, sayFailure } from './sayFailure.ts';

/** Lets a person give the profile another name. */
export async function renameProfile({ store }: Parts, profile: Profile, canGoBack = false): Promise<Asked<unknown>> {
	const profiles = await store.list();
	const others = (profiles.kind === 'answered' ? profiles.value : []).filter(({ id }) => id !== profile.id);
	return askText({
		title: l10n.t('Rename “{0}”', profile.name),
		canGoBack,
		prompt: l10n.t('A folder that names this profile in its settings goes on naming the old name.'),
		value: profile.name,
		password: false,
		accept: async (text, signal) => {
			const name = text.trim();
			const evident = refusalOfName(name, others, []);
			if (evident || name === profile.name) {
				return evident;
			}
			// Only now, since a keyring may ask for its password before it gives the key.
			const secret = await orAborted(store.secretOf(profile), signal);
			if (secret === 'aborted') {
				return undefined;
			}
			const refusal = refusalOfName(name, others, secret.kind === 'answered' ? partsOfSecret(secret.value) : []);
			if (refusal) {
				return refusal;
			}
			const outcome = await store.edit(profile.id, { name });
			return outcome.kind === 'failed' ? failureInWords(outcome.failure) : undefined;
		},
	});
}

/** Lets a person give the profile a color, or take it away. */
export async function setProfileColor({ store }: Parts, profile: Profile, canGoBack = false): Promise<Asked<unknown>> {
	const none: Choice<ProfileColor | undefined> = {
		label: l10n.t('No color'),
		iconPath: new vscode.ThemeIcon('circle-large-outline'),
		value: undefined,
	};
	const choices: readonly Choice<ProfileColor | undefined>[] = [
		none,
		...profileColors.map((color) => ({
			label: colorInWords(color),
			iconPath: new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor(`charts.${color}`)),
			value: color,
		})),
	];
	const asked = await askChoice({
		title: l10n.t('Color of “{0}”', profile.name),
		canGoBack,
		prompt: l10n.t('Shown in the side bar, the status bar and the request panel.'),
		choices,
		active: choices.find(({ value }) => value === profile.color),
	});
	if (typeof asked !== 'string') {
		await edit({ store }, profile, { color: asked.value });
	}
	return asked;
}

/** Has Latchkey ask before anything is sent with the profile. */
export const protectProfile = (parts: Parts, profile: Profile): Promise<void> => setProtection(parts, profile, true);

export const unprotectProfile = (parts: Parts, profile: Profile): Promise<void> =>
	setProtection(parts, profile, undefined);

async function setProtection(
	{ store, confirmation }: Parts,
	profile: Profile,
	isProtected: true | undefined,
): Promise<void> {
	(await confirmation()).forget(profile);
	await edit({ store }, profile, { isProtected });
}

/** Lets a person note when the credential ends: Google does not tell it for API keys. */
export function setExpiry({ store }: Parts, profile: Profile): Promise<Asked<unknown>> {
	return askText({
		title: l10n.t('Last Day of “{0}”', profile.name),
		canGoBack: true,
		prompt: l10n.t('Google does not say when an API key ends. Note a day, such as 2027-01-31; empty takes it away.'),
		placeholder: '2027-01-31',
		value: profile.expiresAt === undefined ? '' : dayInWords(profile.expiresAt),
		password: false,
		accept: async (text) => {
			const expiresAt = endOfDay(text);
			if (text.trim() !== '' && expiresAt === undefined) {
				return l10n.t('Type a day as year-month-day, such as 2027-01-31.');
			}
			const outcome = await store.edit(profile.id, { expiresAt });
			return outcome.kind === 'failed' ? failureInWords(outcome.failure) : undefined;
		},
	});
}

/** Lets a person say whose quota is used: sign-ins with a client of another project often need it said. */
export function setQuotaProject({ store }: Parts, profile: Profile, canGoBack = false): Promise<Asked<unknown>> {
	return askText({
		title: l10n.t('Quota Project of “{0}”', profile.name),
		canGoBack,
		prompt: l10n.t(
			'Id or number of the project whose quota is used. It is sent with each request; empty leaves it to Google.',
		),
		placeholder: 'my-project-1234',
		value: profile.quotaProject ?? '',
		password: false,
		accept: async (text) => {
			const quotaProject = text.trim();
			if (quotaProject !== '' && !isProjectId(quotaProject)) {
				return l10n.t('A project id has small letters, digits and hyphens; a number has digits alone.');
			}
			const outcome = await store.edit(profile.id, { quotaProject: quotaProject || undefined });
			return outcome.kind === 'failed' ? failureInWords(outcome.failure) : undefined;
		},
	});
}

/** Leaves it to Google again whose quota is used. */
export async function clearQuotaProject(parts: Parts, profile: Profile): Promise<void> {
	await edit(parts, profile, { quotaProject: undefined });
	vscode.window.setStatusBarMessage(l10n.t('{0}: no quota project is sent any more.', plainText(profile.name)), 5000);
}

/** Lets a person say where Gemini is asked instead of at Google's own host. The credential is sent there and nowhere else. */
export function setBaseUrl({ store }: Parts, profile: Profile, canGoBack = false): Promise<Asked<unknown>> {
	return askText({
		title: l10n.t('Base URL of “{0}”', profile.name),
		canGoBack,
		prompt: l10n.t(
			'Base URL of the gateway in front of Gemini, without /v1beta. The credential is sent there and nowhere else.',
		),
		placeholder: 'https://gateway.example.com/gemini',
		value: profile.baseUrl ?? '',
		password: false,
		accept: async (text) => {
			const { refusalOfAddress } = await import('../signIn/serverSteps.ts');
			const refusal = refusalOfAddress(text);
			if (refusal) {
				return refusal;
			}
			const outcome = await store.edit(profile.id, { baseUrl: text.trim().replace(/\/+$/, '') });
			return outcome.kind === 'failed' ? failureInWords(outcome.failure) : undefined;
		},
	});
}

async function edit(
	{ store }: Pick<Parts, 'store'>,
	profile: Profile,
	traits: Parameters<Parts['store']['edit']>[1],
): Promise<void> {
	const outcome = await store.edit(profile.id, traits);
	sayFailure(outcome.kind === 'failed' ? outcome.failure : undefined, profile);
}

/** The name of a color, as it stands in a list. */
export function colorInWords(color: ProfileColor): string {
	const words: Readonly<Record<ProfileColor, string>> = {
		red: l10n.t('Red'),
		orange: l10n.t('Orange'),
		yellow: l10n.t('Yellow'),
		green: l10n.t('Green'),
		blue: l10n.t('Blue'),
		purple: l10n.t('Purple'),
	};
	return words[color];
}
