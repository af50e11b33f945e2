import { RpcError } from '../errors/rpcError.ts';
import { answerChunks, countedTokens, streamReply } from '../gemini/answering.ts';
import { listModels } from '../gemini/listModels.ts';
import { describeModel, findModel, type Model } from '../gemini/models.ts';
import { sumTokens } from '../gemini/promptTokens.ts';
import { mergeChunks } from '../gemini/response.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { type GeminiCall, geminiRoute } from './geminiRoute.ts';

/** The Gemini Developer API (https://ai.google.dev/api), without the files, caches and tuned models. */
export const generativeLanguageRoutes = ['v1beta', 'v1'].flatMap((version) => [
	geminiRoute({
		method: 'GET',
		path: `/${version}/models`,
		rpc: 'ModelService.ListModels',
		query: ['pageSize', 'page_size', 'pageToken', 'page_token'],
		answer: ({ apiVersion, url }) => jsonReply(200, listModels(apiVersion, url.searchParams)),
	}),
	geminiRoute({
		method: 'GET',
		path: `/${version}/models/{model}`,
		rpc: 'ModelService.GetModel',
		answer: ({ apiVersion, modelId }) => {
			const model = findModel(modelId);
			if (model === undefined) {
				throw notFound(`Model is not found: models/${modelId} for api version ${apiVersion}`);
			}
			return jsonReply(200, describeModel(model));
		},
	}),
	geminiRoute({
		method: 'POST',
		path: `/${version}/models/{model}:generateContent`,
		rpc: 'GenerativeService.GenerateContent',
		answer: (call) => jsonReply(200, mergeChunks(answerChunks(call, modelFor))),
	}),
	geminiRoute({
		method: 'POST',
		path: `/${version}/models/{model}:streamGenerateContent`,
		rpc: 'GenerativeService.StreamGenerateContent',
		streams: true,
		answer: (call) => streamReply(answerChunks(call, modelFor), call.framing ?? 'array'),
	}),
	geminiRoute({
		method: 'POST',
		path: `/${version}/models/{model}:countTokens`,
		rpc: 'GenerativeService.CountTokens',
		answer: countTokensReply,
	}),
]);

/** Counting makes no tokens and costs nothing. */
function countTokensReply(call: GeminiCall): Reply {
	const details = countedTokens(call, modelFor);
	return jsonReply(200, { totalTokens: sumTokens(details), promptTokensDetails: details });
}

/** 404 as well where the model exists and cannot do this: Google does not tell the two apart. */
function modelFor({ apiVersion, modelId }: GeminiCall, method: string): Model {
	const model = findModel(modelId);
	if (model === undefined || !model.family.supportedGenerationMethods.includes(method)) {
		throw notFound(
			`models/${modelId} is not found for API version ${apiVersion}, or is not supported for ${method}. Call ListModels ` +
				'to see the list of available models and their supported methods.',
		);
	}
	return model;
}

const notFound = (message: string) => new RpcError({ code: 404, message, status: 'NOT_FOUND' });
