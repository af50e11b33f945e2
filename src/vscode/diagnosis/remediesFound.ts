import type { Failure } from '../../core/errors/failure.ts';
import { fittingRemedies, type Situation } from '../../core/errors/remedies/fittingRemedies.ts';
import { isForAnyPlace, type Remedy } from '../../core/errors/remedies/remedy.ts';

/** What helps against something that a diagnosis found: not another one, and nothing that is done to a prompt. */
export const remediesFound = (failure: Failure, situation: Situation): readonly Remedy[] =>
	fittingRemedies(failure, situation).filter((remedy) => isForAnyPlace(remedy) && remedy.id !== 'diagnose');
