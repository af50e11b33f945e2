import * as l10n from '@vscode/l10n';
import type { AnswerExtra } from '../gemini/answerExtra.ts';
import type { EarlierTurn } from '../gemini/draft.ts';
import { type Caller, secretsOf, type Waiting } from '../http/exchange.ts';
import { waitingInWords } from '../http/queueWords.ts';
import { orAborted } from '../orAborted.ts';
import type { Outcome } from '../outcome.ts';
import type { Profile } from '../profiles/profile.ts';
import { resolutionInWords } from '../profiles/resolutionWords.ts';
import type { Resolution } from '../profiles/resolveProfile.ts';
import { AnswerTaking } from './answerTaking.ts';
import { askModel } from './askModel.ts';
import { CallRecord } from './callRecord.ts';
import { draftOf } from './draft.ts';
import type { DraftFields } from './draftFields.ts';
import { failing } from './loadFailing.ts';
import type { SessionPorts } from './sessionPorts.ts';
import type { KnownFailures } from './shownFailures.ts';
import type { Turn, TurnEnd } from './turn.ts';
import type { TurnDetails } from './turnDetails.ts';

/** What of an answer is told as it comes. */
export type AnswerPiece =
	| { readonly type: 'text' | 'thought'; readonly text: string }
	| { readonly type: 'other'; readonly candidate: number; readonly text: string }
	| { readonly type: 'extras'; readonly extras: readonly AnswerExtra[] };

/** What sending a turn tells its session. Each call counts as long as the turn is the latest one. */
export type TurnDoors = {
	/** Changes the turn as it stands. */
	readonly update: (change: (now: Turn) => Partial<Turn>) => void;
	readonly postState: () => void;
	/** Tells the page of a further piece of the answer. */
	readonly post: (piece: AnswerPiece) => void;
	/** Keeps what is behind the card of the turn. */
	readonly knowFailure: (known: KnownFailures['turn']) => void;
	/** What was said before this turn. */
	readonly earlier: readonly EarlierTurn[];
	/** Names the secrets that the turn is sent with. */
	readonly knowSecrets: (secrets: readonly string[]) => void;
	/** Ids that the server lists; empty while unknown. */
	readonly models: readonly string[];
};

/** One turn on its way from the fields to its end. */
export class TurnSending {
	readonly #ports: SessionPorts;
	readonly #model: string;
	readonly #doors: TurnDoors;
	#record: CallRecord;
	/** What was made of the record when the call was over. */
	#kept: TurnDetails | undefined;

	constructor(ports: SessionPorts, model: string, doors: TurnDoors) {
		this.#ports = ports;
		this.#record = new CallRecord(ports.clock);
		this.#model = model;
		this.#doors = doors;
	}

	/** Sends what the fields describe, and resolves when that is over. */
	async run(fields: DraftFields, signal: AbortSignal): Promise<TurnEnd> {
		const draft = draftOf(fields, this.#model, this.#doors.earlier);
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
			return this.endOf(active);
		}
		const { profile } = active.value;
		if (!profile) {
			const { failureView } = await failing();
			const choose = (await this.#ports.hasOthers(undefined)) ? 'switch-profile' : 'switch-method';
			const failure = failureView({ cause: 'credentials-missing' }, [{ id: choose }]);
			return { kind: 'failed', failure: { ...failure, ...noProfile(active.value) } };
		}
		this.#doors.update(() => ({ profile: profile.name, profileId: profile.id }));
		// What was spent may have to be read behind a write of another window.
		const mayUse =
			(await this.#ports.mayUse(profile, signal)) && (await orAborted(this.#ports.maySpend(profile, signal), signal));
		if (signal.aborted || !mayUse) {
			return { kind: signal.aborted ? 'cancelled' : 'declined' };
		}
		let answer: AnswerTaking | undefined;
		const outcome = await askModel(this.#ports, profile, {
			draft,
			signal,
			begin: (caller) => {
				this.#doors.knowSecrets(secretsOf(caller));
				this.#record.mark('credential');
				answer = new AnswerTaking(this.#doors, this.#ports, draft, () => this.#record.mark('first-text'));
				return { caller: this.#patient(caller), sink: answer.sink };
			},
			ended: async (end) => {
				this.#record.mark('ended');
				await answer?.end(end);
			},
			onQueued: (ahead) => {
				this.#doors.update(() => ({ queued: waitingInWords(ahead) }));
				this.#doors.postState();
			},
		});
		return this.endOf(outcome, profile);
	}

	/** What was sent and what came back, as far as it has. */
	async details(): Promise<TurnDetails> {
		const { readableCall } = await import('./readableCall.ts');
		return this.#kept ?? readableCall(this.#record);
	}

	/** The call is over and told of: it stays readable, and the secrets that it was made with are let go. */
	async close(): Promise<void> {
		this.#kept = await this.details();
		this.#record = new CallRecord(this.#ports.clock);
	}

	/** How a turn ended; of one that failed with what can help, on this very profile. */
	async endOf(outcome: Outcome<unknown>, profile?: Profile): Promise<TurnEnd> {
		if (outcome.kind !== 'failed') {
			return { kind: outcome.kind };
		}
		const { failure } = outcome;
		const hasOthers = await this.#ports.hasOthers(profile).catch(() => true);
		const { failureView, fittingRemedies } = await failing();
		const remedies = fittingRemedies(failure, { profile, hasOthers });
		this.#doors.knowFailure({ failure, remedies });
		return { kind: 'failed', failure: failureView(failure, remedies) };
	}

	/** The caller of one turn, which tells the page what is waited for. */
	#patient(caller: Caller): Caller {
		const { models } = this.#doors;
		const onWait = async (waiting: Waiting) => {
			const { attemptView } = await failing();
			this.#doors.update(({ attempts = [] }) => ({ attempts: [...attempts, attemptView(waiting)] }));
			this.#doors.postState();
		};
		return {
			...caller,
			transport: this.#record.over(caller.transport),
			...(caller.retry ? { retry: { ...caller.retry, onWait: (waiting: Waiting) => void onWait(waiting) } } : {}),
			...(models.length > 0
				? { context: { ...caller.context, isModelListed: models.includes(this.#model.replace(/^models\//, '')) } }
				: {}),
		};
	}
}

const noProfile = (resolution: Resolution) => ({
	title: l10n.t('No profile chosen'),
	sentence: `${resolutionInWords(resolution)} ${l10n.t('Choose or add a Gemini profile, then send again. Your prompt is kept.')}`,
});
