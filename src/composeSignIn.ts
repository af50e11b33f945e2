import * as vscode from 'vscode';
import type { Machine } from './core/adc/machine.ts';
import { tokensByMethod } from './core/credentials/tokensByMethod.ts';
import { UserTokens } from './core/credentials/userTokens.ts';
import { together } from './core/disposable.ts';
import type { LoopbackReceiver } from './core/oauth/signIns.ts';
import { Transcript } from './core/oauth/transcript.ts';
import type { Receipt } from './core/oauth/waitingSignIn.ts';
import { once } from './core/once.ts';
import type { Disposable, Lock, Log } from './core/ports.ts';
import { webDigest } from './net/federation/webDigest.ts';
// Whoever gets tokens sends requests: what sends them comes along, and not after the first of them is made.
import './net/fetchTransport.ts';
import { WebOAuth } from './net/oauth/oauthProtocol.ts';
import { WebSigner } from './net/oauth/webSigner.ts';
import type { Parts } from './vscode/parts.ts';
import { callbackAddress, forwardedAddress, openInBrowser, returnAddress } from './vscode/signIn/browser.ts';
import { RunningSignIns } from './vscode/signIn/runningSignIns.ts';
import { provideTranscript } from './vscode/signIn/showTranscript.ts';
import type { SignInParts } from './vscode/signIn/signInParts.ts';

/** What differs between the extension host of Node and that of the web, as far as signing in goes. */
export type SignInPlatform = {
	readonly lockFor: (profileId: string) => Lock;
	/** Absent where there are neither files nor an environment. */
	readonly machine?: (() => Promise<Machine>) | undefined;
	/** Absent where the extension host cannot listen. */
	readonly loopback?: ((page: (receipt: Page) => string) => LoopbackReceiver) | undefined;
};

type Page = Exclude<Receipt, 'stray'>;

/** Builds what signing in and tokens take; loaded with the first of them. */
export function composeSignIn(
	{ store, transport, audit, clock, random }: Omit<Parts, 'signIn' | 'secrets' | 'cure' | 'panels'>,
	secrets: Parts['secrets'],
	log: Log,
	{ lockFor, loopback, machine }: SignInPlatform,
): SignInParts & vscode.Disposable {
	// One for each sign-in: those of this window queue at it.
	const locks = new Map<string, Lock>();
	const lockOf = (id: string): Lock => {
		const lock = locks.get(id) ?? lockFor(id);
		locks.set(id, lock);
		return lock;
	};
	const transcript = new Transcript(clock);
	const minting = { transport, clock, random, transcript };
	const protocol = new WebOAuth(minting);
	const signer = new WebSigner();
	const source = { store, protocol: async () => protocol, secrets, clock, audit };
	const users = new UserTokens({
		...source,
		lockOf,
		onSignInEnded: (profile, failure) => {
			import('./vscode/signIn/sayEnded.ts')
				.then(({ sayEnded }) => sayEnded(profile, failure))
				// The call that learnt it says so as well.
				.catch(() => undefined);
		},
	});
	const ports = { ...source, ...minting, signer, digest: webDigest, users, machine };
	const tokens = tokensByMethod(ports);
	const disposables: Disposable[] = [provideTranscript(transcript), tokens];
	const signIns = once(async () => {
		const { SignIns } = await import('./core/oauth/signIns.ts');
		const { loopbackPage } = await import('./core/oauth/loopbackPage.ts');
		const page = (receipt: Page) => loopbackPage(receipt, returnAddress(), vscode.env.language);
		const made = new SignIns({
			protocol,
			secrets,
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
		debugWorkload: async (profile, signal) => {
			const { debugWorkload } = await import('./core/credentials/workloadTokens.ts');
			return debugWorkload(ports, profile, signal);
		},
		machine,
		canListen: loopback !== undefined,
		dispose: () => together(disposables).dispose(),
	};
}
