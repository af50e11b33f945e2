import type { BodyFields } from './bodyFields.ts';
import { property } from './bodyFields.ts';
import { readGeminiBody } from './geminiBody.ts';
import { asObject } from './looseJson.ts';
import { readOpenAiBody } from './openAiBody.ts';

/** Which of the two kinds a body is of; undefined for all others. */
export function kindOfBody(body: Readonly<Record<string, unknown>>): 'gemini' | 'openai' | undefined {
	return Array.isArray(body['messages'])
		? 'openai'
		: body['contents'] !== undefined || asObject(property(body, 'generateContentRequest'))
			? 'gemini'
			: undefined;
}

/** What a body puts into the fields; undefined where it is of neither kind. */
export function readBody(body: Readonly<Record<string, unknown>>, urlModel: string): BodyFields | undefined {
	const kind = kindOfBody(body);
	return kind && (kind === 'openai' ? readOpenAiBody : readGeminiBody)(body, urlModel);
}
