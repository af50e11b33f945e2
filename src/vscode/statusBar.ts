import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { together } from '../core/disposable.ts';
import { environmentNote } from '../core/environmentKeys.ts';
import type { Failure } from '../core/errors/failure.ts';
import { commands } from '../core/ids.ts';
import type { Disposable } from '../core/ports.ts';
import { indexFaultOf } from '../core/profiles/indexFault.ts';
import { resolutionInWords } from '../core/profiles/resolutionWords.ts';
import type { Resolution } from '../core/profiles/resolveProfile.ts';
import type { Parts } from './parts.ts';
import { plainText } from './plainText.ts';
import { tellDamaged } from './profiles/tellDamaged.ts';
import { isDoorUnusable, isEmulated, onDidChangeEmulatorDoor } from './settings.ts';

/** Says which profile requests use and why, and whether they go to an emulator instead of Google. */
export class StatusBar implements vscode.Disposable {
	readonly #parts: Pick<Parts, 'store' | 'active' | 'environmentKeys'>;
	readonly #item: vscode.StatusBarItem;
	readonly #disposables: Disposable;
	#updates = 0;

	constructor(parts: Pick<Parts, 'store' | 'active' | 'environmentKeys'>) {
		this.#parts = parts;
		this.#item = vscode.window.createStatusBarItem('latchkey.profile', vscode.StatusBarAlignment.Right, 100);
		this.#item.name = l10n.t('Latchkey Profile');
		const update = () => void this.#update();
		this.#disposables = together([this.#item, parts.active.onDidChange(update), onDidChangeEmulatorDoor(update)]);
		update();
	}

	async #update(): Promise<void> {
		const update = ++this.#updates;
		const { store, active } = this.#parts;
		const [profiles, resolution] = await Promise.all([store.list(), active.resolve()]);
		// Of two that overlap the later one is right, whichever ends first.
		if (update !== this.#updates) {
			return;
		}
		tellDamaged(resolution.kind === 'failed' ? resolution.failure : undefined);
		if (resolution.kind === 'failed') {
			await this.#showUnreadable(resolution.failure, update);
		} else if (resolution.kind === 'answered') {
			this.#show(resolution.value, profiles.kind === 'answered' && profiles.value.length > 0);
		}
	}

	async #showUnreadable(failure: Failure, update: number): Promise<void> {
		const { unreadableInWords } = await import('../core/profiles/unreadableWords.ts');
		if (update !== this.#updates) {
			return;
		}
		const isDamaged = indexFaultOf(failure) === 'damaged';
		this.#item.text = `$(warning) ${l10n.t('Gemini profiles unreadable')}`;
		this.#item.color = undefined;
		this.#item.backgroundColor = warningBackground();
		this.#item.tooltip = [unreadableInWords(failure), ...(isDamaged ? [l10n.t('Click to repair.')] : [])].join('\n');
		this.#item.command = isDamaged ? commands.repairProfiles : commands.switchProfile;
		this.#item.show();
	}

	/** A newcomer who has no profile yet is left in peace. */
	#show(resolution: Resolution, hasProfiles: boolean): void {
		const { profile } = resolution;
		const isProblem = 'problem' in resolution;
		const words = [
			...(profile ? [profile.name] : isProblem || hasProfiles ? [l10n.t('No Gemini profile')] : []),
			...(isDoorUnusable() ? [l10n.t('Emulator setting not usable')] : isEmulated() ? [l10n.t('Emulator')] : []),
		];
		if (words.length === 0) {
			this.#item.hide();
			return;
		}
		const icon = isProblem ? 'warning' : profile?.isProtected ? 'lock' : 'key';
		this.#item.text = `$(${icon}) ${plainText(words.join(' · '))}`;
		this.#item.color = profile?.color ? new vscode.ThemeColor(`charts.${profile.color}`) : undefined;
		this.#item.backgroundColor = isProblem || isDoorUnusable() ? warningBackground() : undefined;
		this.#item.tooltip = this.#tooltip(resolution);
		this.#item.command = commands.switchProfile;
		this.#item.show();
	}

	#tooltip(resolution: Resolution): string {
		const note = environmentNote(this.#parts.environmentKeys);
		return [
			...(resolution.profile ? [l10n.t('Gemini profile: {0}', resolution.profile.name)] : []),
			resolutionInWords(resolution),
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
		].join('\n');
	}

	dispose(): void {
		this.#disposables.dispose();
	}
}

const warningBackground = (): vscode.ThemeColor => new vscode.ThemeColor('statusBarItem.warningBackground');
