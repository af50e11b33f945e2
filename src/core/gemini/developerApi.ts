import type { HttpRequest } from '../ports.ts';
import type { Draft } from './draft.ts';
import { contentsOf, generateRequest } from './generateRequest.ts';
import { wellFormed } from './wellFormed.ts';

/** Host of the Gemini Developer API (https://ai.google.dev/api). */
export const developerApiHost = 'generativelanguage.googleapis.com';

/** Used until the server's own list of models is known: an alias Google keeps pointing at a current model. */
export const fallbackModel = 'gemini-flash-latest';

/** Where requests go unless a profile says otherwise. */
const google = `https://${developerApiHost}`;
const version = 'v1beta';

const post = (base: string, path: string, body: unknown): HttpRequest => ({
	method: 'POST',
	url: `${base}/${version}/${path}`,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});

const escaped = (text: string): string => encodeURIComponent(wellFormed(text));

/** `models/…` as the server names it, or the bare id a person types; escaped, and without dots that would climb, it stays in its place. */
const modelPath = (model: string): string =>
	`models/${model
		.replace(/^models\//, '')
		.split('/')
		.filter((segment) => segment !== '.' && segment !== '..')
		.map(escaped)
		.join('/')}`;

/** `models.list`, one page of at most 1000 models. */
export const listModelsRequest = (pageToken?: string, base: string = google): HttpRequest => ({
	method: 'GET',
	url: `${base}/${version}/models?pageSize=1000${pageToken ? `&pageToken=${escaped(pageToken)}` : ''}`,
	headers: {},
});

/** `models.countTokens`: free of charge, and subject to the same permissions as generating. */
export const countTokensRequest = (draft: Draft, base: string = google): HttpRequest =>
	post(base, `${modelPath(draft.model)}:countTokens`, contentsOf(draft));

/** `models.generateContent`: the whole answer at once. */
export const generateContentRequest = (draft: Draft, base: string = google): HttpRequest =>
	post(base, `${modelPath(draft.model)}:generateContent`, generateRequest(draft));

/** `models.streamGenerateContent` with the answer as server-sent events. */
export const streamGenerateContentRequest = (draft: Draft, base: string = google): HttpRequest =>
	post(base, `${modelPath(draft.model)}:streamGenerateContent?alt=sse`, generateRequest(draft));

/** Where the same models answer OpenAI's libraries (https://ai.google.dev/gemini-api/docs/openai). */
export const openAiBase = (base: string = google): string => `${base}/${version}/openai/`;
