import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { together } from '../core/disposable.ts';
import { commands } from '../core/ids.ts';
import type { Disposable } from '../core/ports.ts';
import type { ActiveProfile } from '../core/profiles/activeProfile.ts';
import { plainText } from './plainText.ts';
import { isDoorUnusable, isEmulated, onDidChangeEmulatorDoor } from './settings.ts';

const emulatorWords = (): string[] =>
	isDoorUnusable() ? [l10n.t('Emulator setting not usable')] : isEmulated() ? [l10n.t('Emulator')] : [];

/** Says which profile requests use, and whether they go to an emulator instead of Google. */
export class StatusBar implements vscode.Disposable {
	readonly #active: ActiveProfile;
	readonly #item: vscode.StatusBarItem;
	readonly #parts: Disposable;
	#updates = 0;

	constructor(active: ActiveProfile) {
		this.#active = active;
		this.#item = vscode.window.createStatusBarItem('latchkey.profile', vscode.StatusBarAlignment.Right, 100);
		this.#item.name = l10n.t('Latchkey Profile');
		this.#item.command = commands.switchProfile;
		const update = () => void this.#update();
		this.#parts = together([this.#item, active.onDidChange(update), onDidChangeEmulatorDoor(update)]);
		update();
	}

	async #update(): Promise<void> {
		const update = ++this.#updates;
		const active = await this.#active.resolve();
		// Of two that overlap the later one is right, whichever ends first.
		if (update !== this.#updates) {
			return;
		}
		this.#item.backgroundColor = isDoorUnusable()
			? new vscode.ThemeColor('statusBarItem.warningBackground')
			: undefined;
		const name = active.kind === 'answered' ? active.value?.name : undefined;
		const parts = [...(name ? [name] : []), ...emulatorWords()];
		if (parts.length === 0) {
			this.#item.hide();
			return;
		}
		this.#item.text = `$(key) ${plainText(parts.join(' · '))}`;
		this.#item.tooltip = [
			name ? l10n.t('Gemini profile: {0}. Click to switch.', name) : l10n.t('No Gemini profile chosen'),
			...(isDoorUnusable()
				? [
						l10n.t(
							'The emulator setting names no address on this machine (http://127.0.0.1:… or http://[::1]:…), so nothing is sent.',
						),
					]
				: isEmulated()
					? [l10n.t('Requests go to an emulator on this machine, not to Google.')]
					: []),
		].join('\n');
		this.#item.show();
	}

	dispose(): void {
		this.#parts.dispose();
	}
}
