import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../core/ids.ts';
import { serverName } from '../../core/oauth/authorizationServer.ts';
import { type Way, waysFor } from '../../core/oauth/redirectStrategies.ts';
import type { Tokens } from '../../core/oauth/tokens.ts';
import type { SignInRequest, WaitingSignIn } from '../../core/oauth/waitingSignIn.ts';
import { failed, type Outcome } from '../../core/outcome.ts';
import type { SecretOwner } from '../../core/secretSources/sourcedSecrets.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { withCancel } from '../withCancel.ts';
import { signInEnvironment } from './browser.ts';
import type { SignInParts } from './signInParts.ts';

/** How a sign-in ended, and the redirect address it was made with, which some failures are about. */
export type SignInEnd = { readonly outcome: Outcome<Tokens>; readonly redirectUri: string };

/**
 * Signs a person in through their browser. While it waits a notification says so, with a way to call it off and the link to every other
 * way; nothing of the editor is blocked, and any number may wait at once.
 */
export async function runSignIn(
	parts: Parts,
	request: Omit<SignInRequest, 'owner'>,
	about: { readonly id: string; readonly name: string } = { id: '', name: serverName(request.server) },
): Promise<SignInEnd> {
	const missing = await whyNoSecret(parts, request, about);
	const end = missing ? { outcome: missing, redirectUri: '' } : await inSomeWay(parts, { ...request, owner: about });
	const { outcome } = end;
	parts.audit.record({
		type: 'sign-in-tried',
		result: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind,
		profileId: about.id,
		profileName: about.name,
	});
	return end;
}

/** Nobody is to come back from the browser only to hear that the client's secret cannot be had. Undefined where it can. */
async function whyNoSecret(
	{ secrets, clock }: Parts,
	{ source, client }: Pick<SignInRequest, 'source' | 'client'>,
	about: SecretOwner,
): Promise<Exclude<Outcome<never>, { readonly kind: 'answered' }> | undefined> {
	if (!source || client.auth === 'none') {
		return undefined;
	}
	const fetching = l10n.t('Fetching the client secret…');
	const fetched = await withCancel(clock, fetching, async (signal) => (await secrets()).get(source, about, signal));
	return fetched.kind === 'answered' ? undefined : fetched;
}

/** The first way that can be gone, or the one the person prefers. */
async function inSomeWay(parts: Parts, request: SignInRequest): Promise<SignInEnd> {
	const signIn = await parts.signIn();
	const ways = waysFor(request.client, await signInEnvironment(signIn.canListen));
	const possible = ways.filter(({ is }) => is !== 'impossible');
	const id = parts.random.uuid();
	// A way may fail before the browser opens, as where a registered port is in use: then the next one is taken.
	const untried = [...possible];
	let way = untried.shift();
	let end: SignInEnd = {
		outcome: failed({ cause: 'oauth-redirect-mismatch', evidence: 'the client has no redirect address' }),
		redirectUri: '',
	};
	try {
		while (way) {
			const started = await (await signIn.signIns()).start(request, way);
			if (started.kind !== 'answered') {
				end = { outcome: started, redirectUri: '' };
				way = untried.shift();
				continue;
			}
			const waiting = started.value;
			const next = await onceDecided(signIn, { id, ways, way, waiting });
			if (!next) {
				return { outcome: await waiting.end, redirectUri: waiting.redirectUri };
			}
			waiting.cancel();
			way = next;
		}
		return end;
	} finally {
		signIn.running.end(id);
	}
}

type Attempt = {
	readonly id: string;
	readonly ways: readonly Way[];
	readonly way: Way;
	readonly waiting: WaitingSignIn;
};

/** Waits until the sign-in has ended, or the person wants another way, which is answered. */
async function onceDecided(signIn: SignInParts, { id, ways, way, waiting }: Attempt): Promise<Way | undefined> {
	const name = serverName(waiting.request.server);
	let switchTo: (way: Way) => void = () => undefined;
	const switched = new Promise<Way>((resolve) => {
		switchTo = resolve;
	});
	signIn.running.add({ id, name, ways, waiting, switchTo });
	const decided = Promise.race([waiting.end.then(() => undefined), switched]);
	void vscode.window.withProgress(
		{ location: vscode.ProgressLocation.Notification, title: titleOf(name, way, id), cancellable: true },
		(_, token) => {
			token.onCancellationRequested(() => waiting.cancel());
			return decided;
		},
	);
	const isOpen = await waiting.openBrowser().catch(() => false);
	if (!isOpen) {
		void sayNotOpened(id);
	}
	if (way.id === 'paste') {
		void vscode.commands.executeCommand(commands.continueSignIn, id, 'paste');
	}
	return decided;
}

function titleOf(name: string, { reason }: Way, id: string): string {
	const link = `command:${commands.continueSignIn}?${encodeURIComponent(JSON.stringify([id]))}`;
	const waiting = l10n.t('Waiting for {0} in your browser, for five minutes.', plainText(name));
	return `${waiting} ${plainText(reason)} [${l10n.t('Paste the answer, or another way…')}](${link})`;
}

/** A person who declines VS Code's question about the link, or has no browser here, can still take the link elsewhere. */
async function sayNotOpened(id: string): Promise<void> {
	const more = l10n.t('Show Ways');
	const text = l10n.t('The browser was not opened. You can copy the link, or sign in another way.');
	if ((await vscode.window.showInformationMessage(text, more)) === more) {
		await vscode.commands.executeCommand(commands.continueSignIn, id);
	}
}
