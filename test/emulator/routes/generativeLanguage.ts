import { invalidArgument, RpcError } from '../errors/rpcError.ts';
import { answerFaults } from '../gemini/answerFaults.ts';
import { generate } from '../gemini/generate.ts';
import { listModels } from '../gemini/listModels.ts';
import { describeModel, findModel, type Model } from '../gemini/models.ts';
import { parseJsonBody } from '../gemini/parseJsonBody.ts';
import { promptTokens, sumTokens } from '../gemini/promptTokens.ts';
import { readMessage } from '../gemini/readMessage.ts';
import type { CountRequest, GenerateRequest } from '../gemini/request.ts';
import { type GenerateResponse, mergeChunks } from '../gemini/response.ts';
import { checkGenerateRequest, contentsProblem } from '../gemini/rules.ts';
import { frameStream, jsonReply, jsonType, type Reply, type StreamFraming } from '../http/reply.ts';
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
		answer: (call) => jsonReply(200, mergeChunks(answerChunks(call, 'generateContent'))),
	}),
	geminiRoute({
		method: 'POST',
		path: `/${version}/models/{model}:streamGenerateContent`,
		rpc: 'GenerativeService.StreamGenerateContent',
		streams: true,
		answer: (call) => streamReply(answerChunks(call, 'generateContent'), call.framing ?? 'array'),
	}),
	geminiRoute({
		method: 'POST',
		path: `/${version}/models/{model}:countTokens`,
		rpc: 'GenerativeService.CountTokens',
		answer: countTokensReply,
	}),
]);

function answerChunks(call: GeminiCall, method: string): readonly GenerateResponse[] {
	const request = readMessage('GenerateContentRequest', parseJsonBody(call.bytes), call.apiVersion) as GenerateRequest;
	const model = modelFor(call, method);
	checkGenerateRequest(request, model);
	const chunks = generate(request, model);
	const fault = call.state.faults.take(['answer'], call.message.method ?? '', call.url.pathname);
	if (fault === undefined) {
		return chunks;
	}
	call.noteFault(`answer ${fault.name}`);
	return answerFaults[fault.name](chunks);
}

function streamReply(chunks: readonly GenerateResponse[], framing: StreamFraming): Reply {
	const type = framing === 'sse' ? 'text/event-stream' : jsonType;
	return {
		kind: 'stream',
		status: 200,
		headers: { 'content-type': type },
		framing,
		frames: frameStream(chunks, framing),
	};
}

/** Takes `contents` or a whole `generateContentRequest`, never both; counting makes no tokens and costs nothing. */
function countTokensReply(call: GeminiCall): Reply {
	const request = readMessage('CountTokensRequest', parseJsonBody(call.bytes), call.apiVersion) as CountRequest;
	modelFor(call, 'countTokens');
	const inner = request.generateContentRequest;
	if (inner !== undefined && request.contents !== undefined) {
		throw invalidArgument('* CountTokensRequest: contents and generate_content_request must not both be set.\n');
	}
	if (inner !== undefined && !/^models\/[^/]+$/.test(inner.model ?? '')) {
		throw invalidArgument('* CountTokensRequest.generate_content_request.model: unexpected model name format\n');
	}
	const problem = contentsProblem(
		(inner ?? request).contents,
		inner === undefined ? 'CountTokensRequest' : 'GenerateContentRequest',
	);
	if (problem !== undefined) {
		throw invalidArgument(problem);
	}
	const details = promptTokens((inner ?? request) as GenerateRequest);
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
