import * as l10n from '@vscode/l10n';
import type { Profile } from '../../core/profiles/profile.ts';
import { resolutionInWords } from '../../core/profiles/resolutionWords.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { askChoice } from '../quickInput/ask.ts';
import { sayFailure } from './sayFailure.ts';

/**
 * Makes a profile the one that requests use in this window. Where a setting names another one, which would win, the
 * person decides what becomes of the setting.
 */
export async function useProfile({ active }: Parts, profile: Profile): Promise<void> {
	const now = await active.resolve();
	if (now.kind !== 'answered') {
		sayFailure(now.kind === 'failed' ? now.failure : undefined);
		return;
	}
	switch (now.value.by) {
		case 'nothing':
			sayIfFailed(await active.useByDefault(profile));
			return;
		case 'window':
		case 'default':
			// Whoever chooses the default in place of a deleted profile has chosen for this window.
			if (now.value.profile?.id !== profile.id || 'isChosenGone' in now.value) {
				await active.useInWindow(profile);
			}
			return;
		default:
			await decideOnSetting(active, profile);
	}
}

/** Makes a profile the one that every window uses which has no choice of its own, and this window too. */
export async function useProfileByDefault({ active }: Parts, profile: Profile): Promise<void> {
	const outcome = await active.useByDefault(profile);
	if (outcome.kind === 'answered') {
		await decideOnSetting(active, profile);
	} else {
		sayIfFailed(outcome);
	}
}

/** Asks for as long as a setting leads to another profile: below the one that was removed there may be a second. */
async function decideOnSetting(active: Parts['active'], profile: Profile): Promise<void> {
	for (;;) {
		const now = await active.resolve();
		if (now.kind !== 'answered') {
			sayIfFailed(now);
			return;
		}
		if (now.value.profile?.id === profile.id || !(await changeSetting(active, profile, resolutionInWords(now.value)))) {
			return;
		}
	}
}

/** Has the person decide about the setting that wins; answers whether it was changed. */
async function changeSetting(active: Parts['active'], profile: Profile, reason: string): Promise<boolean> {
	const asked = await askChoice({
		title: l10n.t('Use “{0}”', profile.name),
		canGoBack: false,
		prompt: l10n.t('{0} That wins over a choice for this window.', plainText(reason)),
		choices: [
			{ label: l10n.t('Name “{0}” in the Setting Instead', profile.name), value: 'name' },
			{ label: l10n.t('Remove the Setting and Use “{0}” in This Window', profile.name), value: 'remove' },
		],
	});
	if (typeof asked === 'string') {
		return false;
	}
	try {
		await (asked.value === 'name' ? active.nameInSetting(profile) : active.useInsteadOfSetting(profile));
		return true;
	} catch (error) {
		// VS Code cannot write a settings file that is broken or read-only; it says so itself, in the error.
		sayFailure({
			cause: 'storage-failed',
			evidence: `setting latchkey.profile: ${error instanceof Error ? error.name : ''}`,
		});
		return false;
	}
}

const sayIfFailed = (outcome: { readonly kind: string } & Parameters<typeof failureOf>[0]): void =>
	sayFailure(failureOf(outcome));
const failureOf = (outcome: { readonly kind: string; readonly failure?: Parameters<typeof sayFailure>[0] }) =>
	outcome.failure;
