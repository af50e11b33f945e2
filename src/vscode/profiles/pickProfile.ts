import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../core/ids.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { askChoice } from '../quickInput/ask.ts';
import { profileRow } from './profileRow.ts';
import { sayFailure } from './sayFailure.ts';

// Functions, because translations are there only once the extension has been activated.
const questions: Readonly<Record<string, () => string>> = {
	[commands.checkProfile]: () => l10n.t('Check which profile?'),
	[commands.cloneProfile]: () => l10n.t('Clone which profile?'),
	[commands.deleteProfile]: () => l10n.t('Delete which profile?'),
	[commands.diagnoseProfile]: () => l10n.t('Diagnose which profile?'),
	[commands.editProfile]: () => l10n.t('Edit which profile?'),
	[commands.protectProfile]: () => l10n.t('Protect which profile?'),
	[commands.renameProfile]: () => l10n.t('Rename which profile?'),
	[commands.replaceKey]: () => l10n.t('Replace the key of which profile?'),
	[commands.setProfileColor]: () => l10n.t('Color which profile?'),
	[commands.unprotectProfile]: () => l10n.t('Stop protecting which profile?'),
	[commands.signOut]: () => l10n.t('Sign out of which profile?'),
	[commands.useProfile]: () => l10n.t('Use which profile in this window?'),
	[commands.useProfileByDefault]: () => l10n.t('Use which profile by default?'),
};

/**
 * The profile that a command is to work on, as it is now: the one a menu hands over, else the one the person picks.
 * Undefined where they leave, or where it is gone, which this says.
 */
export async function profileFor(parts: Parts, given: unknown, command: string): Promise<Profile | undefined> {
	const id = (given as { readonly id?: unknown } | undefined)?.id;
	if (typeof id !== 'string') {
		return pick(parts, questions[command]?.() ?? l10n.t('Which profile?'), filters[command]);
	}
	const found = await parts.store.find(id);
	if (found.kind !== 'answered' || !found.value) {
		sayFailure(found.kind === 'failed' ? found.failure : { cause: 'profile-gone' });
		return undefined;
	}
	// A row that is drawn anew in this moment may still offer what is not for it any more.
	if (filters[command]?.(found.value) === false) {
		void vscode.window.showInformationMessage(l10n.t('This cannot be done with “{0}”.', plainText(found.value.name)));
		return undefined;
	}
	return found.value;
}

/** Those that a command can do something about. */
const filters: Readonly<Record<string, (profile: Profile) => boolean>> = {
	[commands.protectProfile]: ({ isProtected }) => isProtected !== true,
	[commands.replaceKey]: ({ method }) => method === 'api-key',
	[commands.signOut]: (profile) => profile.method === 'oauth-user' && profile.signIn !== undefined,
	[commands.unprotectProfile]: ({ isProtected }) => isProtected === true,
};

async function pick(
	{ store, active, clock }: Parts,
	question: string,
	fits: (profile: Profile) => boolean = () => true,
): Promise<Profile | undefined> {
	const [profiles, resolution] = await Promise.all([store.list(), active.resolve()]);
	if (profiles.kind !== 'answered') {
		sayFailure(profiles.kind === 'failed' ? profiles.failure : undefined);
		return undefined;
	}
	const activeId = resolution.kind === 'answered' ? resolution.value.profile?.id : undefined;
	const rows = profiles.value
		.filter(fits)
		.map((profile) => ({ ...profileRow(profile, clock.now(), profile.id === activeId), value: profile }));
	if (rows.length === 0) {
		void vscode.window.showInformationMessage(l10n.t('There is no profile for that.'));
		return undefined;
	}
	const asked = await askChoice({
		title: question,
		canGoBack: false,
		choices: rows,
		active: rows.find(({ value }) => value.id === activeId),
	});
	return typeof asked === 'string' ? undefined : asked.value;
}
