import * as l10n from '@vscode/l10n';
import { checkOf } from '../credentials/checkCredential.ts';
import type { Cause } from '../errors/cause.ts';
import type { Failure } from '../errors/failure.ts';
import type { Remedy, RemedyId } from '../errors/remedies/remedy.ts';
import type { AnswerSink } from '../gemini/answerReading.ts';
import { type Draft, fallbackModel } from '../gemini/developerApi.ts';
import type { ModelLists } from '../gemini/modelLists.ts';
import { defaultModel } from '../gemini/models.ts';
import { streamAnswer } from '../gemini/streamAnswer.ts';
import type { Caller, Waiting } from '../http/exchange.ts';
import { orAborted } from '../orAborted.ts';
import { failed, type Outcome } from '../outcome.ts';
import type { AuditTrail, Clock, Random } from '../ports.ts';
import type { Check, Profile } from '../profiles/profile.ts';
import { resolutionInWords } from '../profiles/resolutionWords.ts';
import type { Resolution } from '../profiles/resolveProfile.ts';
import { draftOf } from './draft.ts';
import { type DraftFields, emptyFields } from './draftFields.ts';
import type { FailureView } from './failureView.ts';
import { PanelModels } from './panelModels.ts';
import { profileView } from './profileView.ts';
import type { FromPage, FromSession, RequestPanelState } from './requestProtocol.ts';
import type { SavedPanel } from './savedPanel.ts';
import type { FailedCall, KnownFailures } from './shownFailures.ts';
import type { Turn, TurnEnd } from './turn.ts';
import { latencyInWords, usageInWords } from './turnWords.ts';

/** What a panel needs from the rest of the house. */
export type SessionPorts = {
	/** The profile that requests use now, and why. */
	readonly activeProfile: () => Promise<Outcome<Resolution>>;
	/** How to call with a profile's credential. */
	readonly callerFor: (profile: Profile, signal: AbortSignal) => Promise<Outcome<Caller>>;
	/** Whether the person wants to send with this profile; asks only about a protected one. */
	readonly mayUse: (profile: Profile, signal: AbortSignal) => Promise<boolean>;
	/** Whether a protected profile may be used without asking. */
	readonly isFreeToUse: (profile: Profile) => boolean;
	readonly recordUse: (profile: Profile) => void;
	/** Notes what a call told about the credential itself. */
	readonly recordCheck: (profile: Profile, check: Check) => void;
	readonly models: ModelLists;
	readonly isEmulated: () => boolean;
	/** What else a person should know before sending; each a sentence. */
	readonly notes: () => readonly string[];
	readonly chooseProfile: () => void;
	/** Offers the request as code, of the profile that would send it. */
	readonly copyAs: (draft: Draft, profile: Profile | undefined) => void;
	/** Fills a panel from the request on the clipboard. */
	readonly paste: () => void;
	/** Carries out what a person chose against a failure. */
	readonly cure: (remedy: Remedy, failed: FailedCall) => void;
	/** Tells a person more about a cause. */
	readonly explain: (cause: Cause) => void;
	/** Whether there is a profile beside this one. */
	readonly hasOthers: (profile: Profile | undefined) => Promise<boolean>;
	readonly audit: AuditTrail;
	readonly clock: Clock;
	readonly random: Random;
};

/** The life of one request panel, whether or not its page is visible at the moment. */
export class RequestSession {
	readonly #ports: SessionPorts;
	readonly #post: (message: FromSession) => void;
	readonly #models: PanelModels;
	#state: RequestPanelState = { models: [], proposedModel: fallbackModel, notes: [], isEmulated: false };
	#turns = 0;
	/** Fields of the turn sent last, or what stood in them before a reload. */
	#fields: DraftFields;
	#isEdited = false;
	/** What is behind the cards. */
	#known: KnownFailures = {};
	/** Of the turn that is under way. */
	#running: AbortController | undefined;
	/** Counts refreshes: of two that overlap, the later one is right whichever ends first. */
	#refreshes = 0;
	#isDisposed = false;

