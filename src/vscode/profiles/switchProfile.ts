import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../core/ids.ts';
import type { AuditTrail } from '../../core/ports.ts';
import type { ActiveProfile } from '../../core/profiles/activeProfile.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { ProfileStore } from '../../core/profiles/profileStore.ts';
import { plainText } from '../plainText.ts';
import { lookOf } from './stateWords.ts';

export type SwitchProfileParts = {
	readonly store: ProfileStore;
	readonly active: ActiveProfile;
	readonly audit: AuditTrail;
};

type Row = vscode.QuickPickItem & { readonly profile?: Profile };

/** Makes a profile the one that requests use. */
export async function useProfile({ active, audit }: SwitchProfileParts, profile: Profile): Promise<void> {
	await active.use(profile);
	audit.record({ type: 'profile-switched', profileId: profile.id, profileName: profile.name });
}

/** Lets a person choose the profile that requests use; with none to choose from, leads to adding one. */
export async function switchProfile(parts: SwitchProfileParts): Promise<void> {
	const [profiles, active] = await Promise.all([parts.store.list(), parts.active.resolve()]);
	const activeId = active.kind === 'answered' ? active.value?.id : undefined;
	const rows: Row[] = (profiles.kind === 'answered' ? profiles.value : []).map((profile) => {
		const { words, icon, color } = lookOf(profile);
		return {
			label: plainText(profile.name),
			description: [words(), ...(profile.id === activeId ? [l10n.t('active')] : [])].join(' · '),
			iconPath: new vscode.ThemeIcon(icon, color ? new vscode.ThemeColor(color) : undefined),
			profile,
		};
	});
	if (rows.length === 0) {
		await vscode.commands.executeCommand(commands.addProfile);
		return;
	}
	const add: Row = { label: l10n.t('Add Gemini Profile'), iconPath: new vscode.ThemeIcon('add'), alwaysShow: true };
	const chosen = await vscode.window.showQuickPick([...rows, add], {
		title: l10n.t('Switch Profile'),
		placeHolder: l10n.t('Which profile should requests use?'),
	});
	if (chosen === add) {
		await vscode.commands.executeCommand(commands.addProfile);
	} else if (chosen?.profile) {
		await useProfile(parts, chosen.profile);
	}
}
