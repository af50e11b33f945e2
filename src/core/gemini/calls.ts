import { answered, type Outcome } from '../outcome.ts';
import { countTokensRequest, type Draft, listModelsRequest } from './developerApi.ts';
import { type Caller, exchangeJson } from './exchange.ts';
import { type Model, readModelPage } from './models.ts';

/** Google lists some hundred models; a server that never ends its pages is not believed for longer than this. */
const mostPages = 20;

/** All models that can generate content, in the server's order. */
export async function listModels(caller: Caller): Promise<Outcome<readonly Model[]>> {
	const models: Model[] = [];
	let pageToken: string | undefined;
	for (let page = 0; page < mostPages; page++) {
		const outcome = await exchangeJson(caller, listModelsRequest(pageToken), readModelPage);
		if (outcome.kind !== 'answered') {
			return outcome;
		}
		models.push(...outcome.value.models);
		pageToken = outcome.value.nextPageToken;
		if (pageToken === undefined) {
			break;
		}
	}
	return answered(models);
}

/** How many tokens the prompt has for the model. */
export const countTokens = (caller: Caller, draft: Draft): Promise<Outcome<number>> =>
	exchangeJson(caller, countTokensRequest(draft), (json) => {
		const { totalTokens } = (json ?? {}) as { readonly totalTokens?: unknown };
		return typeof totalTokens === 'number' ? totalTokens : undefined;
	});
