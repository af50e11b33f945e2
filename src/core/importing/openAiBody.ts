import {
	type BodyFields,
	fieldsOf,
	isNothing,
	noLevel,
	notesOfOthers,
	numberField,
	thinkingField,
	turnsLeftOut,
} from './bodyFields.ts';
import { readModel } from './endpoint.ts';
import { asObject } from './looseJson.ts';
import { type Note, noFieldFor } from './note.ts';

type Json = Readonly<Record<string, unknown>>;

/** Of the properties: what a field takes, and how an answer comes, which is the panel's own affair. */
const known: ReadonlySet<string> = new Set([
	'messages',
	'model',
	'temperature',
	'max_tokens',
	'max_completion_tokens',
	'reasoning_effort',
	'extra_body',
	'stream',
	'stream_options',
]);

/**
 * The body of OpenAI's chat completions (https://platform.openai.com/docs/api-reference/chat/create), with what Google adds to it
 * (https://ai.google.dev/gemini-api/docs/openai).
 */
export function readOpenAiBody(body: Json, urlModel: string): BodyFields {
	const named = readModel(urlModel === '' && typeof body['model'] === 'string' ? body['model'] : urlModel);
	const messages = (Array.isArray(body['messages']) ? body['messages'] : []).map(messageOf);
	const system = messages.filter(({ role }) => role === 'system' || role === 'developer');
	const prompt = messages.findLast(({ role }) => role === 'user');
	const limit = isNothing(body['max_completion_tokens']) ? 'max_tokens' : 'max_completion_tokens';
	const temperature = numberField('temperature', 'temperature', body['temperature']);
	const maxOutputTokens = numberField('maxOutputTokens', limit, body[limit]);
	const thinking = thinkingOf(body, named.id);
	return {
		fields: fieldsOf({
			model: named,
			prompt: prompt?.texts ?? [],
			system: system.flatMap(({ texts }) => texts),
			temperature,
			maxOutputTokens,
			thinking,
		}),
		notes: [
			...named.notes,
			...turnsLeftOut('messages', messages.length - system.length - (prompt ? 1 : 0)),
			...[...system, ...(prompt ? [prompt] : [])].flatMap(({ others }) => others),
			...temperature.notes,
			...maxOutputTokens.notes,
			...thinking.notes,
			...notesOfOthers(body, known),
		],
	};
}

/** `reasoning_effort`, or what Google takes in `extra_body`. */
function thinkingOf(body: Json, model: string): ReturnType<typeof thinkingField> {
	const { google, ...rest } = asObject(body['extra_body']) ?? {};
	const { thinking_config: config, ...others } = asObject(google) ?? {};
	const effort = body['reasoning_effort'];
	const { level, notes } = thinkingField(model, isNothing(effort) ? config : { thinkingLevel: effort });
	return {
		level,
		notes: [
			...(!isNothing(effort) && level === '' ? [noLevel('reasoning_effort')] : notes),
			...notesOfOthers(rest, new Set()),
			...notesOfOthers(others, new Set()),
		],
	};
}

type Message = { readonly role: string; readonly texts: readonly string[]; readonly others: readonly Note[] };

function messageOf(value: unknown): Message {
	const { role, content } = asObject(value) ?? {};
	const parts = (Array.isArray(content) ? content : [{ type: 'text', text: content }]).map((part) =>
		typeof part === 'string' ? { type: 'text', text: part } : (asObject(part) ?? {}),
	);
	return {
		role: typeof role === 'string' ? role : 'user',
		texts: parts.flatMap(({ text }) => (typeof text === 'string' ? [text] : [])),
		others: parts.flatMap(({ type }) => (typeof type === 'string' && type !== 'text' ? [noFieldFor(type)] : [])),
	};
}
