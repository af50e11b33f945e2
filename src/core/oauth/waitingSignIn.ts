import * as l10n from '@vscode/l10n';
import type { Failure } from '../errors/failure.ts';
import { explain } from '../http/exchange.ts';
import { cancelled, failed, type Outcome } from '../outcome.ts';
import type { SecretOwner } from '../secretSources/sourcedSecrets.ts';
import { asClient, type ClientSecret, type ClientSecrets } from './asClient.ts';
import type { SignInAsk } from './authorizationUrl.ts';
import type { OAuthProtocol, RedirectJudgement } from './protocol.ts';
import { readPasted } from './redirectAddress.ts';
import type { Way } from './redirectStrategies.ts';
import type { Tokens } from './tokens.ts';
import type { Transcript } from './transcript.ts';

/** What an answer that arrived was: what is waited for, or a stray, which changes nothing. */
export type Receipt = 'answered' | 'refused' | 'stray';

/** `owner`: the profile that signs in again; of one that is to be made there is no id yet. */
export type SignInRequest = SignInAsk & ClientSecret & { readonly owner: SecretOwner };

type Parts = {
	readonly request: SignInRequest;
	readonly way: Way;
	readonly authorizationUrl: string;
	readonly redirectUri: string;
	readonly state: string;
	readonly verifier: string;
	readonly protocol: OAuthProtocol;
	/** Loaded for clients whose secret lies elsewhere alone. */
	readonly secrets: () => Promise<ClientSecrets>;
	readonly transcript: Transcript;
	readonly open: (url: string) => Promise<boolean>;
};

/** A sign-in between the opening of the browser and its end, which comes exactly once. */
export class WaitingSignIn {
	readonly #parts: Parts;
	readonly #aborting = new AbortController();
	#isTaken = false;
	/** Pasted answers that are being tried; others may come meanwhile. */
	#pasted = 0;
	/** Why the wait would be over, had an answer not been taken that may yet turn out to be another's. */
	#overdue: Failure | undefined;
	#settle: (outcome: Outcome<Tokens>) => void = () => undefined;
	/** How it ended. */
	readonly end: Promise<Outcome<Tokens>>;

	constructor(parts: Parts) {
		this.#parts = parts;
		this.end = new Promise((resolve) => {
			this.#settle = resolve;
		});
	}

	get request(): SignInRequest {
		return this.#parts.request;
	}

	get way(): Way {
		return this.#parts.way;
	}

	get state(): string {
		return this.#parts.state;
	}

	get authorizationUrl(): string {
		return this.#parts.authorizationUrl;
	}

	get redirectUri(): string {
		return this.#parts.redirectUri;
	}

	/** Opens the page of the authorization server; false where the editor could not. */
	openBrowser(): Promise<boolean> {
		return this.#parts.open(this.#parts.authorizationUrl);
	}

	/** Takes an answer whose `state` has been found to be this sign-in's. The first one that is no forgery ends the wait. */
	receive(parameters: URLSearchParams): Receipt {
		const judgement = this.#judge(parameters);
		if (judgement.kind === 'forged' || this.#isTaken) {
			this.#note('An answer that was not the server’s came, and was ignored.');
			return 'stray';
		}
		this.#isTaken = true;
		void this.#finish(judgement);
		return judgement.kind === 'code' ? 'answered' : 'refused';
	}

