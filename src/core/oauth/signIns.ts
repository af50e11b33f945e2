import { answered, failed, type Outcome } from '../outcome.ts';
import type { Clock, Disposable as Ending, Log } from '../ports.ts';
import type { ClientSecrets } from './asClient.ts';
import { isEndpoint } from './authorizationServer.ts';
import { authorizationUrl } from './authorizationUrl.ts';
import type { OAuthProtocol } from './protocol.ts';
import { longestAnswer } from './redirectAddress.ts';
import {
	loopbackAddress,
	pasteAddress,
	type RedirectStrategyId,
	uriHandlerAddress,
	type Way,
} from './redirectStrategies.ts';
import { relayState } from './relayState.ts';
import type { Transcript } from './transcript.ts';
import { type Receipt, type SignInRequest, WaitingSignIn } from './waitingSignIn.ts';

/** Listens on this machine for the answer of one sign-in. */
export type LoopbackReceiver = {
	/** `port`: the one asked for, else any that is free. `receive` judges each request, and the first one it takes ends the listening. */
	listen(
		place: { readonly port?: number; readonly path: string },
		receive: (parameters: URLSearchParams) => Receipt,
	): Promise<{ readonly port: number } & Ending>;
};

type Ports = {
	readonly protocol: OAuthProtocol;
	/** Loaded for clients whose secret lies elsewhere alone. */
	readonly secrets: () => Promise<ClientSecrets>;
	/** Opens a page in the person's browser, which may run on another machine. False where that was refused. */
	readonly open: (url: string) => Promise<boolean>;
	/** Absent where the extension host cannot listen. */
	readonly loopback?: LoopbackReceiver;
	/** Where the browser reaches a port of this machine, `http://127.0.0.1:<port>`. */
	readonly forwarded: (port: number) => Promise<string>;
	/** Address of our URI handler as the browser reaches it; another each time, where answers are told apart by it. */
	readonly callback: () => Promise<string>;
	readonly clock: Clock;
	readonly log: Log;
	readonly transcript: Transcript;
};

/** How long a person has for the pages of the server, in milliseconds. */
const timeLimit = 5 * 60_000;
/** A page that keeps sending rubbish fills no log: so many lines in so many milliseconds. */
const mostNotes = 20;
const notesPer = 60_000;

/** `isAddress`: its `state` is an address of ours with a nonce in it. */
type Waiting = { readonly signIn: WaitingSignIn; readonly strategy: RedirectStrategyId; readonly isAddress: boolean };

