import type { Failure } from '../errors/failure.ts';
import type { RemedyId } from '../errors/remedies/remedy.ts';
import type { ModelFacts } from '../gemini/abilities.ts';
import { defaultModel, fallbackModel, type Model } from '../gemini/models.ts';
import { answered, failed } from '../outcome.ts';
import type { Profile } from '../profiles/profile.ts';
import { resolutionInWords } from '../profiles/resolutionWords.ts';
import { spoken, turnsBefore } from './conversation.ts';
import { type DraftFields, emptyFields } from './draftFields.ts';
import type { FailureView } from './failureView.ts';
import { failing } from './loadFailing.ts';
import { PanelModels } from './panelModels.ts';
import { profileView } from './profileView.ts';
import type { FromPage, FromSession, RequestPanelState } from './requestProtocol.ts';
import type { SavedPanel } from './savedPanel.ts';
import type { SessionPorts } from './sessionPorts.ts';
import type { KnownFailures } from './shownFailures.ts';
import type { Turn, TurnEnd } from './turn.ts';
import type { TurnDoors, TurnSending } from './turnSending.ts';

/** A prompt from elsewhere. What is left out stays as it is in the panel; `by`: the profile, where it is not the active one. */
export type PanelPrompt = { readonly prompt: string; readonly system?: string; readonly by?: Profile };

/** What a turn tells of itself while it is under way. */
type TurnKeeping = Pick<TurnDoors, 'update' | 'knowSecrets'>;

