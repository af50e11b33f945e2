import type { Failure } from '../errors/failure.ts';
import { remediesOf } from '../errors/remedies/remediesOf.ts';
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

/** What is behind the cards of a panel, which the page is told nothing of but labels: of the profiles that cannot be read, and of the turn. */
export type KnownFailures = {
	readonly [card in 'problem' | 'turn']?:
		| { readonly failure: Failure; readonly remedies: readonly Remedy[] }
		| undefined;
};

type Shown = Pick<RequestPanelState, 'problem' | 'turn'>;

/** The card that a person means who has pressed something on one. */
export const cardOf = ({ problem, turn }: Shown): FailureView | undefined =>
	problem ?? (turn?.end?.kind === 'failed' ? turn.end.failure : undefined);

/** What was pressed, with the failure that it is about; undefined where no card offers it. What it opens or runs is never the page's word. */
export function pressed(
	id: RemedyId,
	state: Shown,
	known: KnownFailures,
): { readonly remedy: Remedy; readonly failed: FailedCall } | undefined {
	const shown = cardOf(state);
	if (!shown || (id !== 'copy-report' && shown.remedies.every((each) => each.id !== id))) {
		return undefined;
	}
	const profileId = state.problem ? undefined : state.turn?.profileId;
	// Of a failure before a reload only the cause is left.
	const { failure, remedies } = (state.problem ? known.problem : known.turn) ?? {
		failure: { cause: shown.cause },
		remedies: [],
	};
	const remedy = [...remedies, ...remediesOf(failure)].find((each) => each.id === id) ?? { id };
	return { remedy, failed: { failure, shown, ...(profileId ? { profileId } : {}) } };
}
