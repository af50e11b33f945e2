import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { together } from '../../core/disposable.ts';
import { commands } from '../../core/ids.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { resolutionInWords } from '../../core/profiles/resolutionWords.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { type ProfileRow, profileRow } from './profileRow.ts';
import { sayFailure } from './sayFailure.ts';
import { useProfile } from './useProfile.ts';

type AddRow = vscode.QuickPickItem & { readonly profile?: undefined };
type RowButton = vscode.QuickInputButton & { readonly command: string };

/** Used last before the present one: it is proposed, so that switching back and forth takes two keys. */
let previousId: string | undefined;

/** Lets a person choose the profile that requests use; with none to choose from, leads to adding one. */
export async function switchProfile(parts: Parts): Promise<void> {
	const { store, active, clock } = parts;
	const [profiles, resolution] = await Promise.all([store.list(), active.resolve()]);
	if (profiles.kind !== 'answered' || resolution.kind !== 'answered') {
		sayFailure(profiles.kind === 'failed' ? profiles.failure : undefined);
		return;
	}
	if (profiles.value.length === 0) {
		await vscode.commands.executeCommand(commands.addProfile);
		return;
	}
	const activeId = resolution.value.profile?.id;
	const buttons = rowButtons();
	const rows = profiles.value.map((profile) => ({
		...profileRow(profile, clock.now(), profile.id === activeId),
		buttons,
	}));
	const others = rows.filter(({ profile }) => profile.id !== activeId);
	const before = others.find(({ profile }) => profile.id === previousId);
	const chosen = await show(rows, before ?? others[0] ?? rows[0], {
		prompt: resolutionInWords(resolution.value),
	});
	if (chosen === 'add') {
		await vscode.commands.executeCommand(commands.addProfile);
	} else if (chosen && 'command' in chosen) {
		await vscode.commands.executeCommand(chosen.command, chosen.profile);
	} else if (chosen) {
		previousId = activeId === chosen.profile.id ? previousId : activeId;
		await useProfile(parts, chosen.profile);
	}
}

const rowButtons = (): readonly RowButton[] => [
	{ iconPath: new vscode.ThemeIcon('pin'), tooltip: l10n.t('Use by Default'), command: commands.useProfileByDefault },
	{ iconPath: new vscode.ThemeIcon('refresh'), tooltip: l10n.t('Check Now'), command: commands.checkProfile },
	{ iconPath: new vscode.ThemeIcon('edit'), tooltip: l10n.t('Edit…'), command: commands.editProfile },
];

type Chosen = 'add' | { readonly profile: Profile } | { readonly profile: Profile; readonly command: string };

function show(
	rows: readonly ProfileRow[],
	first: ProfileRow | undefined,
	{ prompt }: { readonly prompt: string },
): Promise<Chosen | undefined> {
	const add: AddRow = { label: l10n.t('Add Gemini Profile'), iconPath: new vscode.ThemeIcon('add'), alwaysShow: true };
	const pick = vscode.window.createQuickPick<ProfileRow | AddRow>();
	pick.title = l10n.t('Switch Profile');
	pick.placeholder = l10n.t('Which profile should requests use?');
	pick.prompt = plainText(prompt);
	pick.matchOnDescription = true;
	pick.items = [...rows, add];
	pick.activeItems = first ? [first] : [];
	return new Promise((resolve) => {
		const end = (chosen: Chosen | undefined) => {
			listening.dispose();
			pick.dispose();
			resolve(chosen);
		};
		const listening = together([
			pick.onDidHide(() => end(undefined)),
			pick.onDidTriggerItemButton(({ item, button }) => {
				if (item.profile) {
					end({ profile: item.profile, command: (button as RowButton).command });
				}
			}),
			pick.onDidAccept(() => {
				const [item] = pick.selectedItems;
				end(item?.profile ? { profile: item.profile } : item && 'add');
			}),
		]);
		pick.show();
	});
}
