import { RpcError } from '../errors/rpcError.ts';
import { answerTo } from '../gemini/answering.ts';
import { findModel, models } from '../gemini/models.ts';
import { parseJsonBody } from '../gemini/parseJsonBody.ts';
import { readMessage } from '../gemini/readMessage.ts';
import type { GenerateRequest } from '../gemini/request.ts';
import { mergeChunks } from '../gemini/response.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { lineJson } from '../json.ts';
import { completionChunks, completionOf } from '../openAi/completion.ts';
import { readCompletionRequest } from '../openAi/completionRequest.ts';
import { judgeOpenAiCaller } from '../openAi/judgeOpenAiCaller.ts';
import type { Route, RouteRequest } from '../routing.ts';

const apiVersion = 'v1beta';
const common = {
	service: 'generativelanguage.googleapis.com',
	// Errors come as an array of one here, streamed or not.
	streams: true,
} as const;

/** The endpoint that speaks as OpenAI's does (https://ai.google.dev/gemini-api/docs/openai). */
export const openAiRoutes: readonly Route[] = [
	{
		...common,
		method: 'GET',
		path: `/${apiVersion}/openai/models`,
		rpc: 'google.ai.generativelanguage.v1beta.OpenAiService.ListModels',
		handle: async (request) => {
			await judgeOpenAiCaller(request, false);
			const data = models.map(({ id, displayName }) => ({
				id: `models/${id}`,
				object: 'model',
				owned_by: 'google',
				display_name: displayName,
			}));
			return jsonReply(200, { object: 'list', data });
		},
	},
	{
		...common,
		method: 'POST',
		path: `/${apiVersion}/openai/chat/completions`,
		rpc: 'google.ai.generativelanguage.v1beta.OpenAiService.ChatCompletions',
		handle: async (request) => {
			await judgeOpenAiCaller(request, true);
			return complete(request);
		},
	},
];

function complete(call: RouteRequest): Reply {
	const { model: id, request: json, isStreamed, includesUsage } = readCompletionRequest(parseJsonBody(call.bytes));
	const request = readMessage('GenerateContentRequest', json, apiVersion) as GenerateRequest;
	const model = findModel(id);
	if (model === undefined || !model.family.supportedGenerationMethods.includes('generateContent')) {
		throw new RpcError({
			code: 404,
			message: `models/${id} is not found for API version main, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`,
			status: 'NOT_FOUND',
		});
	}
	const chunks = answerTo({ ...call, apiVersion, modelId: id }, request, model);
	const head = {
		id: chunks[0]?.responseId ?? '',
		created: Math.floor(call.state.clock() / 1000),
		model: id,
	};
	if (!isStreamed) {
		return jsonReply(200, completionOf(mergeChunks(chunks), head));
	}
	return {
		kind: 'stream',
		status: 200,
		headers: { 'content-type': 'text/event-stream' },
		framing: 'sse',
		frames: [
			...completionChunks(chunks, head, includesUsage).map((chunk) => `data: ${lineJson(chunk)}\n\n`),
			'data: [DONE]\n\n',
		],
	};
}
