import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { callerFor } from '../../core/credentials/callerFor.ts';
import { checkApiKey, checkOf } from '../../core/credentials/checkApiKey.ts';
import { wordsOf } from '../../core/errors/catalogue.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { AuditTrail, Clock, HttpTransport } from '../../core/ports.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { ProfileStore } from '../../core/profiles/profileStore.ts';
import { plainText } from '../plainText.ts';

export type CheckProfileParts = {
	readonly store: ProfileStore;
	readonly transport: HttpTransport;
	readonly clock: Clock;
	readonly audit: AuditTrail;
};

/** Asks Google about a saved profile, notes the answer for the tree, and says it. */
export async function checkProfile(parts: CheckProfileParts, profile: Profile): Promise<void> {
	const name = plainText(profile.name);
	const outcome = await withCancel(l10n.t('Checking {0}…', name), (signal) => ask(parts, profile, signal));
	if (outcome.kind === 'failed') {
		const { title, sentence } = wordsOf(outcome.failure.cause);
		void vscode.window.showWarningMessage(`${name}: ${title}. ${sentence}`);
	} else if (outcome.kind === 'answered') {
		vscode.window.setStatusBarMessage(l10n.t('{0}: Google accepts the key.', name), 5000);
	}
}

/** Only what Google was really asked counts as a check; a secret that cannot be read says nothing about the key. */
async function ask(parts: CheckProfileParts, profile: Profile, signal: AbortSignal): Promise<Outcome<unknown>> {
	const { store, clock, audit } = parts;
	const caller = await callerFor(parts, profile, signal);
	if (caller.kind !== 'answered') {
		return caller;
	}
	const outcome = await checkApiKey(caller.value);
	if (outcome.kind === 'cancelled') {
		return outcome;
	}
	const result = outcome.kind === 'answered' ? 'accepted' : outcome.failure.cause;
	audit.record({ type: 'credential-checked', result, profileId: profile.id, profileName: profile.name });
	const noted = await store.recordCheck(profile.id, checkOf(outcome, clock.now()));
	return noted.kind === 'failed' ? noted : outcome;
}

const withCancel = <T>(title: string, work: (signal: AbortSignal) => Promise<T>): Thenable<T> =>
	vscode.window.withProgress(
		{ location: vscode.ProgressLocation.Notification, title, cancellable: true },
		async (_, token) => {
			const controller = new AbortController();
			const listening = token.onCancellationRequested(() => controller.abort());
			try {
				return await work(controller.signal);
			} finally {
				listening.dispose();
			}
		},
	);
