import type { HttpRequest } from '../ports.ts';

/** Host of the Gemini Developer API (https://ai.google.dev/api). */
export const developerApiHost = 'generativelanguage.googleapis.com';

/** Used until the server's own list of models is known: an alias Google keeps pointing at a current model. */
export const fallbackModel = 'gemini-flash-latest';

const base = `https://${developerApiHost}/v1beta`;

const post = (path: string, body: unknown): HttpRequest => ({
	method: 'POST',
	url: `${base}/${path}`,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});

/** Half of a surrogate pair, which comes from JSON as `\\ud800`, is no character and cannot be escaped. */
const escaped = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));

/** `models/…` as the server names it, or the bare id a person types; escaped, and without dots that would climb, it stays in its place. */
const modelPath = (model: string): string =>
	`models/${model
		.replace(/^models\//, '')
		.split('/')
		.filter((segment) => segment !== '.' && segment !== '..')
		.map(escaped)
		.join('/')}`;

/** What a person asks for: one prompt to one model. Grows into turns, settings and files. */
export type Draft = { readonly model: string; readonly prompt: string };

/** GenerateContentRequest (https://ai.google.dev/api/generate-content). */
const contentOf = (draft: Draft): unknown => ({ contents: [{ role: 'user', parts: [{ text: draft.prompt }] }] });

/** `models.list`, one page of at most 1000 models. */
export const listModelsRequest = (pageToken?: string): HttpRequest => ({
	method: 'GET',
	url: `${base}/models?pageSize=1000${pageToken ? `&pageToken=${escaped(pageToken)}` : ''}`,
	headers: {},
});

/** `models.countTokens`: free of charge, and subject to the same permissions as generating. */
export const countTokensRequest = (draft: Draft): HttpRequest =>
	post(`${modelPath(draft.model)}:countTokens`, contentOf(draft));

/** `models.streamGenerateContent` with the answer as server-sent events. */
export const streamGenerateContentRequest = (draft: Draft): HttpRequest =>
	post(`${modelPath(draft.model)}:streamGenerateContent?alt=sse`, contentOf(draft));
