import { type Caller, exchangeJson, secretsOf } from '../http/exchange.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import { redact } from '../secrets/redact.ts';
import { countTokensRequest, listModelsRequest } from './developerApi.ts';
import type { Draft } from './draft.ts';
import { type Model, readModelPage } from './models.ts';
import { hostOf, speaksOpenAi } from './targets.ts';

// Google lists some hundred models; a server that never ends is not believed for longer than this.
const mostPages = 20;
const mostModels = 2_000;

/** All models that can generate content, in the server's order. */
export async function listModels(caller: Caller): Promise<Outcome<readonly Model[]>> {
	const models: Model[] = [];
	const { listedFor, headers, place } = caller;
	const asking = listedFor ? { ...caller, headers: { 'x-goog-user-project': listedFor, ...headers } } : caller;
	let pageToken: string | undefined;
	for (let page = 0; page < mostPages; page++) {
		const outcome = await exchangeJson(asking, listModelsRequest(pageToken, place), readModelPage);
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

/** How many tokens the prompt has for the model. `unsupported` where nobody counts them, which nobody is asked for then. */
export async function countTokens(caller: Caller, draft: Draft): Promise<Outcome<number>> {
	const { place = {} } = caller;
	if (speaksOpenAi(place)) {
		return failed({ cause: 'unsupported', host: hostOf(place), evidence: 'no countTokens in the terms of OpenAI' });
	}
	return exchangeJson(caller, countTokensRequest(draft, place), (json) => {
		const { totalTokens } = (json ?? {}) as { readonly totalTokens?: unknown };
		return typeof totalTokens === 'number' ? totalTokens : undefined;
	});
}
