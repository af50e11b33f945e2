import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { together } from '../core/disposable.ts';
import { environmentNote } from '../core/environmentKeys.ts';
import { commands } from '../core/ids.ts';
import type { Disposable } from '../core/ports.ts';
import { resolutionInWords } from '../core/profiles/resolutionWords.ts';
import type { Resolution } from '../core/profiles/resolveProfile.ts';
import type { Parts } from './parts.ts';
import { plainText } from './plainText.ts';
import { isDoorUnusable, isEmulated, onDidChangeEmulatorDoor } from './settings.ts';

/** Says which profile requests use and why, and whether they go to an emulator instead of Google. */
export class StatusBar implements vscode.Disposable {
	readonly #parts: Pick<Parts, 'active' | 'environmentKeys'>;
	readonly #item: vscode.StatusBarItem;
	readonly #disposables: Disposable;
	#updates = 0;

	constructor(parts: Pick<Parts, 'active' | 'environmentKeys'>) {
		this.#parts = parts;
		this.#item = vscode.window.createStatusBarItem('latchkey.profile', vscode.StatusBarAlignment.Right, 100);
		this.#item.name = l10n.t('Latchkey Profile');
		this.#item.command = commands.switchProfile;
		const update = () => void this.#update();
		this.#disposables = together([this.#item, parts.active.onDidChange(update), onDidChangeEmulatorDoor(update)]);
		update();
	}

	async #update(): Promise<void> {
		const update = ++this.#updates;
		const active = await this.#parts.active.resolve();
		// Of two that overlap the later one is right, whichever ends first.
		if (update === this.#updates) {
			this.#show(active.kind === 'answered' ? active.value : undefined);
		}
	}

	#show(resolution: Resolution | undefined): void {
		const profile = resolution?.profile;
		const isProblem = resolution !== undefined && 'problem' in resolution;
		const words = [
			...(profile ? [profile.name] : isProblem ? [l10n.t('No Gemini profile')] : []),
			...(isDoorUnusable() ? [l10n.t('Emulator setting not usable')] : isEmulated() ? [l10n.t('Emulator')] : []),
		];
		if (words.length === 0) {
			this.#item.hide();
			return;
		}
		const icon = isProblem ? 'warning' : profile?.isProtected ? 'lock' : 'key';
		this.#item.text = `$(${icon}) ${plainText(words.join(' · '))}`;
		this.#item.color = profile?.color ? new vscode.ThemeColor(`charts.${profile.color}`) : undefined;
		this.#item.backgroundColor =
			isProblem || isDoorUnusable() ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
		this.#item.tooltip = this.#tooltip(resolution);
		this.#item.show();
	}

	#tooltip(resolution: Resolution | undefined): string {
		const reason = resolution ? resolutionInWords(resolution) : '';
		const note = environmentNote(this.#parts.environmentKeys);
		return [
			...(resolution?.profile ? [l10n.t('Gemini profile: {0}', resolution.profile.name)] : []),
			reason,
			...(note ? [note] : []),
			...(isDoorUnusable()
				? [
						l10n.t(
							'The emulator setting names no address on this machine (http://127.0.0.1:… or http://[::1]:…), so nothing is sent.',
						),
					]
				: isEmulated()
					? [l10n.t('Requests go to an emulator on this machine, not to Google.')]
					: []),
			l10n.t('Click to switch.'),
		]
			.filter((line) => line !== '')
			.join('\n');
	}

	dispose(): void {
		this.#disposables.dispose();
	}
}
