import * as l10n from '@vscode/l10n';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { runSteps } from '../quickInput/steps.ts';
import { scopeStep } from './scopeSteps.ts';
import { signInAgain } from './signInAgain.ts';
import type { SignInDraft } from './signInDraft.ts';

/** Asks for other scopes, and signs in with them: the ones there are stay until that is done. */
export async function changeScopes(parts: Parts, profile: Profile): Promise<'back' | 'left'> {
	if (profile.method !== 'oauth-user') {
		return 'back';
	}
	const draft: SignInDraft = { server: profile.server, client: profile.client, scopes: profile.scopes };
	const frame = { title: l10n.t('Scopes of “{0}”', profile.name), canGoBack: true };
	const end = await runSteps(
		scopeStep(frame, draft, [], async () => {
			void signInAgain(parts, { ...profile, scopes: draft.scopes ?? profile.scopes });
			return 'end';
		}),
	);
	return end === 'back' ? 'back' : 'left';
}
