/** What a panel takes for calls that fail, and no other. */
export { fittingRemedies } from '../errors/remedies/fittingRemedies.ts';
export { isForAnyPlace } from '../errors/remedies/remedy.ts';
export { attemptView } from './attemptView.ts';
export { failureView } from './failureView.ts';
export { cardOf, pressed } from './shownFailures.ts';
