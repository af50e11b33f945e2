import type { Failure } from '../errors/failure.ts';
import type { Place } from '../gemini/targets.ts';
import type { Caller } from '../http/exchange.ts';
import { answered, type Outcome } from '../outcome.ts';
import type { Credential } from '../ports.ts';
import type { StoredSource } from '../secretSources/secretSource.ts';
import type { SecretOwner, SourcedSecrets } from '../secretSources/sourcedSecrets.ts';
import { sourceFailed } from '../secretSources/sourceFailure.ts';
import { apiKeyCredential, readApiKey } from './apiKey.ts';

/**
 * A call with a key that is kept elsewhere. Where the server refuses the key it may have been replaced there, so that it is
 * fetched once more.
 */
export async function withSourcedKey(
	secrets: SourcedSecrets,
	profile: SecretOwner & { readonly source: StoredSource },
	caller: Caller,
	place: Place,
): Promise<Outcome<Caller>> {
	const fetched = keyOfSource(await secrets.get(profile.source, profile, caller.signal));
	if (fetched.kind !== 'answered') {
		return fetched;
	}
	const key = fetched.value;
	const renew = async (): Promise<Outcome<Credential>> => {
		const other = keyOfSource(await secrets.renew(profile.source, profile, caller.signal, key));
		// What the server said about the key says more than that there is no other.
		return other.kind === 'cancelled'
			? other
			: answered(apiKeyCredential(other.kind === 'answered' ? other.value : key, place));
	};
	return answered({ ...caller, credential: apiKeyCredential(key, place), renew, renewsAfter: isKeyRefused });
}

/** What was fetched as an API key; a failure where it cannot be one. */
export function keyOfSource(fetched: Outcome<string>): Outcome<string> {
	if (fetched.kind !== 'answered') {
		return fetched;
	}
	const read = readApiKey(fetched.value);
	return read.ok ? answered(read.key) : sourceFailed('value-unusable');
}

/** Whether a refusal may be one of an old key, where another may stand in its place by now. */
const isKeyRefused = ({ cause, httpStatus }: Failure): boolean =>
	httpStatus === 401 || httpStatus === 403 || cause === 'api-key-invalid' || cause === 'api-key-expired';