	/**
	 * Takes what a person pasted. Answers, in words, why it is not what is waited for, and goes on waiting; undefined where it ended the
	 * sign-in.
	 */
	async paste(text: string): Promise<string | undefined> {
		const pasted = readPasted(text);
		if (!pasted) {
			return l10n.t('This is neither the address the browser ended at nor a code. Copy the whole address.');
		}
		if (this.#isTaken) {
			return l10n.t('The answer has come another way already.');
		}
		const { state } = this.#parts;
		if (
			pasted.kind === 'address' &&
			(pasted.parameters.getAll('state').length !== 1 || pasted.parameters.get('state') !== state)
		) {
			this.#note('An address of another sign-in was pasted, and was ignored.');
			return l10n.t('This address belongs to another sign-in. Paste the one that this sign-in ended at.');
		}
		const parameters =
			pasted.kind === 'address' ? pasted.parameters : new URLSearchParams({ code: pasted.code, state });
		// A code alone comes without the name of the server; PKCE binds it to this sign-in, at its own token endpoint.
		const judgement: RedirectJudgement =
			pasted.kind === 'address' ? this.#judge(parameters) : this.#judge(parameters, { isCodeAlone: true });
		if (judgement.kind === 'forged') {
			return l10n.t('This address is not a whole answer of the server. Copy all of it.');
		}
		this.#pasted++;
		const outcome = await this.#outcomeOf(judgement);
		this.#pasted--;
		const isOver = this.#overdue !== undefined || this.#aborting.signal.aborted;
		if (outcome.kind === 'failed' && outcome.failure.cause === 'oauth-code-invalid' && !isOver) {
			return l10n.t('The server does not take this code: it is of another sign-in, used, or too old.');
		}
		this.#isTaken = true;
		const hasTokens = outcome.kind === 'answered';
		this.#settle(this.#overdue && !hasTokens ? failed(this.#overdue) : outcome);
		return undefined;
	}

	/** Ends the wait: nothing came in time, or the page in the browser shows an error that never comes back here. */
	fail(failure: Failure): void {
		if (this.#isTaken || this.#pasted > 0) {
			this.#overdue = failure;
			return;
		}
		this.#isTaken = true;
		this.#settle(failed(failure));
	}

	/** Ends the wait in silence. */
	cancel(): void {
		this.#isTaken = true;
		this.#aborting.abort();
		this.#settle(cancelled);
	}

	async #finish(judgement: Exclude<RedirectJudgement, { readonly kind: 'forged' }>): Promise<void> {
		this.#settle(await this.#outcomeOf(judgement));
	}

	/** Never rejects: whoever waits is to learn how it ended, also where that is a fault of ours. */
	async #outcomeOf(judgement: Exclude<RedirectJudgement, { readonly kind: 'forged' }>): Promise<Outcome<Tokens>> {
		try {
			return await this.#exchanged(judgement);
		} catch (error) {
			return failed({ cause: 'unknown', evidence: error instanceof Error ? error.name : 'Error' });
		}
	}

	async #exchanged(judgement: Exclude<RedirectJudgement, { readonly kind: 'forged' }>): Promise<Outcome<Tokens>> {
		const { request, redirectUri, verifier, protocol, secrets } = this.#parts;
		const { server, client, clientSecret, source, owner } = request;
		if (judgement.kind === 'refused') {
			this.#note('The server, or the person there, said no.');
			return failed(await explain({ body: `?${judgement.answer}` }, { url: server.authorization_endpoint ?? '' }, []));
		}
		this.#note('The answer came, with a code.');
		const { parameters } = judgement;
		const { signal } = this.#aborting;
		// A client that was refused has not used its code up: the server looks at the client first (RFC 6749, section 4.1.3).
		return asClient(secrets, { auth: client.auth, clientSecret, source, owner }, signal, (auth) =>
			protocol.exchangeCode({ server, clientId: client.id, auth, signal }, { parameters, redirectUri, verifier }),
		);
	}

	#judge(parameters: URLSearchParams, { isCodeAlone = false } = {}): RedirectJudgement {
		const { protocol, request, state } = this.#parts;
		const { authorization_response_iss_parameter_supported: _, ...lenient } = request.server;
		return protocol.judgeRedirect(isCodeAlone ? lenient : request.server, request.client.id, parameters, state);
	}

	#note(meaning: string): void {
		this.#parts.transcript.add({ title: 'Sign-in', meaning });
	}
}
