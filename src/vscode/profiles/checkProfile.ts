import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { callerFor } from '../../core/credentials/callerFor.ts';
import { checkApiKey, checkOf } from '../../core/credentials/checkApiKey.ts';
import { views } from '../../core/ids.ts';
import type { AuditTrail, Clock, HttpTransport } from '../../core/ports.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { ProfileStore } from '../../core/profiles/profileStore.ts';

export type CheckProfileParts = {
	readonly store: ProfileStore;
	readonly transport: HttpTransport;
	readonly clock: Clock;
	readonly audit: AuditTrail;
};

/** Asks Google about a saved profile and notes the answer; the tree shows it. */
export const checkProfile = ({ store, transport, clock, audit }: CheckProfileParts, profile: Profile): Thenable<void> =>
	vscode.window.withProgress(
		{ location: { viewId: views.profiles }, title: l10n.t('Checking {0}…', profile.name) },
		async () => {
			const caller = await callerFor({ store, transport }, profile, new AbortController().signal);
			const outcome = caller.kind === 'answered' ? await checkApiKey(caller.value) : caller;
			if (outcome.kind === 'cancelled') {
				return;
			}
			audit.record({
				type: 'credential-checked',
				result: outcome.kind === 'answered' ? 'accepted' : outcome.failure.cause,
				profileId: profile.id,
				profileName: profile.name,
			});
			await store.recordCheck(profile.id, checkOf(outcome, clock.now()));
		},
	);
