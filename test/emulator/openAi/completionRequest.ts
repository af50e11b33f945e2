import { badRequest } from '../errors/details.ts';
import { invalidArgument, RpcError } from '../errors/rpcError.ts';
import { isObject, type JsonObject } from '../json.ts';

/** A chat completion as it is asked for, as far as it is no GenerateContentRequest. */
export type CompletionRequest = {
	readonly model: string;
	readonly isStreamed: boolean;
	readonly includesUsage: boolean;
	/** The same as JSON of a GenerateContentRequest. */
	readonly request: JsonObject;
};

const known: readonly string[] = [
	...['model', 'messages', 'temperature', 'top_p', 'max_tokens', 'max_completion_tokens', 'n', 'stop', 'seed'],
	...['stream', 'stream_options', 'reasoning_effort', 'response_format', 'tools', 'tool_choice', 'extra_body'],
	...['frequency_penalty', 'presence_penalty', 'parallel_tool_calls', 'modalities', 'logprobs', 'top_logprobs'],
];

const efforts: readonly unknown[] = ['none', 'minimal', 'low', 'medium', 'high'];

/** Reads the body as Google's endpoint does: what it does not know is refused. */
export function readCompletionRequest(body: unknown): CompletionRequest {
	if (!isObject(body)) {
		throw invalidArgument('Request contains an invalid argument.');
	}
	for (const name of Object.keys(body)) {
		if (!known.includes(name)) {
			const description = `Invalid JSON payload received. Unknown name "${name}": Cannot find field.`;
			throw new RpcError({
				code: 400,
				message: description,
				status: 'INVALID_ARGUMENT',
				details: [badRequest([{ description }])],
			});
		}
	}
	const { model, messages, stream, stream_options: options } = body;
	if (typeof model !== 'string' || model === '') {
		throw invalidArgument('Model is not specified.');
	}
	if (!Array.isArray(messages) || messages.length === 0 || !messages.every(isObject)) {
		throw invalidArgument('Messages is not specified.');
	}
	const system = messages.filter(({ role }) => role === 'system' || role === 'developer');
	const said = messages.filter((message) => !system.includes(message));
	return {
		model: model.replace(/^models\//, ''),
		isStreamed: stream === true,
		includesUsage: isObject(options) && options['include_usage'] === true,
		request: {
			contents: said.map((message) => ({
				role: message['role'] === 'assistant' ? 'model' : message['role'],
				parts: partsOf(message['content']),
			})),
			...(system.length === 0
				? {}
				: { systemInstruction: { parts: system.flatMap(({ content }) => partsOf(content)) } }),
			generationConfig: configOf(body, model),
		},
	};
}

function partsOf(content: unknown): readonly JsonObject[] {
	if (typeof content === 'string') {
		return [{ text: content }];
	}
	return (Array.isArray(content) ? content : []).filter(isObject).map((part) => {
		const { type, text, image_url: image, input_audio: audio } = part;
		if (type === 'text') {
			return { text: String(text) };
		}
		if (type === 'input_audio' && isObject(audio)) {
			return { inlineData: { mimeType: `audio/${String(audio['format'])}`, data: audio['data'] } };
		}
		const [, mimeType, data] =
			/^data:([\w/.+-]+);base64,(.*)$/s.exec(isObject(image) ? String(image['url']) : '') ?? [];
		if (type !== 'image_url' || mimeType === undefined) {
			throw invalidArgument('Invalid content part type or image URL.');
		}
		return { inlineData: { mimeType, data } };
	});
}

function configOf(body: JsonObject, model: string): JsonObject {
	const { reasoning_effort: effort, response_format: format, stop, extra_body: extra } = body;
	if (effort !== undefined && !efforts.includes(effort)) {
		throw invalidArgument(`Invalid reasoning_effort: ${String(effort)}`);
	}
	const google = isObject(extra) && isObject(extra['google']) ? extra['google'] : {};
	if (effort !== undefined && google['thinking_config'] !== undefined) {
		throw invalidArgument('reasoning_effort and thinking_config cannot both be set.');
	}
	const schema = isObject(format) && isObject(format['json_schema']) ? format['json_schema']['schema'] : undefined;
	const isJson = isObject(format) && format['type'] !== 'text';
	const config: Record<string, unknown> = {
		temperature: body['temperature'],
		topP: body['top_p'],
		maxOutputTokens: body['max_completion_tokens'] ?? body['max_tokens'],
		candidateCount: body['n'],
		stopSequences: typeof stop === 'string' ? [stop] : stop,
		seed: body['seed'],
		responseMimeType: isJson ? 'application/json' : undefined,
		responseJsonSchema: schema,
		thinkingConfig:
			google['thinking_config'] ?? (effort === undefined || effort === 'none' ? undefined : thinkingFor(effort, model)),
	};
	return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
}

/** Google turns an effort into what the model takes (https://ai.google.dev/gemini-api/docs/openai#thinking). */
const thinkingFor = (effort: unknown, model: string): JsonObject =>
	model.includes('gemini-2.5')
		? { thinkingBudget: budgets[String(effort)] }
		: { thinkingLevel: String(effort).toUpperCase() };

const budgets: Readonly<Record<string, number>> = { minimal: 1024, low: 1024, medium: 8192, high: 24_576 };