/** The life of one request panel, whether or not its page is visible at the moment. */
export class RequestSession {
	readonly #ports: SessionPorts;
	readonly #post: (message: FromSession) => void;
	readonly #models: PanelModels;
	#state: RequestPanelState = {
		models: [],
		modelFacts: [],
		proposedModel: fallbackModel,
		notes: [],
		isEmulated: false,
		countsTokens: false,
		earlier: [],
	};
	#turns = 0;
	/** Fields of the turn sent last, or what stood in them before a reload. */
	#fields: DraftFields;
	#isEdited = false;
	/** The active one, as far as it is known. */
	#profile: Profile | undefined;
	/** What is behind the cards. */
	#known: KnownFailures = {};
	/** Of the latest turn, which keeps what it sent and got; gone with a reload. */
	#sending: TurnSending | undefined;
	/** Of the turn that is under way. */
	#running: AbortController | undefined;
	/** Of the tokens being counted. */
	#counting: AbortController | undefined;
	/** Counts refreshes: of two that overlap, the later one is right whichever ends first. */
	#refreshes = 0;
	#isDisposed = false;

	constructor(ports: SessionPorts, post: (message: FromSession) => void, saved: Partial<SavedPanel> = {}) {
		this.#ports = ports;
		this.#models = new PanelModels(ports);
		this.#fields = saved.fields ?? emptyFields;
		this.#isEdited = this.#fields.prompt !== (saved.turn?.prompt ?? '');
		this.#turns = saved.turn?.turn ?? 0;
		this.#state = { ...this.#state, earlier: saved.earlier ?? [], ...(saved.turn ? { turn: saved.turn } : {}) };
		// A panel that is closed while an answer comes has no page to tell.
		this.#post = (message) => {
			if (!this.#isDisposed) {
				post(message);
			}
		};
	}

	/** Nothing is under way, and nothing typed would be lost if another prompt came. */
	get isIdle(): boolean {
		return this.#running === undefined && !this.#isEdited;
	}

	async handle(message: FromPage): Promise<void> {
		switch (message.type) {
			case 'ready':
				this.#postState();
				return this.refresh();
			case 'send':
				return this.#send(message.fields);
			case 'edited':
				this.#isEdited = true;
				return;
			case 'stop':
				this.#running?.abort();
				return;
			case 'details':
				return this.#postDetails();
			case 'chooseProfile':
				this.#ports.chooseProfile();
				return;
			case 'chooseTarget':
				this.#ports.chooseTarget();
				return;
			case 'copyAs':
				return this.#copyAs(message.fields);
			case 'paste':
				this.#ports.paste();
				return;
			case 'addFiles':
				this.#ports.addFiles();
				return;
			case 'count':
				return this.#count(message);
			case 'cure':
				return this.#cure(message.remedy);
			case 'explain': {
				const { cardOf } = await failing();
				const shown = cardOf(this.#state);
				if (shown) {
					this.#ports.explain(shown.cause);
				}
			}
		}
	}

	async #postDetails(): Promise<void> {
		const turn = this.#turns;
		const details = await this.#sending?.details();
		this.#post({ type: 'details', turn, ...(details ? { details } : {}) });
	}

	async #cure(id: RemedyId): Promise<void> {
		const { pressed } = await failing();
		const found = pressed(id, this.#state, this.#known);
		if (found) {
			this.#ports.cure(found.remedy, found.failed);
		}
	}

	/** Puts a prompt into the panel and sends it, with the other fields as they were. `by`: this once with that profile. */
	async sendPrompt({ prompt, system, by }: PanelPrompt): Promise<void> {
		const fields = { ...this.#fields, prompt, ...(system === undefined ? {} : { system }) };
		this.#state = { ...this.#state, draft: { version: this.#ports.random.uuid(), fields } };
		return this.#send(fields, by);
	}

	/** Puts fields into the panel, to be looked at before they are sent. */
	fill(fields: DraftFields): void {
		this.#fields = fields;
		this.#isEdited = true;
		this.#state = { ...this.#state, draft: { version: this.#ports.random.uuid(), fields } };
		this.#postState();
	}

	async #copyAs(fields: DraftFields): Promise<void> {
		const { proposedModel, earlier, turn } = this.#state;
		const { draftOf } = await import('./draft.ts');
		const draft = draftOf(fields, fields.model.trim() || proposedModel, spoken(turnsBefore(fields, earlier, turn)));
		// What is missing in the fields the page has said itself.
		if ('message' in draft) {
			return;
		}
		const active = await this.#ports.activeProfile();
		this.#ports.copyAs(draft, active.kind === 'answered' ? active.value.profile : undefined);
	}

	/** Counts the tokens of the fields; of two questions that overlap, the later one is answered. */
	async #count({ count, fields }: Extract<FromPage, { type: 'count' }>): Promise<void> {
		this.#counting?.abort();
		const counting = new AbortController();
		this.#counting = counting;
		const { countDraft } = await import('./countDraft.ts');
		const words = await countDraft(this.#ports, fields, this.#state, counting.signal);
		if (!counting.signal.aborted) {
			this.#state = { ...this.#state, tokenCount: { count, ...words } };
			this.#postState();
		}
	}

	/** Looks again which profile is active, and which models it may use. */
	async refresh(): Promise<void> {
		const refresh = ++this.#refreshes;
		const outcome = await this.#ports.activeProfile().catch(outcomeOfFault);
		if (this.#isDisposed || refresh !== this.#refreshes) {
			return;
		}
		const problem = outcome.kind === 'failed' ? await this.#problemOf(outcome.failure) : undefined;
		const { profile: _, problem: __, used: ___, ...rest } = this.#state;
		const resolution = outcome.kind === 'answered' ? outcome.value : undefined;
		const profile = resolution?.profile;
		const reason = resolution ? resolutionInWords(resolution) : '';
		this.#state = {
			...rest,
			isEmulated: this.#ports.isEmulated(),
			// Of a protected profile each use is asked about: not with every pause in typing.
			countsTokens: profile !== undefined && !profile.isProtected && this.#ports.countsTokens(),
			notes: [...(resolution && !profile ? [reason] : []), ...this.#ports.notes()],
			...(profile ? { profile: profileView(profile, reason, this.#ports.clock.now()) } : {}),
			...(problem ? { problem } : {}),
		};
		this.#profile = profile;
		this.#postState();
		await Promise.all([this.showUsage(), ...(profile ? [this.#showModels(profile)] : [])]);
	}

	/** Tells the page what the profile has used by now. */
	async showUsage(): Promise<void> {
		const profile = this.#profile;
		// What cannot be counted keeps nobody from sending.
		const used = profile && (await this.#ports.usageOf(profile).catch(() => undefined));
		if (used && profile === this.#profile) {
			this.#state = { ...this.#state, used };
			this.#postState();
		}
	}

	/** What keeps any profile from being used, with what can be done about it without a prompt. */
	async #problemOf(failure: Failure): Promise<FailureView> {
		const { failureView, fittingRemedies, isForAnyPlace } = await failing();
		const remedies = fittingRemedies(failure, { profile: undefined, hasOthers: false }).filter(isForAnyPlace);
		this.#known = { ...this.#known, problem: { failure, remedies } };
		return failureView(failure, remedies);
	}

	dispose(): void {
		this.#isDisposed = true;
		this.#running?.abort();
		this.#counting?.abort();
		this.#models.dispose();
	}

	async #showModels(profile: Profile): Promise<void> {
		const models = await this.#models.listFor(profile);
		if (models) {
			this.#state = {
				...this.#state,
				models: models.map(({ id }) => id),
				modelFacts: models.map(factsOf),
				proposedModel: defaultModel(models),
			};
			this.#postState();
		}
	}

	async #send(fields: DraftFields, by?: Profile): Promise<void> {
		if (this.#isDisposed) {
			return;
		}
		this.#running?.abort();
		const running = new AbortController();
		this.#running = running;
		this.#fields = fields;
		this.#isEdited = false;
		const turn = ++this.#turns;
		const model = fields.model.trim() || this.#state.proposedModel;
		const begun: Turn = { turn, prompt: fields.prompt, model, profile: '', answer: '', usage: '', latency: '' };
		const earlier = turnsBefore(fields, this.#state.earlier, this.#state.turn);
		this.#state = { ...this.#state, earlier, turn: begun };
		this.#known = { ...this.#known, turn: undefined };
		this.#sending = undefined;
		this.#postState();
		// Kept here too: a later turn may take its place on the page before it has ended.
		let own = begun;
		let secrets: readonly string[] = [];
		const doors: TurnKeeping = {
			update: (change) => {
				own = { ...own, ...change(own) };
				this.#show(own);
			},
			knowSecrets: (known) => {
				secrets = known;
			},
		};
		const end = await this.#endOf(begun, fields, running.signal, doors, by);
		own = { ...own, end };
		this.#show(own);
		this.#post({ type: 'finished', turn, state: this.#state });
		// Without one nothing was sent.
		if (end.kind !== 'declined' && own.profileId !== undefined) {
			this.#ports.recordTurn(own, fields, secrets);
		}
		if (this.#running === running) {
			this.#running = undefined;
			void this.#letGo();
		}
	}

	/** What the latest turn was sent with is needed no more. */
	async #letGo(): Promise<void> {
		await this.#sending?.close();
	}

	async #endOf(
		{ turn, model }: Turn,
		fields: DraftFields,
		signal: AbortSignal,
		doors: TurnKeeping,
		by?: Profile,
	): Promise<TurnEnd> {
		const { TurnSending } = await import('./turnSending.ts');
		const ports: SessionPorts = by
			? { ...this.#ports, activeProfile: async () => answered({ profile: by, by: 'window' }) }
			: this.#ports;
		const sending = new TurnSending(ports, model, {
			...doors,
			postState: () => this.#postState(),
			post: (piece) => this.#post({ ...piece, turn }),
			knowFailure: (known) => {
				if (this.#state.turn?.turn === turn) {
					this.#known = { ...this.#known, turn: known };
				}
			},
			models: this.#state.models,
			earlier: spoken(this.#state.earlier),
		});
		if (this.#turns === turn) {
			this.#sending = sending;
		}
		return sending.run(fields, signal).catch((error) => sending.endOf(outcomeOfFault(error)));
	}

	/** Shows the turn as it stands unless a later one has taken its place. */
	#show(turn: Turn): void {
		if (this.#state.turn?.turn === turn.turn) {
			this.#state = { ...this.#state, turn };
		}
	}

	#postState(): void {
		this.#post({ type: 'state', state: this.#state });
	}
}

/** What a page needs to know of a model. */
const factsOf = ({ id, inputTokenLimit, outputTokenLimit, thinking, maxTemperature }: Model): ModelFacts =>
	JSON.parse(JSON.stringify({ id, inputTokenLimit, outputTokenLimit, thinking, maxTemperature }));

/** A fault in Latchkey itself still ends what it broke, in words; its text may hold anything, so only its name is shown. */
const outcomeOfFault = (error: unknown) =>
	failed({ cause: 'unknown', evidence: error instanceof Error ? error.name : 'Error' });
