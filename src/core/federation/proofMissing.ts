import type { Failure } from '../errors/failure.ts';
import { sourceFailed } from '../secretSources/sourceFailure.ts';

/** The proof of who a workload is could not be had. `evidence` says of the place what is wrong with it, and nothing of what it holds. */
export const proofMissing = (
	evidence: string,
	more: Partial<Failure> = {},
): { readonly kind: 'failed'; readonly failure: Failure } =>
	sourceFailed('proof-missing', evidence, undefined, {
		evidence,
		context: { credential: 'workload-identity' },
		...more,
	});
