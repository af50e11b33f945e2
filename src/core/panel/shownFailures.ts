import type { Failure } from '../errors/failure.ts';
import type { Remedy, RemedyId } from '../errors/remedies/remedy.ts';
import type { FailureView } from './failureView.ts';
import type { RequestPanelState } from './requestProtocol.ts';

/** A call that failed, as far as it is known: after a reload of the window, no more than its cause and what was shown of it. */
export type FailedCall = {
	readonly failure: Failure;
	readonly shown: FailureView;
	/** Of the profile it was made with, if any. */
	readonly profileId?: string;
};

type Known = { readonly failure: Failure; readonly remedies: readonly Remedy[] };
type Shown = Pick<RequestPanelState, 'problem' | 'turn'>;

/** What is behind the cards of a panel: a page is told labels, and says which was pressed. */
export class ShownFailures {
	/** What keeps the profiles from being read. */
	problem: Known | undefined;
	/** Why the turn that is shown failed; undefined where it did not, or before this window was loaded. */
	turn: Known | undefined;

	/** The card of a panel that a person means who has pressed something on one. */
	cardOf({ problem, turn }: Shown): FailureView | undefined {
		return problem ?? (turn?.end?.kind === 'failed' ? turn.end.failure : undefined);
	}

	/** What was pressed, with the failure that it is about; undefined where no card offers it. What it opens or runs is never the page's word. */
	async pressed(
		id: RemedyId,
		state: Shown,
	): Promise<{ readonly remedy: Remedy; readonly failed: FailedCall } | undefined> {
		const shown = this.cardOf(state);
		if (!shown || (id !== 'copy-report' && shown.remedies.every((each) => each.id !== id))) {
			return undefined;
		}
		const { failure, remedies } = (state.problem ? this.problem : this.turn) ?? {
			failure: { cause: shown.cause },
			remedies: [],
		};
		// Of a failure before a reload only the cause is left.
		const { remediesOf } = await import('./failing.ts');
		const remedy = [...remedies, ...remediesOf(failure)].find((each) => each.id === id) ?? { id };
		const profileId = state.problem ? undefined : state.turn?.profileId;
		return { remedy, failed: { failure, shown, ...(profileId ? { profileId } : {}) } };
	}
}
