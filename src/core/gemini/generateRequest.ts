import type { Draft } from './draft.ts';
import { thinkingConfig } from './thinking.ts';
import { wellFormed } from './wellFormed.ts';

/** The part of a GenerateContentRequest that countTokens takes too. */
export const contentsOf = ({ prompt, earlier = [], attachments = [] }: Draft) => ({
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
	const { system, safety = {} } = draft;
	const config = configOf(draft);
	const settings = Object.entries(safety).map(([category, threshold]) => ({ category, threshold }));
	// JSON leaves out what is undefined.
	return {
		...contentsOf(draft),
		systemInstruction: system ? { parts: [{ text: wellFormed(system) }] } : undefined,
		generationConfig: Object.values(config).some((value) => value !== undefined) ? config : undefined,
		safetySettings: settings.length > 0 ? settings : undefined,
	};
}

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
