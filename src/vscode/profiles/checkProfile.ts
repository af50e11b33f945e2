import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { callerFor } from '../../core/credentials/callerFor.ts';
import { checkApiKey, checkOf } from '../../core/credentials/checkApiKey.ts';
import { wordsOf } from '../../core/errors/catalogue.ts';
import type { Model } from '../../core/gemini/models.ts';
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
	const { store, clock, audit } = parts;
	const outcome = await withCancel(l10n.t('Checking {0}…', plainText(profile.name)), (signal) =>
		ask(parts, profile, signal),
	);
	if (outcome.kind === 'cancelled') {
		return;
	}
	const result = outcome.kind === 'answered' ? 'accepted' : outcome.failure.cause;
	audit.record({ type: 'credential-checked', result, profileId: profile.id, profileName: profile.name });
	await store.recordCheck(profile.id, checkOf(outcome, clock.now()));
	const name = plainText(profile.name);
	if (outcome.kind === 'failed') {
		const { title, sentence } = wordsOf(outcome.failure.cause);
		void vscode.window.showWarningMessage(`${name}: ${title}. ${sentence}`);
	} else {
		vscode.window.setStatusBarMessage(l10n.t('{0}: Google accepts the key.', name), 5000);
	}
}

async function ask(
	{ store, transport }: CheckProfileParts,
	profile: Profile,
	signal: AbortSignal,
): Promise<Outcome<readonly Model[]>> {
	const caller = await callerFor({ store, transport }, profile, signal);
	return caller.kind === 'answered' ? checkApiKey(caller.value) : caller;
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
