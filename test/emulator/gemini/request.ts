import type { JsonObject } from '../json.ts';

/** A GenerateContentRequest after `readMessage`: camelCase, lists where lists are due. */
export type GenerateRequest = JsonObject & {
	readonly model?: string;
	readonly contents?: readonly Content[];
	readonly systemInstruction?: Content;
	readonly generationConfig?: GenerationConfig;
	readonly tools?: readonly JsonObject[];
};

export type Content = { readonly role?: string; readonly parts?: readonly Part[] };

export type Part = {
	readonly text?: string;
	readonly inlineData?: { readonly mimeType?: string; readonly data?: string };
	readonly fileData?: { readonly mimeType?: string; readonly fileUri?: string };
	readonly functionCall?: JsonObject;
	readonly functionResponse?: JsonObject;
	readonly executableCode?: JsonObject;
	readonly codeExecutionResult?: JsonObject;
};

export type GenerationConfig = {
	readonly candidateCount?: number;
	readonly maxOutputTokens?: number;
	readonly temperature?: number;
	readonly topP?: number;
	readonly stopSequences?: readonly string[];
	readonly responseMimeType?: string;
	readonly responseSchema?: JsonObject;
	readonly responseJsonSchema?: unknown;
	readonly thinkingConfig?: ThinkingConfig;
};

export type ThinkingConfig = {
	readonly includeThoughts?: boolean;
	readonly thinkingBudget?: number;
	readonly thinkingLevel?: string;
};

export type CountRequest = {
	readonly contents?: readonly Content[];
	readonly generateContentRequest?: GenerateRequest;
};

export const textOf = (content: Content | undefined) => (content?.parts ?? []).map((part) => part.text ?? '').join('');
