import { errorInfoOf } from './details.ts';
import type { Failure } from './failure.ts';

/**
 * Number or id of the project that a failure names: `consumer` of google.rpc.ErrorInfo, `projects/123`. Google names it
 * in errors alone; undefined where this one does not.
 */
export function projectOf({ error }: Failure): string | undefined {
	const consumer = error ? errorInfoOf(error)?.metadata['consumer'] : undefined;
	return typeof consumer === 'string' ? /^projects\/([\w.:-]{1,64})$/.exec(consumer)?.[1] : undefined;
}
