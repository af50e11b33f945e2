import { invalidArgument } from '../errors/rpcError.ts';
import type { Model } from './models.ts';
import { promptTokens, sumTokens } from './promptTokens.ts';
import type { Content, GenerateRequest, Part } from './request.ts';
import { thinkingProblem } from './thinkingRules.ts';

/** What is wrong with a well-formed request, in Google's words; undefined where it is fine. */
type Rule = (request: GenerateRequest, model: Model) => string | undefined;

const partData = [
	'text',
	'inlineData',
	'fileData',
	'functionCall',
	'functionResponse',
	'executableCode',
	'codeExecutionResult',
] as const satisfies readonly (keyof Part)[];

/** The server's validator reports every field at once, one line each. */
function contentProblems(contents: readonly Content[] | undefined, path: string): string {
	return (contents ?? [])
		.map((content, index) => {
			const at = `${path}[${index}].parts`;
			if ((content.parts ?? []).length === 0) {
				return `* ${at}: contents.parts must not be empty.\n`;
			}
			return (content.parts ?? [])
				.map((part, n) =>
					partData.some((name) => part[name] !== undefined)
						? ''
						: `* ${at}[${n}].data: required oneof field 'data' must have one initialized field\n`,
				)
				.join('');
		})
		.join('');
}

/** Exported for countTokens, which checks contents alone. */
export function contentsProblem(contents: readonly Content[] | undefined, message: string): string | undefined {
	if ((contents ?? []).length === 0) {
		return `* ${message}.contents: contents is not specified\n`;
	}
	return contentProblems(contents, `${message}.contents`) || undefined;
}

/** In this order; the first that speaks is the answer. Ranges whose exact wording is not public follow its nearest kin. */
const rules: readonly Rule[] = [
	({ contents }) => contentsProblem(contents, 'GenerateContentRequest'),
	({ contents }) =>
		contents?.every(({ role }) => role === undefined || role === '' || role === 'user' || role === 'model')
			? undefined
			: 'Please use a valid role: user, model.',
	({ generationConfig }, model) =>
		outOfRange('temperature', generationConfig?.temperature, 0, model.family.maxTemperature ?? 2),
	({ generationConfig }) => outOfRange('top_p', generationConfig?.topP, 0, 1),
	({ generationConfig }) => {
		const count = generationConfig?.candidateCount;
		return count === undefined || (count >= 1 && count <= 8)
			? undefined
			: '* GenerateContentRequest.generation_config.candidate_count: candidate_count must be in the range [1, 8].\n';
	},
	({ generationConfig }, { family }) => {
		const most = generationConfig?.maxOutputTokens;
		return most === undefined || (most >= 1 && most <= family.outputTokenLimit)
			? undefined
			: `Unable to submit request because it has a maxOutputTokens value of ${most} but the supported range is from 1 ` +
					`(inclusive) to ${family.outputTokenLimit + 1} (exclusive). Update the value and try again.`;
	},
	({ generationConfig }) =>
		(generationConfig?.stopSequences ?? []).length <= 5
			? undefined
			: '* GenerateContentRequest.generation_config.stop_sequences: stop_sequences must have at most 5 elements.\n',
	({ generationConfig }) => answerFormProblem(generationConfig),
	({ contents }) => {
		const types = (contents ?? []).flatMap(({ parts }) => (parts ?? []).map(({ inlineData }) => inlineData?.mimeType));
		const wrong = types.find((type) => type !== undefined && !readTypes.test(type));
		return wrong === undefined ? undefined : `Unsupported MIME type: ${wrong}`;
	},
	({ generationConfig }, model) => thinkingProblem(generationConfig?.thinkingConfig, model),
	(request, { family }) =>
		sumTokens(promptTokens(request)) <= family.inputTokenLimit
			? undefined
			: `The input token count (${sumTokens(promptTokens(request))}) exceeds the maximum number of tokens allowed (${family.inputTokenLimit}).`,
];

/** Kinds of files that Gemini reads (https://ai.google.dev/gemini-api/docs/files). */
const readTypes = /^(?:image\/(?:png|jpeg|webp|heic|heif)|(?:audio|video|text)\/[\w.+-]+|application\/(?:pdf|json))$/;

const answerForms = ['text/plain', 'application/json', 'application/xml', 'application/yaml', 'text/x.enum'];

/** A schema needs a form of the answer that can follow it, and only one of the two kinds of schema may be there. */
function answerFormProblem(config: GenerateRequest['generationConfig']): string | undefined {
	const { responseMimeType: form = 'text/plain', responseSchema, responseJsonSchema } = config ?? {};
	const at = '* GenerateContentRequest.generation_config';
	if (!answerForms.includes(form)) {
		return `${at}.response_mime_type: allowed mimetypes are ${answerForms.map((each) => `\`${each}\``).join(', ')}.\n`;
	}
	if (responseSchema !== undefined && responseJsonSchema !== undefined) {
		return `${at}.response_json_schema: response_schema and response_json_schema must not both be set.\n`;
	}
	return (responseSchema ?? responseJsonSchema) !== undefined && form !== 'application/json' && form !== 'text/x.enum'
		? `${at}.response_schema: only allowed when \`response_mime_type\` is \`application/json\` or \`text/x.enum\`.\n`
		: undefined;
}

function outOfRange(name: string, value: number | undefined, least: number, greatest: number): string | undefined {
	return value === undefined || (value >= least && value <= greatest)
		? undefined
		: `* GenerateContentRequest.generation_config.${name}: ${name} must be in the range [${least.toFixed(1)}, ${greatest.toFixed(1)}].\n`;
}

/** Refuses with the first broken rule. */
export function checkGenerateRequest(request: GenerateRequest, model: Model): void {
	for (const rule of rules) {
		const problem = rule(request, model);
		if (problem !== undefined) {
			throw invalidArgument(problem);
		}
	}
}
