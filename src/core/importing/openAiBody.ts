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
import { numberIn, type Readings, schemaIn, stopIn, together } from './settingReadings.ts';

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
	'stop',
	'seed',
	'n',
	'response_format',
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
	const further = together([
		stopIn('stop', body['stop']),
		numberIn('seed', 'seed', body['seed']),
		numberIn('candidates', 'n', body['n']),
		formIn(body['response_format']),
	]);
	return {
		fields: {
			...fieldsOf({
				model: named,
				prompt: prompt?.texts ?? [],
				system: system.flatMap(({ texts }) => texts),
				temperature,
				maxOutputTokens,
				thinking,
			}),
			...further.fields,
		},
		notes: [
			...named.notes,
			...turnsLeftOut('messages', messages.length - system.length - (prompt ? 1 : 0)),
			...[...system, ...(prompt ? [prompt] : [])].flatMap(({ others }) => others),
			...temperature.notes,
			...maxOutputTokens.notes,
			...thinking.notes,
			...further.notes,
			...notesOfOthers(body, known),
		],
	};
}

/** `response_format`, which may hold a schema (https://platform.openai.com/docs/guides/structured-outputs). */
function formIn(value: unknown): Readings {
	const { type, json_schema: named } = asObject(value) ?? {};
	switch (type) {
		case 'json_schema':
			return schemaIn('response_format', asObject(named)?.['schema'] ?? '?');
		case 'json_object':
			return { fields: { responseMimeType: 'application/json' }, notes: [] };
		default:
			return { fields: {}, notes: isNothing(value) || type === 'text' ? [] : [noFieldFor('response_format')] };
	}
}

/** `reasoning_effort`, or what Google takes in `extra_body`. */
function thinkingOf(body: Json, model: string): ReturnType<typeof thinkingField> {
	const { google, ...rest } = asObject(body['extra_body']) ?? {};
	const { thinking_config: config, ...others } = asObject(google) ?? {};
	const effort = body['reasoning_effort'];
	const { level, notes, ...further } = thinkingField(model, isNothing(effort) ? config : { thinkingLevel: effort });
	return {
		...further,
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
