import { RpcError } from '../errors/rpcError.ts';
import { answerChunks, countedTokens, streamReply } from '../gemini/answering.ts';
import { checkQuery } from '../gemini/checkQuery.ts';
import type { Model } from '../gemini/models.ts';
import { sumTokens } from '../gemini/promptTokens.ts';
import { mergeChunks } from '../gemini/response.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import type { Route, RouteRequest } from '../routing.ts';
import { judgeExpress, judgeInProject, judgeListing } from '../vertex/judgeVertexCaller.ts';
import { listPublisherModels, modelIn } from '../vertex/vertexModels.ts';
import type { GeminiCall } from './geminiRoute.ts';

/**
 * Vertex AI as far as Gemini is asked there: with a project and a place in the path, or in express mode with neither. Which of its hosts was
 * asked is not to be seen behind the door.
 */
export const vertexRoutes: readonly Route[] = ['v1beta1', 'v1'].flatMap((version) => [
	vertexRoute({
		method: 'GET',
		path: `/${version}/publishers/google/models`,
		rpc: 'ModelGardenService.ListPublisherModels',
		query: ['pageSize', 'page_size', 'pageToken', 'page_token', 'view', 'filter', 'listAllVersions'],
		judge: judgeListing,
		answer: ({ apiVersion, url }) => jsonReply(200, listPublisherModels(apiVersion, url.searchParams)),
	}),
	...modelRoutes(
		`/${version}/projects/{project}/locations/{location}/publishers/google/models/{model}`,
		judgeInProject,
	),
	...modelRoutes(`/${version}/publishers/google/models/{model}`, judgeExpress),
]);

type VertexMethod = Pick<Route, 'method' | 'path'> & {
	readonly streams?: true;
	readonly rpc: string;
	readonly query?: readonly string[];
	readonly judge: (request: RouteRequest) => Promise<void>;
	readonly answer: (call: GeminiCall) => Reply;
};

function vertexRoute({ method, path, streams, rpc, query, judge, answer }: VertexMethod): Route {
	const apiVersion = path.split('/')[1] ?? '';
	return {
		service: 'aiplatform.googleapis.com',
		method,
		path,
		rpc: `google.cloud.aiplatform.${apiVersion}.${rpc}`,
		streams: streams ?? false,
		handle: async (request) => {
			await judge(request);
			checkQuery(request.url, query ?? []);
			return answer({ ...request, apiVersion, modelId: request.params['model'] ?? '' });
		},
	};
}

function modelRoutes(path: string, judge: VertexMethod['judge']): readonly Route[] {
	return [
		vertexRoute({
			method: 'POST',
			path: `${path}:generateContent`,
			rpc: 'PredictionService.GenerateContent',
			judge,
			answer: (call) => jsonReply(200, mergeChunks(answerChunks(call, modelFor))),
		}),
		vertexRoute({
			method: 'POST',
			path: `${path}:streamGenerateContent`,
			rpc: 'PredictionService.StreamGenerateContent',
			streams: true,
			judge,
			answer: (call) => streamReply(answerChunks(call, modelFor), call.framing ?? 'array'),
		}),
		vertexRoute({
			method: 'POST',
			path: `${path}:countTokens`,
			rpc: 'LlmUtilityService.CountTokens',
			judge,
			answer: (call) => {
				const details = countedTokens(call, modelFor);
				const totalTokens = sumTokens(details);
				return jsonReply(200, { totalTokens, totalBillableCharacters: totalTokens * 4, promptTokensDetails: details });
			},
		}),
	];
}

/** 404 as well where the model is to be had in other places, or by other projects: Google does not tell these apart. */
function modelFor({ params, modelId }: GeminiCall, method: string): Model {
	const { project = 'emulator-express', location = 'global' } = params;
	const model = modelIn(modelId, location);
	if (model === undefined || !model.family.supportedGenerationMethods.includes(method)) {
		throw new RpcError({
			code: 404,
			message:
				`Publisher Model \`projects/${project}/locations/${location}/publishers/google/models/${modelId}\` was not found or your ` +
				'project does not have access to it. Please ensure you are using a valid model version. For more information, see: ' +
				'https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions',
			status: 'NOT_FOUND',
		});
	}
	return model;
}