/** The sign-ins that wait for their answer. Any number may, and none knows of the others. */
export class SignIns {
	readonly #ports: Ports;
	/** By `state`, or the nonce in it. */
	readonly #waiting = new Map<string, Waiting>();
	#notes = 0;
	#notesSince = 0;

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	/** Makes everything ready for the answer, and only then the address that the browser is to be sent to. */
	async start(request: SignInRequest, way: Way): Promise<Outcome<WaitingSignIn>> {
		const { protocol, secrets, clock, transcript, open } = this.#ports;
		const binding = await protocol.bind();
		let receive: (parameters: URLSearchParams) => Receipt = () => 'stray';
		let trouble = 'no redirect address';
		const road = await this.#road(request, way.id, (parameters) => receive(parameters)).catch((error: unknown) => {
			const code = (error as { readonly code?: unknown } | undefined)?.code;
			trouble = typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? code : trouble;
			return undefined;
		});
		if (!road) {
			return failed({ cause: 'oauth-redirect-mismatch', evidence: `${way.id}: ${trouble}` });
		}
		const state = road.relay ? relayState(binding.state, road.relay.callback, road.relay.page) : binding.state;
		const url = isEndpoint(request.server.authorization_endpoint)
			? authorizationUrl(request, { ...binding, state, redirectUri: road.redirectUri })
			: undefined;
		if (url === undefined) {
			road.end?.dispose();
			return failed({ cause: 'oauth-request-invalid', evidence: 'no authorization endpoint' });
		}
		const signIn = new WaitingSignIn({
			request,
			way,
			authorizationUrl: url,
			redirectUri: road.redirectUri,
			state,
			verifier: binding.verifier,
			protocol,
			secrets,
			transcript,
			open,
		});
		receive = (parameters) => this.receive(parameters, 'loopback');
		const isAddress = state.includes('nonce=');
		const key = isAddress ? binding.state : state;
		this.#waiting.set(key, { signIn, strategy: way.id, isAddress });
		const limit = clock.after(timeLimit, () => signIn.fail({ cause: 'sign-in-unanswered' }));
		void signIn.end.then(() => {
			limit.dispose();
			road.end?.dispose();
			this.#waiting.delete(key);
		});
		transcript.add({
			title: 'Sign-in',
			lines: [
				`authorization endpoint: ${new URL(url).origin}${new URL(url).pathname}`,
				`redirect_uri: ${road.redirectUri}`,
				`scope: ${request.scopes.join(' ')}`,
			],
			meaning: `The browser is sent to ${new URL(url).host}. ${way.label}: ${way.reason}`,
		});
		return answered(signIn);
	}

	/**
	 * Takes an answer that came by the URI handler or over the loopback address. One whose `state` belongs to no sign-in that waits for an
	 * answer by this way changes nothing.
	 */
	receive(parameters: URLSearchParams, by: RedirectStrategyId): Receipt {
		const isTooLong = parameters.toString().length > longestAnswer;
		const known = isTooLong ? undefined : this.#waitingFor(parameters);
		const receipt = known?.strategy === by ? known.signIn.receive(known.parameters) : 'stray';
		if (receipt === 'stray') {
			this.ignore(`an answer by ${by} that belongs to no sign-in`);
		}
		return receipt;
	}

	/** Notes, without its contents, that something came which changes nothing. */
	ignore(what: string): void {
		const now = this.#ports.clock.now();
		if (Math.abs(now - this.#notesSince) > notesPer) {
			this.#notesSince = now;
			this.#notes = 0;
		}
		if (this.#notes++ < mostNotes) {
			this.#ports.log.warn(`sign-in: ${what} was ignored`);
		}
	}

	/** By `state`; or by the nonce within it, where VS Code's own relay made an address of it that is torn when it is decoded. */
	#waitingFor(parameters: URLSearchParams) {
		const [states, nonces] = [parameters.getAll('state'), parameters.getAll('nonce')];
		const byState = states.length === 1 ? this.#waiting.get(states[0] ?? '') : undefined;
		if (byState) {
			return { ...byState, parameters };
		}
		const byNonce = nonces.length === 1 ? this.#waiting.get(nonces[0] ?? '') : undefined;
		if (!byNonce?.isAddress) {
			return undefined;
		}
		const whole = new URLSearchParams([...parameters].filter(([name]) => name !== 'state' && name !== 'nonce'));
		whole.append('state', byNonce.signIn.state);
		return { ...byNonce, parameters: whole };
	}

	dispose(): void {
		for (const { signIn } of [...this.#waiting.values()]) {
			signIn.cancel();
		}
	}

	async #road(
		{ client }: SignInRequest,
		strategy: RedirectStrategyId,
		receive: (parameters: URLSearchParams) => Receipt,
	): Promise<Road | undefined> {
		switch (strategy) {
			case 'uri-handler': {
				const callback = await this.#ports.callback();
				const address = uriHandlerAddress(client, callback);
				return (
					address && {
						redirectUri: address.redirectUri,
						...(address.relay ? { relay: { page: address.relay, callback } } : {}),
					}
				);
			}
			case 'loopback': {
				const place = loopbackAddress(client);
				const listening = place && (await this.#ports.loopback?.listen(place, receive));
				if (!listening) {
					return undefined;
				}
				const port = await this.#outerPort(listening.port, place.port).catch(() => undefined);
				if (port === undefined) {
					listening.dispose();
					return undefined;
				}
				return { redirectUri: `http://${place.host}:${port}${place.path}`, end: listening };
			}
			case 'paste': {
				const redirectUri = pasteAddress(client);
				return redirectUri === undefined ? undefined : { redirectUri };
			}
		}
	}

	/** A remote window may have to take another port on the person's machine; one that is registered cannot be another. */
	async #outerPort(port: number, registered: number | undefined): Promise<number> {
		const outer = /^http:\/\/(?:127\.0\.0\.1|localhost):(\d+)\/?$/.exec(await this.#ports.forwarded(port))?.[1];
		return registered ?? (outer === undefined ? port : Number(outer));
	}
}

type Road = {
	readonly redirectUri: string;
	readonly relay?: { readonly page: string; readonly callback: string };
	/** Of what was set up for it. */
	readonly end?: Ending;
};
