import type { Failure } from '../errors/failure.ts';
import { failed } from '../outcome.ts';

/** The proof of who a workload is could not be had. `evidence` says of the place what is wrong with it, and nothing of what it holds. */
export const proofMissing = (
	evidence: string,
	more: Partial<Failure> = {},
): { readonly kind: 'failed'; readonly failure: Failure } =>
	failed({ cause: 'source-failed', evidence, context: { credential: 'workload-identity' }, ...more });
