import type { Failure } from '../errors/failure.ts';

/** A failure of this machine's own storage. Of an error only the name is kept: its text may hold anything. */
export const storageFailure = (evidence: string, error?: unknown): Failure => ({
	cause: 'storage-failed',
	evidence: error instanceof Error ? `${evidence}: ${error.name}` : evidence,
});

/** The profile was deleted meanwhile, here or in another window. */
export const profileGone: Failure = { cause: 'profile-gone' };

/** Another window gave the profile another secret meanwhile, and that one counts. */
export const secretReplacedMeanwhile: Failure = storageFailure('secret replaced meanwhile');
