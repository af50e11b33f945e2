import * as l10n from '@vscode/l10n';
import type { Usage } from '../gemini/answer.ts';
import type { AnswerSink } from '../gemini/answerReading.ts';
import { type Draft, developerApiHost, fallbackModel } from '../gemini/developerApi.ts';
import type { Caller } from '../gemini/exchange.ts';
import { defaultModel, type Model } from '../gemini/models.ts';
import { streamAnswer } from '../gemini/streamAnswer.ts';
import type { Outcome } from '../outcome.ts';
import type { AuditTrail } from '../ports.ts';
import type { Profile } from '../profiles/profile.ts';
import { failureView } from './failureView.ts';
import type { FromPage, RequestPanelState, ToPage, Turn, TurnEnd } from './requestProtocol.ts';

/** What a panel needs from the rest of the house. */
export type SessionPorts = {
	/** The profile that requests use now; undefined where there is none. */
	readonly activeProfile: () => Promise<Outcome<Profile | undefined>>;
	/** How to call with a profile's credential. */
	readonly callerFor: (profile: Profile, signal: AbortSignal) => Promise<Outcome<Caller>>;
	readonly listModels: (caller: Caller) => Promise<Outcome<readonly Model[]>>;
	readonly isEmulated: () => boolean;
	readonly chooseProfile: () => void;
	readonly audit: AuditTrail;
};

/** The life of one request panel, whether or not its page is visible at the moment. */
export class RequestSession {
	readonly #ports: SessionPorts;
	readonly #post: (message: ToPage) => void;
	#state: RequestPanelState = { models: [], model: fallbackModel };
	#turns = 0;
	/** Of the turn that is under way. */
	#running: AbortController | undefined;
	/** Of the list of models being fetched. */
	#listing: AbortController | undefined;
	/** The profile whose models are in the state or being fetched, so that they are fetched once. */
	#modelsOf: string | undefined;
	/** Counts refreshes: of two that overlap, the later one is right whichever ends first. */
	#refreshes = 0;
	#isDisposed = false;

