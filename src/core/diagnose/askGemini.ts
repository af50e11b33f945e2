import { countTokens, listModels } from '../gemini/calls.ts';
import { countHello } from '../gemini/countHello.ts';
import { defaultModel } from '../gemini/models.ts';
import { speaksOpenAi } from '../gemini/targets.ts';
import type { Caller } from '../http/exchange.ts';
import { stepOfGemini } from './landing.ts';
import { type Run, silentServer } from './run.ts';

/**
 * Lists the models and counts the tokens of one word: neither costs anything, and some may do the one and not the other. Both come
 * before the first step that they tell about, since each step ends once. In the terms of OpenAI there is but the list.
 */
export async function askGemini({ found, model: wanted }: Run, caller: Caller, signal: AbortSignal): Promise<void> {
	const list = await listModels(caller);
	if (list.kind === 'cancelled' || signal.aborted) {
		return;
	}
	found.gemini = { list };
	if (list.kind === 'failed') {
		return;
	}
	found.gemini = { list, model: wanted ?? defaultModel(list.value) };
	if (speaksOpenAi(caller.place ?? {})) {
		return;
	}
	const { model, count } =
		wanted === undefined
			? await countHello(caller, list.value)
			: { model: wanted, count: await countTokens(caller, { model: wanted, prompt: 'Hello' }) };
	if (count.kind !== 'cancelled' && !signal.aborted) {
		found.gemini = { list, model, count };
	}
}

/** Notes that the call under way was not answered in time. */
export function noteSilence({ found }: Run, host: string): void {
	const silent = { kind: 'failed', failure: silentServer(host) } as const;
	const { gemini } = found;
	found.gemini = gemini ? { count: silent, ...gemini } : { list: silent };
}

/** Notes the step at which it is told what keeps Gemini from answering, if anything does. */
export function landGemini({ found }: Run): void {
	const refused = [found.gemini?.list, found.gemini?.count].find((each) => each?.kind === 'failed');
	if (refused?.kind === 'failed') {
		found.landing = { step: stepOfGemini(refused.failure), failure: refused.failure };
	}
}
