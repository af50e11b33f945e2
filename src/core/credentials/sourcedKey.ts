import type { Failure } from '../errors/failure.ts';
import { answered, type Outcome } from '../outcome.ts';
import { sourceFailed } from '../secretSources/sourceFailure.ts';
import { readApiKey } from './apiKey.ts';

/** What was fetched as an API key; a failure where it cannot be one. */
export function keyOfSource(fetched: Outcome<string>): Outcome<string> {
	if (fetched.kind !== 'answered') {
		return fetched;
	}
	const read = readApiKey(fetched.value);
	return read.ok ? answered(read.key) : sourceFailed('value-unusable');
}

/** Whether a refusal may be one of an old key, where another may stand in its place by now. */
export const isKeyRefused = ({ cause, httpStatus }: Failure): boolean =>
	httpStatus === 401 || httpStatus === 403 || cause === 'api-key-invalid' || cause === 'api-key-expired';
