import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { dayInWords } from '../../core/profiles/ago.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { askChoice, type Choice } from '../quickInput/ask.ts';
import { cloneProfile } from './cloneProfile.ts';
import { deleteProfile } from './deleteProfile.ts';
import {
	colorInWords,
	protectProfile,
	renameProfile,
	setExpiry,
	setProfileColor,
	unprotectProfile,
} from './editTraits.ts';
import { replaceKey } from './replaceKey.ts';

/** `back` returns to the list of what can be edited. */
type Edit = (parts: Parts, profile: Profile) => Promise<unknown>;

/** Lists everything that can be changed about a profile, and comes back to the list until the person leaves it. */
export async function editProfile(parts: Parts, { id }: Profile): Promise<void> {
	for (;;) {
		const now = await parts.store.find(id);
		if (now.kind !== 'answered' || !now.value) {
			return;
		}
		const asked = await askChoice({
			title: l10n.t('Edit “{0}”', now.value.name),
			canGoBack: false,
			choices: choicesFor(now.value),
		});
		if (typeof asked === 'string') {
			return;
		}
		const done = await asked.value(parts, now.value);
		if (done === 'left') {
			return;
		}
	}
}

function choicesFor(profile: Profile): readonly Choice<Edit>[] {
	const { name, color, isProtected, expiresAt } = profile;
	const choice = (icon: string, label: string, description: string, value: Edit): Choice<Edit> => ({
		label,
		description,
		iconPath: new vscode.ThemeIcon(icon),
		value,
	});
	const colored = color ? colorInWords(color) : l10n.t('none');
	const noted = expiresAt === undefined ? l10n.t('not noted') : dayInWords(expiresAt);
	return [
		choice('edit', l10n.t('Name'), name, (parts, now) => renameProfile(parts, now, true)),
		choice('key', l10n.t('Key'), l10n.t('replace it by another'), (parts, now) => replaceKey(parts, now, true)),
		choice('symbol-color', l10n.t('Color'), colored, (parts, now) => setProfileColor(parts, now, true)),
		isProtected
			? choice('unlock', l10n.t('Stop Protecting'), l10n.t('send without asking'), unprotectProfile)
			: choice('lock', l10n.t('Protect'), l10n.t('ask before anything is sent'), protectProfile),
		choice('watch', l10n.t('Last Day'), noted, setExpiry),
		choice('copy', l10n.t('Clone'), l10n.t('a second profile with the same key'), cloneProfile),
		choice('trash', l10n.t('Delete'), l10n.t('can be undone until this window closes'), deleteProfile),
	];
}
