import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { OAuthUserProfile, Profile } from '../../core/profiles/profile.ts';
import { stateOf } from '../../core/profiles/profileState.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { profileRow } from '../profiles/profileRow.ts';
import { sayFailure } from '../profiles/sayFailure.ts';
import { askChoice, type Choice } from '../quickInput/ask.ts';
import { replaceToken } from './accessTokenSteps.ts';
import { signInAgain } from './signInAgain.ts';
import { signInNew } from './signInNew.ts';

/** Signs in: with the profile a menu hands over, else with one the person picks, or a new one. */
export async function signIn(parts: Parts, given?: unknown): Promise<void> {
	const id = (given as { readonly id?: unknown } | undefined)?.id;
	if (typeof id === 'string') {
		const found = await parts.store.find(id);
		if (found.kind === 'answered' && found.value) {
			await signInWith(parts, found.value);
		} else {
			sayFailure(found.kind === 'failed' ? found.failure : { cause: 'profile-gone' });
		}
		return;
	}
	const profiles = await parts.store.list();
	const known = (profiles.kind === 'answered' ? profiles.value : []).filter((each) => each.method === 'oauth-user');
	if (known.length === 0) {
		await signInNew(parts);
		return;
	}
	const asked = await askChoice({
		title: l10n.t('Sign In to Gemini'),
		canGoBack: false,
		choices: choicesFor(known, parts.clock.now()),
	});
	if (typeof asked !== 'string') {
		await (asked.value ? signInAgain(parts, asked.value) : signInNew(parts));
	}
}

/** Those that nobody is signed in with come first. */
function choicesFor(
	profiles: readonly OAuthUserProfile[],
	now: number,
): readonly Choice<OAuthUserProfile | undefined>[] {
	const rank = (profile: Profile) => (stateOf(profile, now) === 'signed-out' ? 0 : 1);
	return [
		...[...profiles]
			.sort((one, other) => rank(one) - rank(other))
			.map((profile) => ({ ...profileRow(profile, now, false), value: profile })),
		{
			label: l10n.t('Another Account or Client'),
			iconPath: new vscode.ThemeIcon('add'),
			value: undefined,
		},
	];
}

async function signInWith(parts: Parts, profile: Profile): Promise<void> {
	if (profile.method === 'oauth-user') {
		await signInAgain(parts, profile);
	} else if (profile.method === 'access-token') {
		await replaceToken(parts, profile);
	} else {
		void vscode.window.showInformationMessage(
			l10n.t('Nobody signs in with “{0}”: it has its own key.', plainText(profile.name)),
		);
	}
}
