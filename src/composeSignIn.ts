import * as vscode from 'vscode';
import { TokenCache, type TokenSource } from './core/credentials/tokenCache.ts';
import { UserTokens } from './core/credentials/userTokens.ts';
import { together } from './core/disposable.ts';
import type { LoopbackReceiver } from './core/oauth/signIns.ts';
import { Transcript } from './core/oauth/transcript.ts';
import type { Receipt } from './core/oauth/waitingSignIn.ts';
import { once } from './core/once.ts';
import type { Disposable, Lock, Log } from './core/ports.ts';
import { WebOAuth } from './net/oauth/oauthProtocol.ts';
import { WebSigner } from './net/oauth/webSigner.ts';
import type { Parts } from './vscode/parts.ts';
import { callbackAddress, forwardedAddress, openInBrowser, returnAddress } from './vscode/signIn/browser.ts';
import { RunningSignIns } from './vscode/signIn/runningSignIns.ts';
import { sayEnded } from './vscode/signIn/sayEnded.ts';
import { provideTranscript } from './vscode/signIn/showTranscript.ts';
import type { SignInParts } from './vscode/signIn/signInParts.ts';

/** What differs between the extension host of Node and that of the web, as far as signing in goes. */
export type SignInPlatform = {
	readonly lockFor: (profileId: string) => Lock;
	/** Absent where the extension host cannot listen. */
	readonly loopback?: ((page: (receipt: Page) => string) => LoopbackReceiver) | undefined;
};

type Page = Exclude<Receipt, 'stray'>;

/** Builds what signing in and tokens take; loaded with the first of them. */
export function composeSignIn(
	{ store, transport, audit, clock, random }: Omit<Parts, 'signIn' | 'secrets'>,
	secrets: Parts['secrets'],
	log: Log,
	{ lockFor, loopback }: SignInPlatform,
): SignInParts & vscode.Disposable {
	// One for each sign-in: those of this window queue at it.
	const locks = new Map<string, Lock>();
	const lockOf = (id: string): Lock => {
		const lock = locks.get(id) ?? lockFor(id);
		locks.set(id, lock);
		return lock;
	};
	const transcript = new Transcript(clock);
	const protocol = new WebOAuth({ transport, clock, random, transcript });
	const signer = new WebSigner();
	const source = { store, protocol: async () => protocol, clock, audit };
	const users = new UserTokens({
		...source,
		lockOf,
		onSignInEnded: (profile, failure) => void sayEnded(profile, failure),
	});
	// Each method's way to a token is loaded with the first of its profiles.
	const tokenSource: TokenSource = async (profile, rejected, signal) => {
		switch (profile.method) {
			case 'oauth-user':
				return users.get(profile, rejected, signal);
			case 'service-account': {
				const { serviceAccountToken } = await import('./core/credentials/serviceAccountTokens.ts');
				return serviceAccountToken({ ...source, secrets, signer }, profile, signal, rejected);
			}
			default: {
				const { clientCredentialsToken, pastedToken } = await import('./core/credentials/otherTokens.ts');
				return profile.method === 'access-token'
					? pastedToken(source, profile, rejected)
					: clientCredentialsToken({ ...source, secrets }, profile, signal, rejected);
			}
		}
	};
	const tokens = new TokenCache(clock, tokenSource);
	const disposables: Disposable[] = [provideTranscript(transcript), tokens];
	const signIns = once(async () => {
		const { SignIns } = await import('./core/oauth/signIns.ts');
		const { loopbackPage } = await import('./core/oauth/loopbackPage.ts');
		const page = (receipt: Page) => loopbackPage(receipt, returnAddress(), vscode.env.language);
		const made = new SignIns({
			protocol,
			open: openInBrowser,
			...(loopback ? { loopback: loopback(page) } : {}),
			forwarded: forwardedAddress,
			callback: callbackAddress,
			clock,
			log,
			transcript,
		});
		disposables.push(made);
		return made;
	});
	return {
		protocol,
		signer,
		signIns,
		running: new RunningSignIns(),
		tokens,
		transcript,
		lockOf,
		canListen: loopback !== undefined,
		dispose: () => together(disposables).dispose(),
	};
}