	constructor(ports: SessionPorts, post: (message: ToPage) => void) {
		this.#ports = ports;
		// A panel that is closed while an answer comes has no page to tell.
		this.#post = (message) => {
			if (!this.#isDisposed) {
				post(message);
			}
		};
	}

	async handle(message: FromPage): Promise<void> {
		switch (message.type) {
			case 'ready':
				this.#postState();
				return this.refresh();
			case 'send':
				return this.#send(message);
			case 'stop':
				this.#running?.abort();
				return;
			case 'chooseProfile':
				this.#ports.chooseProfile();
		}
	}

	/** Looks again which profile is active, and which models it may use. */
	async refresh(): Promise<void> {
		const refresh = ++this.#refreshes;
		const outcome = await this.#ports.activeProfile();
		if (this.#isDisposed || refresh !== this.#refreshes) {
			return;
		}
		const profile = outcome.kind === 'answered' ? outcome.value : undefined;
		const { profile: _, problem: __, ...rest } = this.#state;
		this.#state = {
			...rest,
			...(profile ? { profile: this.#profileView(profile) } : {}),
			...(outcome.kind === 'failed' ? { problem: failureView(outcome.failure) } : {}),
		};
		this.#postState();
		if (profile && profile.id !== this.#modelsOf) {
			await this.#fetchModels(profile);
		}
	}

	dispose(): void {
		this.#isDisposed = true;
		this.#running?.abort();
		this.#listing?.abort();
	}

	async #fetchModels(profile: Profile): Promise<void> {
		this.#listing?.abort();
		const listing = new AbortController();
		this.#listing = listing;
		this.#modelsOf = profile.id;
		const caller = await this.#ports.callerFor(profile, listing.signal);
		const models = caller.kind === 'answered' ? await this.#ports.listModels(caller.value) : caller;
		if (listing.signal.aborted) {
			return;
		}
		// Without a list a person can still type a model; the failure shows itself when they send.
		if (models.kind !== 'answered') {
			this.#modelsOf = undefined;
			this.#state = { ...this.#state, models: [] };
			this.#postState();
		} else {
			const ids = models.value.map((model) => model.id);
			// A model the person chose stays, listed or not: sending to another one unasked would be worse than a clear failure.
			const { model: now } = this.#state;
			const model = now === fallbackModel ? defaultModel(models.value) : now;
			this.#state = { ...this.#state, models: ids, model };
			this.#postState();
		}
	}

	async #send(draft: Draft): Promise<void> {
		// A person can send before the page knows of any model; then it is the one the panel would have shown.
		const { prompt, model } = { prompt: draft.prompt, model: draft.model || this.#state.model };
		this.#running?.abort();
		const running = new AbortController();
		this.#running = running;
		const turn = ++this.#turns;
		this.#state = { ...this.#state, model, turn: { turn, prompt, model, profile: '', answer: '', usage: '' } };
		this.#postState();
		const end = await this.#run(turn, { prompt, model }, running.signal).catch(endOfFault);
		this.#update(turn, () => ({ end }));
		this.#post({ type: 'finished', turn, state: this.#state });
		if (this.#running === running) {
			this.#running = undefined;
		}
	}

	async #run(turn: number, draft: Draft, signal: AbortSignal): Promise<TurnEnd> {
		const active = await this.#ports.activeProfile();
		if (active.kind !== 'answered') {
			return endOf(active);
		}
		const profile = active.value;
		if (!profile) {
			return { kind: 'failed', failure: { ...failureView({ cause: 'credentials-missing' }), ...noProfile() } };
		}
		this.#update(turn, () => ({ profile: profile.name }));
		const caller = await this.#ports.callerFor(profile, signal);
		if (caller.kind !== 'answered') {
			return endOf(caller);
		}
		const outcome = await streamAnswer(caller.value, draft, this.#sinkOf(turn));
		this.#ports.audit.record({
			type: 'credential-used',
			purpose: 'streamGenerateContent',
			result: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind,
			profileId: profile.id,
			profileName: profile.name,
		});
		return endOf(outcome);
	}

	#sinkOf(turn: number): AnswerSink {
		return {
			text: (text) => {
				this.#update(turn, (now) => ({ answer: now.answer + text }));
				this.#post({ type: 'text', turn, text });
			},
			usage: (usage) => this.#update(turn, () => ({ usage: usageInWords(usage) })),
		};
	}

	/** Changes the turn unless a later one has taken its place. */
	#update(turn: number, change: (now: Turn) => Partial<Turn>): void {
		const now = this.#state.turn;
		if (now?.turn === turn) {
			this.#state = { ...this.#state, turn: { ...now, ...change(now) } };
		}
	}

	#profileView(profile: Profile) {
		return {
			name: profile.name,
			method: l10n.t('API key'),
			target: developerApiHost,
			isEmulated: this.#ports.isEmulated(),
		};
	}

	#postState(): void {
		this.#post({ type: 'state', state: this.#state });
	}
}

const endOf = (outcome: Outcome<unknown>): TurnEnd =>
	outcome.kind === 'failed' ? { kind: 'failed', failure: failureView(outcome.failure) } : { kind: outcome.kind };

/** A fault in Latchkey itself still ends the turn, in words; its text may hold anything, so only its name is shown. */
const endOfFault = (error: unknown): TurnEnd => ({
	kind: 'failed',
	failure: failureView({ cause: 'unknown', evidence: error instanceof Error ? error.name : 'Error' }),
});

const noProfile = () => ({
	title: l10n.t('No profile chosen'),
	sentence: l10n.t('Choose or add a Gemini profile, then send again. Your prompt is kept.'),
});

const usageInWords = ({ prompt, thoughts, output }: Usage): string =>
	l10n.t(
		'Tokens: {0}',
		[
			l10n.t('{0} prompt', prompt),
			...(thoughts > 0 ? [l10n.t('{0} thinking', thoughts)] : []),
			l10n.t('{0} output', output),
		].join(', '),
	);
