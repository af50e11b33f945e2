import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { callerFor } from '../../core/credentials/callerFor.ts';
import { checkCredential, checkOf } from '../../core/credentials/checkCredential.ts';
import type { Outcome } from '../../core/outcome.ts';
import { listKey } from '../../core/profiles/listKey.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { withCancel } from '../withCancel.ts';
import { sayFailure } from './sayFailure.ts';

/** Asks Google about a saved profile, a protected one after asking; notes the answer for the tree, and says it. */
export async function checkProfile(parts: Parts, profile: Profile): Promise<void> {
	if (!(await (await parts.confirmation()).mayCheck(profile))) {
		return;
	}
	const name = plainText(profile.name);
	const outcome = await withCancel(parts.clock, l10n.t('Checking {0}…', name), (signal) =>
		askGemini(parts, profile, signal),
	);
	if (outcome.kind === 'failed') {
		sayFailure(outcome.failure, profile, parts);
	} else if (outcome.kind === 'answered') {
		vscode.window.setStatusBarMessage(l10n.t('{0}: Gemini accepts it.', name), 5000);
	}
}

/** Only what a server was really asked counts as a check; a secret that cannot be read says nothing about the credential. */
export async function askGemini(parts: Parts, profile: Profile, signal: AbortSignal): Promise<Outcome<unknown>> {
	const { store, models, clock, audit } = parts;
	const caller = await callerFor(parts, profile, signal);
	const isUnasked = caller.kind === 'failed' && caller.failure.host === undefined;
	const outcome = caller.kind === 'answered' ? await checkCredential(caller.value) : caller;
	if (outcome.kind === 'cancelled' || isUnasked) {
		return outcome;
	}
	if (outcome.kind === 'answered') {
		models.remember(listKey(profile), outcome.value);
	}
	const result = outcome.kind === 'answered' ? 'accepted' : outcome.failure.cause;
	audit.record({ type: 'credential-checked', result, profileId: profile.id, profileName: profile.name });
	const check = checkOf(outcome, clock.now());
	const noted = await store.recordCheck(profile, check);
	if (profile.method === 'service-account' && check.state !== 'offline') {
		// Beside the check, which waits for none of it.
		import('../../core/serviceAccounts/noteKeyAge.ts')
			.then(({ noteKeyAge }) => noteKeyAge(parts, profile))
			.catch(() => undefined);
	}
	return noted.kind === 'failed' ? noted : outcome;
}
