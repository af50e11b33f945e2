import type { Caller } from '../http/exchange.ts';
import type { Outcome } from '../outcome.ts';
import { countTokens } from './calls.ts';
import { fallbackModel, likelyModels, type Model } from './models.ts';

/** Vertex AI lists models that not every place has: so many are tried. */
const mostTried = 4;

/** Counts the tokens of one word, which costs nothing, for the likeliest of the models that are there. */
export async function countHello(
	caller: Caller,
	models: readonly Model[],
): Promise<{ readonly model: string; readonly count: Outcome<number> }> {
	const likely = likelyModels(models);
	const tried = caller.place?.target?.kind === 'vertex' ? likely.slice(0, mostTried) : likely.slice(0, 1);
	let model = tried[0] ?? fallbackModel;
	let count = await countTokens(caller, { model, prompt: 'Hello' });
	for (const other of tried.slice(1)) {
		if (count.kind !== 'failed' || count.failure.cause !== 'model-not-found') {
			break;
		}
		model = other;
		count = await countTokens(caller, { model, prompt: 'Hello' });
	}
	return { model, count };
}
