import type { Draft } from './draft.ts';
import { thinkingConfig } from './thinking.ts';
import { wellFormed } from './wellFormed.ts';

/**
 * CountTokensRequest (https://ai.google.dev/api/tokens): contents alone, or, where there is more to read than they hold, the
 * request itself, which names its model once again. Settings count nothing and are left out.
 */
export function countRequest(draft: Draft): unknown {
	const system = systemOf(draft);
	const model = `models/${draft.model.replace(/^models\//, '')}`;
	return system
		? { generateContentRequest: { model, ...contentsOf(draft), systemInstruction: system } }
		: contentsOf(draft);
}

/** CountTokensRequest of Vertex AI (https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.publishers.models/countTokens). */
export const vertexCountRequest = (draft: Draft): unknown => ({
	...contentsOf(draft),
	systemInstruction: systemOf(draft),
});

const contentsOf = ({ prompt, earlier = [], attachments = [] }: Draft) => ({
	contents: [
		...earlier.flatMap((turn) => [textContent('user', turn.prompt), textContent('model', turn.answer)]),
		{
			role: 'user',
			parts: [
				...attachments.map(({ mimeType, data }) => ({ inlineData: { mimeType, data } })),
				{ text: wellFormed(prompt) },
			],
		},
	],
});

/** GenerateContentRequest (https://ai.google.dev/api/generate-content). */
export function generateRequest(draft: Draft): unknown {
	const { safety = {} } = draft;
	const config = configOf(draft);
	const settings = Object.entries(safety).map(([category, threshold]) => ({ category, threshold }));
	// JSON leaves out what is undefined.
	return {
		...contentsOf(draft),
		systemInstruction: systemOf(draft),
		generationConfig: Object.values(config).some((value) => value !== undefined) ? config : undefined,
		safetySettings: settings.length > 0 ? settings : undefined,
	};
}

const systemOf = ({ system }: Draft) => (system ? { parts: [{ text: wellFormed(system) }] } : undefined);

/** GenerationConfig (https://ai.google.dev/api/generate-content#GenerationConfig). */
const configOf = (draft: Draft) => ({
	temperature: draft.temperature,
	maxOutputTokens: draft.maxOutputTokens,
	thinkingConfig: thinkingConfig(draft),
	stopSequences: draft.stopSequences?.map(wellFormed),
	seed: draft.seed,
	candidateCount: draft.candidateCount,
	responseMimeType: draft.responseMimeType,
	responseJsonSchema: draft.responseJsonSchema,
});

const textContent = (role: 'user' | 'model', text: string) => ({ role, parts: [{ text: wellFormed(text) }] });