	constructor(ports: SessionPorts, post: (message: FromSession) => void, saved: Partial<SavedPanel> = {}) {
		this.#ports = ports;
		this.#models = new PanelModels(ports);
		this.#fields = saved.fields ?? emptyFields;
		this.#isEdited = this.#fields.prompt !== (saved.turn?.prompt ?? '');
		this.#turns = saved.turn?.turn ?? 0;
		this.#state = { ...this.#state, ...(saved.turn ? { turn: saved.turn } : {}) };
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
			case 'chooseProfile':
				this.#ports.chooseProfile();
				return;
			case 'copyAs':
				return this.#copyAs(message.fields);
			case 'paste':
				this.#ports.paste();
				return;
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

	async #cure(id: RemedyId): Promise<void> {
		const { pressed } = await failing();
		const found = pressed(id, this.#state, this.#known);
		if (found) {
			this.#ports.cure(found.remedy, found.failed);
		}
	}

	/** Puts a prompt into the panel and sends it, with the other fields as they were. */
	async sendPrompt(prompt: string): Promise<void> {
		const fields = { ...this.#fields, prompt };
		this.#state = { ...this.#state, draft: { version: this.#ports.random.uuid(), fields } };
		return this.#send(fields);
	}

	/** Puts fields into the panel, to be looked at before they are sent. */
	fill(fields: DraftFields): void {
		this.#fields = fields;
		this.#isEdited = true;
		this.#state = { ...this.#state, draft: { version: this.#ports.random.uuid(), fields } };
		this.#postState();
	}

	async #copyAs(fields: DraftFields): Promise<void> {
		const draft = draftOf(fields, fields.model.trim() || this.#state.proposedModel);
		// What is missing in the fields the page has said itself.
		if ('message' in draft) {
			return;
		}
		const active = await this.#ports.activeProfile();
		this.#ports.copyAs(draft, active.kind === 'answered' ? active.value.profile : undefined);
	}

	/** Looks again which profile is active, and which models it may use. */
	async refresh(): Promise<void> {
		const refresh = ++this.#refreshes;
		const outcome = await this.#ports.activeProfile().catch(outcomeOfFault);
		if (this.#isDisposed || refresh !== this.#refreshes) {
			return;
		}
		const problem = outcome.kind === 'failed' ? await this.#problemOf(outcome.failure) : undefined;
		const { profile: _, problem: __, ...rest } = this.#state;
		const resolution = outcome.kind === 'answered' ? outcome.value : undefined;
		const profile = resolution?.profile;
		const reason = resolution ? resolutionInWords(resolution) : '';
		this.#state = {
			...rest,
			isEmulated: this.#ports.isEmulated(),
			notes: [...(resolution && !profile ? [reason] : []), ...this.#ports.notes()],
			...(profile ? { profile: profileView(profile, reason, this.#ports.clock.now()) } : {}),
			...(problem ? { problem } : {}),
		};
		this.#postState();
		if (profile) {
			await this.#showModels(profile);
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
		this.#models.dispose();
	}

	async #showModels(profile: Profile): Promise<void> {
		const models = await this.#models.listFor(profile);
		if (models) {
			this.#state = { ...this.#state, models: models.map(({ id }) => id), proposedModel: defaultModel(models) };
			this.#postState();
		}
	}

	async #send(fields: DraftFields): Promise<void> {
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
		this.#state = { ...this.#state, turn: begun };
		this.#known = { ...this.#known, turn: undefined };
		this.#postState();
		const end = await this.#run(begun, fields, running.signal).catch((error) =>
			this.#endOf(turn, outcomeOfFault(error)),
		);
		this.#update(turn, () => ({ end }));
		this.#post({ type: 'finished', turn, state: this.#state });
		if (this.#running === running) {
			this.#running = undefined;
		}
	}

	async #run({ turn, model }: Turn, fields: DraftFields, signal: AbortSignal): Promise<TurnEnd> {
		const draft = draftOf(fields, model);
		if ('message' in draft) {
			const { failureView } = await failing();
			const failure = failureView({ cause: 'request-invalid' }, [{ id: 'edit-request' }]);
			return { kind: 'failed', failure: { ...failure, sentence: draft.message } };
		}
		const active = await orAborted(this.#ports.activeProfile(), signal);
		if (active === 'aborted') {
			return { kind: 'cancelled' };
		}
		if (active.kind !== 'answered') {
			return this.#endOf(turn, active);
		}
		const { profile } = active.value;
		if (!profile) {
			const { failureView } = await failing();
			const choose = (await this.#ports.hasOthers(undefined)) ? 'switch-profile' : 'switch-method';
			const failure = failureView({ cause: 'credentials-missing' }, [{ id: choose }]);
			return { kind: 'failed', failure: { ...failure, ...noProfile(active.value) } };
		}
		this.#update(turn, () => ({ profile: profile.name, profileId: profile.id }));
		const mayUse = await this.#ports.mayUse(profile, signal);
		if (signal.aborted || !mayUse) {
			return { kind: signal.aborted ? 'cancelled' : 'declined' };
		}
		const caller = await this.#ports.callerFor(profile, signal);
		if (caller.kind !== 'answered') {
			this.#note(profile, caller);
			return this.#endOf(turn, caller, profile);
		}
		const { clock, audit } = this.#ports;
		const began = clock.now();
		let firstText: number | undefined;
		const outcome = await streamAnswer(
			this.#patient(caller.value, turn, model),
			draft,
			this.#sinkOf(turn, () => {
				firstText ??= clock.now() - began;
			}),
		);
		this.#update(turn, () => ({ latency: latencyInWords(clock.now() - began, firstText) }));
		audit.record({
			type: 'credential-used',
			purpose: 'streamGenerateContent',
			result: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind,
			profileId: profile.id,
			profileName: profile.name,
		});
		this.#ports.recordUse(profile);
		this.#note(profile, outcome);
		return this.#endOf(turn, outcome, profile);
	}

	/** A prompt says as much about a credential as a check does; only that a permission may be lacking for this one model. */
	#note(profile: Profile, outcome: Outcome<unknown>): void {
		// What failed on this machine says nothing about the credential.
		if (outcome.kind === 'cancelled' || (outcome.kind === 'failed' && outcome.failure.host === undefined)) {
			return;
		}
		const check = checkOf(outcome, this.#ports.clock.now());
		const isNews = check.state === 'valid' ? profile.lastCheck?.state !== 'valid' : check.cause !== 'permission-denied';
		if (isNews && (check.state === 'valid' || check.state === 'rejected')) {
			this.#ports.recordCheck(profile, check);
		}
	}

	/** How a turn ended; of one that failed with what can help, on this very profile. */
	async #endOf(turn: number, outcome: Outcome<unknown>, profile?: Profile): Promise<TurnEnd> {
		if (outcome.kind !== 'failed') {
			return { kind: outcome.kind };
		}
		const { failure } = outcome;
		const hasOthers = await this.#ports.hasOthers(profile).catch(() => true);
		const { failureView, fittingRemedies } = await failing();
		const remedies = fittingRemedies(failure, { profile, hasOthers });
		if (this.#state.turn?.turn === turn) {
			this.#known = { ...this.#known, turn: { failure, remedies } };
		}
		return { kind: 'failed', failure: failureView(failure, remedies) };
	}

	/** The caller of one turn, which tells the page what is waited for. */
	#patient(caller: Caller, turn: number, model: string): Caller {
		const { models } = this.#state;
		const onWait = async (waiting: Waiting) => {
			const { attemptView } = await failing();
			this.#update(turn, ({ attempts = [] }) => ({ attempts: [...attempts, attemptView(waiting)] }));
			this.#postState();
		};
		return {
			...caller,
			...(caller.retry ? { retry: { ...caller.retry, onWait: (waiting: Waiting) => void onWait(waiting) } } : {}),
			...(models.length > 0
				? { context: { ...caller.context, isModelListed: models.includes(model.replace(/^models\//, '')) } }
				: {}),
		};
	}

	#sinkOf(turn: number, onText: () => void): AnswerSink {
		return {
			text: (text) => {
				onText();
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

	#postState(): void {
		this.#post({ type: 'state', state: this.#state });
	}
}

/** What failures take is loaded with the first of them. */
const failing = () => import('./failing.ts');

/** A fault in Latchkey itself still ends what it broke, in words; its text may hold anything, so only its name is shown. */
const outcomeOfFault = (error: unknown) =>
	failed({ cause: 'unknown', evidence: error instanceof Error ? error.name : 'Error' });

const noProfile = (resolution: Resolution) => ({
	title: l10n.t('No profile chosen'),
	sentence: `${resolutionInWords(resolution)} ${l10n.t('Choose or add a Gemini profile, then send again. Your prompt is kept.')}`,
});
