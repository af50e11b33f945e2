import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { orAborted } from '../../core/orAborted.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { plainText } from '../plainText.ts';

/** Asks before a protected profile is used. A person may agree for as long as the window is open. */
export class UseConfirmation {
	readonly #agreed = new Set<string>();

	isFreeToUse(profile: Profile): boolean {
		return !profile.isProtected || this.#agreed.has(profile.id);
	}

	/** Whether a prompt may be sent with it. */
	async maySend(profile: Profile, signal: AbortSignal): Promise<boolean> {
		if (this.isFreeToUse(profile)) {
			return true;
		}
		const once = l10n.t('Send');
		const always = l10n.t('Send and Don’t Ask Again in This Window');
		const asking = vscode.window.showWarningMessage(
			l10n.t('Send with the protected profile “{0}”?', plainText(profile.name)),
			{ modal: true },
			once,
			always,
		);
		const chosen = await orAborted(Promise.resolve(asking), signal);
		if (chosen === always) {
			this.#agreed.add(profile.id);
		}
		return chosen === once || chosen === always;
	}

	/** Whether Google may be asked about its key: that sends the key too, though no prompt. */
	async mayCheck(profile: Profile): Promise<boolean> {
		if (this.isFreeToUse(profile)) {
			return true;
		}
		const check = l10n.t('Check');
		const question = l10n.t('Check the protected profile “{0}”?', plainText(profile.name));
		const detail = l10n.t('Its key is sent to Google, which is asked whether it accepts it. No prompt is sent.');
		return (await vscode.window.showWarningMessage(question, { modal: true, detail }, check)) === check;
	}

	/** Takes an agreement back: whoever protects a profile anew wants to be asked again. */
	forget({ id }: Profile): void {
		this.#agreed.delete(id);
	}
}
