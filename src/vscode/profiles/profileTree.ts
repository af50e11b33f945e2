import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { together } from '../../core/disposable.ts';
import { commands, treeItems, views } from '../../core/ids.ts';
import type { Disposable } from '../../core/ports.ts';
import type { ActiveProfile } from '../../core/profiles/activeProfile.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { ProfileStore } from '../../core/profiles/profileStore.ts';
import { lookOf } from './stateWords.ts';

/** The sidebar's list of profiles. */
export class ProfileTree implements vscode.TreeDataProvider<Profile>, vscode.Disposable {
	readonly #store: ProfileStore;
	readonly #active: ActiveProfile;
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #parts: Disposable;
	readonly #view: vscode.TreeView<Profile>;
	#activeId: string | undefined;

	readonly onDidChangeTreeData = this.#changed.event;

	constructor(store: ProfileStore, active: ActiveProfile) {
		this.#store = store;
		this.#active = active;
		this.#view = vscode.window.createTreeView(views.profiles, { treeDataProvider: this });
		this.#parts = together([this.#changed, this.#view, active.onDidChange(() => this.#changed.fire())]);
	}

	async getChildren(): Promise<Profile[]> {
		const [profiles, active] = await Promise.all([this.#store.list(), this.#active.resolve()]);
		this.#activeId = active.kind === 'answered' ? active.value?.id : undefined;
		// Without this word an unreadable index would look like an empty one, and invite to start over.
		this.#view.message =
			profiles.kind === 'failed'
				? l10n.t('The profiles could not be read ({0}). Nothing was changed.', profiles.failure.evidence ?? '')
				: '';
		return profiles.kind === 'answered' ? [...profiles.value] : [];
	}

	getTreeItem(profile: Profile): vscode.TreeItem {
		const look = lookOf(profile);
		const facts = [l10n.t('API key'), look.words(), ...(profile.id === this.#activeId ? [l10n.t('active')] : [])];
		const item = new vscode.TreeItem(profile.name);
		item.id = profile.id;
		item.description = facts.join(' · ');
		item.tooltip = [profile.name, ...facts].join('\n');
		item.contextValue = treeItems.profile;
		item.command = { command: commands.useProfile, title: l10n.t('Use This Profile'), arguments: [profile] };
		item.iconPath = new vscode.ThemeIcon(look.icon, look.color ? new vscode.ThemeColor(look.color) : undefined);
		item.accessibilityInformation = { label: [profile.name, ...facts].join(', ') };
		return item;
	}

	dispose(): void {
		this.#parts.dispose();
	}
}
