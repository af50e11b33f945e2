import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { together } from '../../core/disposable.ts';
import type { Failure } from '../../core/errors/failure.ts';
import { commands, treeItem, views } from '../../core/ids.ts';
import type { Clock, Disposable } from '../../core/ports.ts';
import type { ActiveProfile } from '../../core/profiles/activeProfile.ts';
import { indexFaultOf } from '../../core/profiles/indexFault.ts';
import { methodInWords } from '../../core/profiles/methodWords.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Fact } from '../../core/profiles/profileFacts.ts';
import { stateOf } from '../../core/profiles/profileState.ts';
import type { ProfileStore } from '../../core/profiles/profileStore.ts';
import type { Parts } from '../parts.ts';
import { factInWords } from './factInWords.ts';
import { profileLook } from './profileRow.ts';
import { tellDamaged } from './tellDamaged.ts';

type TreeParts = {
	readonly store: ProfileStore;
	readonly active: ActiveProfile;
	readonly clock: Clock;
	readonly usage: Parts['usage'];
	/** Files that were dropped on the list. */
	readonly takeDropped: (dropped: vscode.DataTransfer) => Promise<void>;
};

/** The sidebar's list of profiles; below each, once opened, what is known about it. */
export class ProfileTree implements vscode.TreeDataProvider<Profile | Fact>, vscode.Disposable {
	readonly #parts: TreeParts;
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #disposables: Disposable;
	readonly #view: vscode.TreeView<Profile | Fact>;
	#activeId: string | undefined;
	#note = '';

	readonly onDidChangeTreeData = this.#changed.event;

	constructor(parts: TreeParts) {
		this.#parts = parts;
		const dragAndDropController: vscode.TreeDragAndDropController<Profile | Fact> = {
			dragMimeTypes: [],
			dropMimeTypes: ['text/uri-list'],
			handleDrop: (_, dropped) => parts.takeDropped(dropped),
		};
		this.#view = vscode.window.createTreeView(views.profiles, { treeDataProvider: this, dragAndDropController });
		this.#disposables = together([this.#changed, this.#view, parts.active.onDidChange(() => this.#changed.fire())]);
	}

	/** Says something above the profiles, where there are any, for as long as it is true; empty for nothing. */
	set note(note: string) {
		this.#note = note;
		this.#changed.fire();
	}

	async getChildren(parent?: Profile | Fact): Promise<(Profile | Fact)[]> {
		if (parent) {
			// Words are loaded when a profile is opened for the first time.
			const { factsOf } = await import('../../core/profiles/profileFacts.ts');
			return 'id' in parent ? [...factsOf(parent, this.#parts.clock.now())] : [];
		}
		const [profiles, active] = await Promise.all([this.#parts.store.list(), this.#parts.active.resolve()]);
		this.#activeId = active.kind === 'answered' ? active.value.profile?.id : undefined;
		const failure = profiles.kind === 'failed' ? profiles.failure : undefined;
		const shown = profiles.kind === 'answered' ? [...profiles.value] : [];
		this.#view.message = failure ? await messageFor(failure) : shown.length > 0 ? this.#note : '';
		tellDamaged(failure);
		return shown;
	}

	getTreeItem(element: Profile | Fact): vscode.TreeItem {
		return 'id' in element ? this.#profileItem(element) : factItem(element);
	}

	/** The tooltip, with words that are loaded when it is first wanted. */
	async resolveTreeItem(item: vscode.TreeItem, element: Profile | Fact): Promise<vscode.TreeItem> {
		if ('id' in element) {
			const { profileTooltip } = await import('./profileTooltip.ts');
			item.tooltip = await profileTooltip(element, this.#parts, () => this.#changed.fire());
		}
		return item;
	}

	dispose(): void {
		this.#disposables.dispose();
	}

	#profileItem(profile: Profile): vscode.TreeItem {
		const { words, iconPath } = profileLook(profile, this.#parts.clock.now(), profile.id === this.#activeId);
		const facts = [methodInWords(profile), ...words];
		const item = new vscode.TreeItem(profile.name, vscode.TreeItemCollapsibleState.Collapsed);
		item.id = profile.id;
		item.description = facts.join(' · ');
		const isOut = ['signed-out', 'expired'].includes(stateOf(profile, this.#parts.clock.now()));
		item.contextValue = treeItem(profile.method, isOut, profile.isProtected === true);
		item.command = { command: commands.useProfile, title: l10n.t('Use This Profile'), arguments: [{ id: profile.id }] };
		item.iconPath = iconPath;
		item.accessibilityInformation = { label: [profile.name, ...facts].join(', ') };
		return item;
	}
}

/**
 * VS Code shows a view's welcome, with the button that helps, only where there is neither a row nor a message. A
 * damaged index has a welcome of its own; in any other trouble that of an empty one would invite to start over.
 */
async function messageFor(failure: Failure): Promise<string> {
	const { unreadableInWords } = await import('../../core/profiles/unreadableWords.ts');
	return indexFaultOf(failure) === 'damaged' ? '' : unreadableInWords(failure);
}

function factItem(fact: Fact): vscode.TreeItem {
	const item = new vscode.TreeItem(fact.label);
	item.description = fact.value;
	item.tooltip = factInWords(fact);
	item.iconPath = new vscode.ThemeIcon(fact.icon);
	item.accessibilityInformation = { label: factInWords(fact) };
	return item;
}
