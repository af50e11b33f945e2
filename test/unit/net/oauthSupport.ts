import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import type { OAuthClient } from '../../../src/core/oauth/oauthClient.ts';
import type { DiscoveredServer } from '../../../src/core/oauth/protocol.ts';
import { editorCallback } from '../../../src/core/oauth/redirectAddress.ts';
import { type RedirectStrategyId, waysFor } from '../../../src/core/oauth/redirectStrategies.ts';
import { type LoopbackReceiver, SignIns } from '../../../src/core/oauth/signIns.ts';
import { Transcript } from '../../../src/core/oauth/transcript.ts';
import type { Receipt, SignInRequest, WaitingSignIn } from '../../../src/core/oauth/waitingSignIn.ts';
import type { HttpTransport } from '../../../src/core/ports.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { WebOAuth } from '../../../src/net/oauth/oauthProtocol.ts';
import { systemClock, systemRandom } from '../../../src/net/platform.ts';
import type { IdentityProvider } from '../../bed/identityProvider.ts';
import { type FormAnswers, FormBrowser } from '../../bed/signInByForms.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { answerOf } from '../core/profileSupport.ts';
import { owner } from '../core/secretSources/sourceSupport.ts';

/** The real transport, to which plain http to this one origin is allowed. */
export const transportTo = (origin: string): HttpTransport =>
	new FetchTransport(
		{ emulatorDoor: () => readEmulatorDoor({ 'identity provider': origin }), silenceLimit: () => 60_000 },
		systemClock,
	);

/** The real protocol over a transport. */
export function protocolOver(transport: HttpTransport) {
	const transcript = new Transcript(systemClock);
	const protocol = new WebOAuth({ transport, clock: systemClock, random: systemRandom, transcript });
	/** Everything that the transcript says. */
	const written = () => JSON.stringify(transcript.entries);
	return { protocol, transcript, written };
}

const callback = editorCallback('code-oss');

/** Everything sign-ins take, around the real protocol and the real authorization server. What listens here is called by hand. */
export async function setUpSignIns(
	provider: IdentityProvider,
	different: { readonly loopback?: LoopbackReceiver; readonly forwarded?: (port: number) => Promise<string> } = {},
) {
	const { protocol, transcript, written } = protocolOver(transportTo(provider.issuer));
	const server = await answerOf(protocol.discover(provider.issuer, new AbortController().signal));
	const clock = new ManualClock();
	const log: string[] = [];
	const opened: string[] = [];
	const listening = new Map<number, (parameters: URLSearchParams) => Receipt>();
	const loopback: LoopbackReceiver = {
		async listen({ port = 50_000 + listening.size }, receive) {
			listening.set(port, receive);
			return { port, dispose: () => listening.delete(port) };
		},
	};
	const signIns = new SignIns({
		protocol,
		secrets: () => assert.fail('no secret lies elsewhere'),
		open: async (url) => opened.push(url) > 0,
		loopback,
		forwarded: async (port) => `http://127.0.0.1:${port}/`,
		callback: async () => callback,
		clock,
		log: { info: (message) => void log.push(message), warn: (message) => void log.push(message) },
		transcript,
		...different,
	});
	const start = async (
		strategy: RedirectStrategyId,
		request: Omit<SignInRequest, 'owner'> = requestAt(provider, server, strategy),
	) => {
		const environment = { ui: 'desktop', isRemote: false, canListen: true, callback } as const;
		const way = waysFor(request.client, environment).find(({ id }) => id === strategy);
		assert.ok(way && way.is !== 'impossible', JSON.stringify(way));
		return answerOf(signIns.start({ owner, ...request }, way));
	};
	return { signIns, start, server, clock, log, opened, listening, transcript, written };
}

/** An app of this machine for the ways that lead there, the editor's own for the other. */
export function requestAt(
	{ clients }: IdentityProvider,
	server: DiscoveredServer,
	strategy: RedirectStrategyId,
): SignInRequest {
	const client: OAuthClient =
		strategy === 'uri-handler'
			? { id: clients.editor.id, kind: 'other', auth: 'none', redirectUris: [clients.editor.redirectUri] }
			: { id: clients.loopback.id, kind: 'other', auth: 'none', redirectUris: ['http://127.0.0.1/callback'] };
	return { server, client, scopes: ['openid', 'email', 'offline_access'], owner };
}

/** Has a person sign in at the server; the address that their browser ends at. */
export const browse = (signIn: WaitingSignIn, answers: FormAnswers = { login: 'ada' }): Promise<URL> =>
	new FormBrowser().signIn(signIn.authorizationUrl, answers);

/** Whether a sign-in still waits. */
export const isWaiting = async (signIn: WaitingSignIn): Promise<boolean> =>
	(await Promise.race([signIn.end.then(() => 'over'), setImmediate('waiting')])) === 'waiting';
