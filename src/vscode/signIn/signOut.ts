import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import { asClient } from '../../core/oauth/asClient.ts';
import { type AuthorizationServer, serverName } from '../../core/oauth/authorizationServer.ts';
import { isGoogle } from '../../core/oauth/isGoogle.ts';
import { type Dropped, dropSignIn } from '../../core/oauth/keepSignIn.ts';
import type { OAuthSecret } from '../../core/oauth/oauthSecret.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { OAuthUserProfile, Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText, withoutLinks } from '../plainText.ts';
import { sayFailure } from '../profiles/sayFailure.ts';
import { withCancel } from '../withCancel.ts';

/** Signs out after asking: at Google that ends every sign-in of the account with this client. */
export async function signOut(parts: Parts, profile: Profile): Promise<void> {
	if (profile.method !== 'oauth-user' || !profile.signIn) {
		void vscode.window.showInformationMessage(l10n.t('Nobody is signed in with “{0}”.', plainText(profile.name)));
		return;
	}
	const out = l10n.t('Sign Out');
	const detail = await consequences(parts, profile);
	const question = l10n.t('Sign out of “{0}”?', plainText(profile.name));
	if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, out)) === out) {
		await endSession(parts, profile);
	}
}

/** Removes the tokens from this machine, whatever the server says, then has the server revoke them, and says if it did not. */
export async function endSession(parts: Parts, profile: OAuthUserProfile): Promise<void> {
	const signIn = await parts.signIn();
	const name = plainText(profile.name);
	const { dropped, revoked } = await withCancel(parts.clock, l10n.t('Signing out of {0}…', name), async (signal) => {
		const removed = await dropSignIn({ ...parts, lockOf: signIn.lockOf }, profile);
		signIn.tokens.forget(profile);
		// Also where it did not go from here: at least it is to be worth nothing.
		return { dropped: removed, revoked: await revoke(parts, profile, removed.secret, signal) };
	});
	if (dropped.outcome.kind === 'answered') {
		await sayEnd(profile, dropped, revoked);
	} else {
		sayFailure(dropped.outcome.kind === 'failed' ? dropped.outcome.failure : undefined, profile);
	}
}

/** Undefined where there is nothing to revoke, or nobody to ask. */
async function revoke(
	parts: Parts,
	profile: OAuthUserProfile,
	secret: OAuthSecret | undefined,
	signal: AbortSignal,
): Promise<Outcome<void> | undefined> {
	const { id, name, server, client, source } = profile;
	const { revocation_endpoint: endpoint } = server;
	const token = secret?.refreshToken ?? secret?.access?.accessToken;
	if (!token || !endpoint) {
		return undefined;
	}
	const { protocol } = await parts.signIn();
	const proving = { auth: client.auth, clientSecret: secret?.clientSecret, source, owner: profile };
	const outcome = await asClient(parts.secrets, proving, signal, (auth) =>
		protocol.revoke({ server, clientId: client.id, auth, signal }, endpoint, token),
	);
	// What is not good any more need not be revoked.
	const isGone = outcome.kind === 'failed' && outcome.failure.oauth?.error === 'invalid_token';
	const result =
		outcome.kind === 'failed' && !isGone
			? outcome.failure.cause
			: outcome.kind === 'cancelled'
				? 'cancelled'
				: 'answered';
	parts.audit.record({ type: 'token-revoked', result, profileId: id, profileName: name });
	return isGone ? { kind: 'answered', value: undefined } : outcome;
}

async function sayEnd(
	{ name, server }: OAuthUserProfile,
	{ secret, isLeftBehind }: Dropped,
	revoked: Outcome<void> | undefined,
): Promise<void> {
	const shown = plainText(name);
	const left = isLeftBehind
		? [l10n.t('The secret storage did not delete the old tokens yet; the next change of a profile tries again.')]
		: [];
	if (revoked?.kind === 'answered') {
		const text = [l10n.t('Signed out of “{0}”. {1} has revoked the sign-in.', shown, serverName(server)), ...left].join(
			' ',
		);
		void vscode.window.showInformationMessage(text);
		return;
	}
	const open = isGoogle(server) ? [l10n.t('Open Google’s Page')] : [];
	const text = [
		l10n.t('Signed out of “{0}” on this machine.', shown),
		notRevoked(server, secret, revoked),
		l10n.t('There it goes on until it ends or is revoked.'),
		...left,
	].join(' ');
	if ((await vscode.window.showWarningMessage(text, ...open)) !== undefined) {
		await vscode.env.openExternal(vscode.Uri.parse('https://myaccount.google.com/connections'));
	}
}

function notRevoked(
	server: AuthorizationServer,
	secret: OAuthSecret | undefined,
	revoked: Exclude<Outcome<void>, { readonly kind: 'answered' }> | undefined,
): string {
	const name = serverName(server);
	if (revoked?.kind === 'failed') {
		const { title, sentence } = wordsOf(revoked.failure);
		return revoked.failure.source
			? l10n.t('{0} was not asked to revoke it, for want of the client’s secret. {1}', name, withoutLinks(sentence))
			: l10n.t('{0} could not be asked to revoke it: {1}.', name, withoutLinks(title));
	}
	if (revoked) {
		return l10n.t('Revoking it at {0} was called off.', name);
	}
	return secret
		? l10n.t('{0} has no way to revoke it from here.', name)
		: l10n.t('Its tokens could not be read, so {0} was not asked to revoke them.', name);
}

async function consequences({ store }: Parts, { id, client, server, signIn }: OAuthUserProfile): Promise<string> {
	const removed = l10n.t(
		'Its tokens are removed here and revoked at {0}. The profile and its OAuth client stay.',
		serverName(server),
	);
	const profiles = await store.list();
	const others = (profiles.kind === 'answered' ? profiles.value : []).filter(
		(each) =>
			each.method === 'oauth-user' &&
			each.id !== id &&
			each.client.id === client.id &&
			each.signIn?.account === signIn?.account &&
			each.signIn,
	);
	return isGoogle(server) && others.length > 0
		? `${removed} ${l10n.t('Google ends these sign-ins of the same account and client too: {0}.', others.map(({ name }) => plainText(name)).join(', '))}`
		: removed;
}
