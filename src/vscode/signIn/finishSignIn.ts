import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { remediesOf } from '../../core/errors/remedies/remediesOf.ts';
import { commands } from '../../core/ids.ts';
import type { AuthorizationServer } from '../../core/oauth/authorizationServer.ts';
import { isGoogle } from '../../core/oauth/isGoogle.ts';
import { missingScopes, shortScope } from '../../core/oauth/scopes.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { OAuthUserProfile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { askGemini } from '../profiles/checkProfile.ts';
import { putToUse } from '../profiles/putToUse.ts';
import { failureInWords } from '../profiles/sayFailure.ts';
import { withCancel } from '../withCancel.ts';

type Circumstances = { readonly isNew: boolean; readonly accountBefore?: string | undefined };

/** Asks Gemini whether it takes the sign-in, has it used, and says how it stands. */
export async function finishSignIn(
	parts: Parts,
	profile: OAuthUserProfile,
	circumstances: Circumstances,
): Promise<OAuthUserProfile> {
	const name = plainText(profile.name);
	const { id } = profile;
	const checking = l10n.t('Asking Gemini about {0}…', name);
	const checked = await withCancel(parts.clock, checking, (signal) => askGemini(parts, profile, signal));
	const now = await parts.store.find(id);
	const current = now.kind === 'answered' && now.value?.method === 'oauth-user' ? now.value : profile;
	const stillUsed = circumstances.isNew ? await putToUse(parts, current) : undefined;
	void sayHowItStands(current, checked, { ...circumstances, stillUsed });
	return current;
}

async function sayHowItStands(
	{ id, name, signIn, scopes }: OAuthUserProfile,
	checked: Outcome<unknown>,
	{ accountBefore, stillUsed }: Circumstances & { readonly stillUsed: string | undefined },
): Promise<void> {
	const account = signIn?.account ?? '';
	const missing = missingScopes(scopes, signIn?.scopes ?? []);
	const shown = plainText(name);
	const signedIn =
		account && account !== name
			? l10n.t('“{0}” is signed in as {1}.', shown, plainText(account))
			: l10n.t('“{0}” is signed in.', shown);
	const sentences = [
		signedIn,
		...(accountBefore && account && accountBefore !== account
			? [l10n.t('Before, that was {0}.', plainText(accountBefore))]
			: []),
		...(missing.length > 0
			? [l10n.t('Not granted: {0}.', missing.map((each) => plainText(shortScope(each))).join(', '))]
			: []),
		...(checked.kind === 'failed' ? [l10n.t('Gemini does not take it yet: {0}', failureInWords(checked.failure))] : []),
		...(stillUsed ? [l10n.t('Another one stays in use: {0}', plainText(stillUsed))] : []),
	];
	const again = l10n.t('Sign In Again');
	const panel = l10n.t('Open Request Panel');
	const isGood = missing.length === 0 && checked.kind !== 'failed';
	const text = sentences.join(' ');
	const chosen = isGood
		? await vscode.window.showInformationMessage(text, panel)
		: await vscode.window.showWarningMessage(text, again, panel);
	if (chosen === again) {
		await vscode.commands.executeCommand(commands.signIn, { id });
	} else if (chosen === panel) {
		await vscode.commands.executeCommand(commands.openRequestPanel);
	}
}

/** Says why nobody was signed in, and whether the person wants to try again with what they had entered. */
export async function isToBeTriedAgain(
	outcome: Exclude<Outcome<unknown>, { readonly kind: 'answered' }>,
	{ redirectUri, server }: { readonly redirectUri: string; readonly server: AuthorizationServer },
): Promise<boolean> {
	if (outcome.kind === 'cancelled') {
		return false;
	}
	const { failure } = outcome;
	const again = l10n.t('Try Again');
	const copy = l10n.t('Copy Redirect Address');
	const page = l10n.t('Open Google’s Console');
	const transcript = l10n.t('Show Transcript');
	const url = isGoogle(server) ? remediesOf(failure).find((each) => each.url)?.url : undefined;
	const isAboutAddress = failure.cause === 'oauth-redirect-mismatch' && redirectUri !== '';
	const words = isAboutAddress
		? `${failureInWords(failure)} ${l10n.t('The address to register: {0}', plainText(redirectUri))}`
		: failureInWords(failure);
	for (;;) {
		const chosen = await vscode.window.showErrorMessage(
			l10n.t('Nobody was signed in. {0}', words),
			again,
			...(isAboutAddress ? [copy] : []),
			...(url ? [page] : []),
			// More than three buttons are cut off.
			...(isAboutAddress && url ? [] : [transcript]),
		);
		switch (chosen) {
			case copy:
				await vscode.env.clipboard.writeText(redirectUri);
				continue;
			case page:
				await vscode.env.openExternal(vscode.Uri.parse(url ?? ''));
				continue;
			case transcript:
				await vscode.commands.executeCommand(commands.showSignInTranscript);
				continue;
			default:
				return chosen === again;
		}
	}
}
