import type { HttpRequest } from '../ports.ts';
import type { Draft } from './draft.ts';
import { countRequest, generateRequest, vertexCountRequest } from './generateRequest.ts';
import { chatCompletionRequest } from './openAi/chatCompletionRequest.ts';
import { baseOf, listUrl, modelsUrl, openAiPath, type Place, speaksOpenAi } from './targets.ts';
import { wellFormed } from './wellFormed.ts';

const post = (url: string, body: unknown): HttpRequest => ({
	method: 'POST',
	url,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});

const escaped = (text: string): string => encodeURIComponent(wellFormed(text));

/** `models/…` as the server names it, or the bare id a person types; escaped, and without dots that would climb, it stays in its place. */
const methodUrl = (place: Place, model: string, method: string): string => {
	const id = model
		.replace(/^(?:publishers\/google\/)?models\//, '')
		.split('/')
		.filter((segment) => segment !== '.' && segment !== '..')
		.map(escaped)
		.join('/');
	return `${modelsUrl(place)}/${id}:${method}`;
};

/** The models of a place, one page. */
export const listModelsRequest = (pageToken?: string, place: Place = {}): HttpRequest => ({
	method: 'GET',
	url: pageToken ? `${listUrl(place)}&pageToken=${escaped(pageToken)}` : listUrl(place),
	headers: {},
});

/** `models.countTokens`: free of charge, and subject to the same permissions as generating. Not where OpenAI's terms are spoken. */
export const countTokensRequest = (draft: Draft, place: Place = {}): HttpRequest =>
	post(
		methodUrl(place, draft.model, 'countTokens'),
		place.target?.kind.startsWith('vertex') ? vertexCountRequest(draft) : countRequest(draft),
	);

/** `models.generateContent`: the whole answer at once. */
export const generateContentRequest = (draft: Draft, place: Place = {}): HttpRequest =>
	speaksOpenAi(place)
		? post(modelsUrl(place), chatCompletionRequest(draft, false))
		: post(methodUrl(place, draft.model, 'generateContent'), generateRequest(draft));

/** `models.streamGenerateContent` with the answer as server-sent events. */
export const streamGenerateContentRequest = (draft: Draft, place: Place = {}): HttpRequest =>
	speaksOpenAi(place)
		? post(modelsUrl(place), chatCompletionRequest(draft, true))
		: post(methodUrl(place, draft.model, 'streamGenerateContent?alt=sse'), generateRequest(draft));

/**
 * Where the same models answer OpenAI's libraries, and what stands before a model's name there: at the Developer API
 * (https://ai.google.dev/gemini-api/docs/openai) or in a project of Vertex AI
 * (https://cloud.google.com/vertex-ai/generative-ai/docs/migrate/openai/overview).
 */
export function openAiPlace({ target, baseUrl }: Place = {}): { readonly base: string; readonly prefix: string } {
	if (target?.kind === 'vertex') {
		const { project, location } = target;
		const base = baseOf({ target, ...(baseUrl ? { baseUrl } : {}) });
		return {
			base: `${base}/v1beta1/projects/${encodeURIComponent(project)}/locations/${location}/endpoints/openapi/`,
			prefix: 'google/',
		};
	}
	return { base: `${baseOf(baseUrl ? { baseUrl } : {})}/${openAiPath}`, prefix: '' };
}
