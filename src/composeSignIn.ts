import * as vscode from 'vscode';
import { clientCredentialsToken, pastedToken } from './core/credentials/otherTokens.ts';
import { TokenCache, type TokenSource } from './core/credentials/tokenCache.ts';
import { UserTokens } from './core/credentials/userTokens.ts';
import { loopbackPage } from './core/oauth/loopbackPage.ts';
import { type LoopbackReceiver, SignIns } from './core/oauth/signIns.ts';
import { Transcript } from './core/oauth/transcript.ts';
import type { Lock, Log } from './core/ports.ts';
import { WebOAuth } from './net/oauth/oauthProtocol.ts';
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

type Page = Parameters<typeof loopbackPage>[0];

/** Builds what signing in and tokens take; loaded with the first of them. */
export function composeSignIn(
	{ store, transport, audit, clock, random }: Omit<Parts, 'signIn'>,
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
	const source = { store, protocol: async () => protocol, clock, audit };
	const users = new UserTokens({
		...source,
		lockOf,
		onSignInEnded: (profile, failure) => void sayEnded(profile, failure),
	});
	const tokenSource: TokenSource = (profile, rejected, signal) => {
		switch (profile.method) {
			case 'oauth-user':
				return users.get(profile, rejected, signal);
			case 'oauth-client-credentials':
				return clientCredentialsToken(source, profile, signal);
			case 'access-token':
				return pastedToken(source, profile, rejected);
		}
	};
	const tokens = new TokenCache(clock, tokenSource);
	const page = (receipt: Page) => loopbackPage(receipt, returnAddress(), vscode.env.language);
	const signIns = new SignIns({
		protocol,
		open: openInBrowser,
		...(loopback ? { loopback: loopback(page) } : {}),
		forwarded: forwardedAddress,
		callback: callbackAddress,
		clock,
		log,
		transcript,
	});
	const providing = provideTranscript(transcript);
	return {
		protocol,
		signIns,
		running: new RunningSignIns(),
		tokens,
		transcript,
		lockOf,
		canListen: loopback !== undefined,
		dispose: () => {
			providing.dispose();
			signIns.dispose();
			tokens.dispose();
		},
	};
}
