import type { Failure } from '../errors/failure.ts';
import type { SourceFault } from '../errors/sourceTrouble.ts';
import { failed } from '../outcome.ts';
import { troubleInWords } from './troubleWords.ts';

/** Faults of which the person or the folder is the reason, and not the place. */
const refused: readonly SourceFault[] = ['folder-untrusted', 'command-declined'];

/** A secret that could not be had. `what` and `more` name things, and hold nothing that came from them. */
export const sourceFailed = (
	fault: SourceFault,
	what?: string,
	more?: string,
	known: Partial<Failure> = {},
): { readonly kind: 'failed'; readonly failure: Failure } =>
	failed({
		...known,
		cause: refused.includes(fault) ? 'consent-refused' : 'source-failed',
		source: { fault, sentence: troubleInWords(fault, what, more) },
	});
