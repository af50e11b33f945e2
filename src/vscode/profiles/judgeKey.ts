import { apiKeyCredential } from '../../core/credentials/apiKey.ts';
import { checkCredential, checkOf } from '../../core/credentials/checkCredential.ts';
import type { EnteredKey } from '../../core/credentials/enteredKey.ts';
import { keyKindOf } from '../../core/credentials/keyKind.ts';
import { type Place, placeOf } from '../../core/gemini/targets.ts';
import type { Parts } from '../parts.ts';

/** A key is one also where it travels as a token does. */
const context = { credential: 'api-key' } as const;

/** Has Google judge a key where it is to be used; undefined where the person did not wait for it. */
export async function judgeKey(
	{ transport, clock, random }: Parts,
	key: string,
	place: Place,
	signal: AbortSignal,
): Promise<EnteredKey | undefined> {
	const retry = { clock, random };
	const credential = apiKeyCredential(key, place);
	const outcome = await checkCredential({ transport, credential, place: placeOf(place), signal, retry, context });
	return outcome.kind === 'cancelled'
		? undefined
		: {
				key,
				keyKind: keyKindOf(key),
				check: checkOf(outcome, clock.now()),
				models: outcome.kind === 'answered' ? outcome.value : [],
				...(outcome.kind === 'failed' ? { refusal: outcome.failure } : {}),
			};
}
