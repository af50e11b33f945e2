import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Profile } from '../../core/profiles/profile.ts';
import { lookOf, stateOf } from '../../core/profiles/profileState.ts';
import { plainText } from '../plainText.ts';

/** A profile as it stands in a list: its state as the icon's form, its own color or the state's as the icon's color. */
export type ProfileLook = { readonly words: readonly string[]; readonly iconPath: vscode.ThemeIcon };

export function profileLook(profile: Profile, now: number, isActive: boolean): ProfileLook {
	const { words, icon, color } = lookOf(stateOf(profile, now));
	const theme = profile.color ? `charts.${profile.color}` : color;
	return {
		words: [words, ...(isActive ? [l10n.t('active')] : []), ...(profile.isProtected ? [l10n.t('protected')] : [])],
		iconPath: new vscode.ThemeIcon(icon, theme ? new vscode.ThemeColor(theme) : undefined),
	};
}

export type ProfileRow = vscode.QuickPickItem & { readonly profile: Profile };

/** A profile as a row of a quick pick. */
export function profileRow(profile: Profile, now: number, isActive: boolean): ProfileRow {
	const { words, iconPath } = profileLook(profile, now, isActive);
	return { label: plainText(profile.name), description: words.join(' · '), iconPath, profile };
}
