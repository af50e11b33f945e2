import { apiKeyCredential } from '../../core/credentials/apiKey.ts';
import { checkCredential, checkOf } from '../../core/credentials/checkCredential.ts';
import type { EnteredKey } from '../../core/credentials/enteredKey.ts';
import { keyKindOf } from '../../core/credentials/keyKind.ts';
import type { Parts } from '../parts.ts';

/** Has Google judge a key; undefined where the person did not wait for it. */
export async function judgeKey(
	{ transport, clock, random }: Parts,
	key: string,
	signal: AbortSignal,
): Promise<EnteredKey | undefined> {
	const retry = { clock, random };
	const outcome = await checkCredential({ transport, credential: apiKeyCredential(key), signal, retry });
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
