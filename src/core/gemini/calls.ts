import { type Caller, exchangeJson, secretsOf } from '../http/exchange.ts';
import { answered, type Outcome } from '../outcome.ts';
import { redact } from '../secrets/redact.ts';
import { countTokensRequest, listModelsRequest } from './developerApi.ts';
import type { Draft } from './draft.ts';
import { type Model, readModelPage } from './models.ts';

// Google lists some hundred models; a server that never ends is not believed for longer than this.
const mostPages = 20;
const mostModels = 2_000;

/** All models that can generate content, in the server's order. */
export async function listModels(caller: Caller): Promise<Outcome<readonly Model[]>> {
	const models: Model[] = [];
	let pageToken: string | undefined;
	for (let page = 0; page < mostPages; page++) {
		const outcome = await exchangeJson(caller, listModelsRequest(pageToken, caller.base), readModelPage);
		if (outcome.kind !== 'answered') {
			return outcome;
		}
		models.push(...outcome.value.models.slice(0, mostModels));
		pageToken = outcome.value.nextPageToken;
		if (pageToken === undefined || models.length >= mostModels) {
			break;
		}
	}
	// A name that holds the credential is the echo of a header, and no model.
	return answered(
		models.filter(({ id, displayName, description = '' }) => {
			const text = id + displayName + description;
			return redact(text, secretsOf(caller)) === text;
		}),
	);
}

/** How many tokens the prompt has for the model. */
export const countTokens = (caller: Caller, draft: Draft): Promise<Outcome<number>> =>
	exchangeJson(caller, countTokensRequest(draft, caller.base), (json) => {
		const { totalTokens } = (json ?? {}) as { readonly totalTokens?: unknown };
		return typeof totalTokens === 'number' ? totalTokens : undefined;
	});
