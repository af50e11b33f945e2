import { isRecord, type JsonRecord, listOf, textOf } from '../errors/googleError.ts';

/** Tokens of one call (https://ai.google.dev/api/generate-content#UsageMetadata). Absent counts are zero by proto3. */
export type Usage = {
	/** With those that came from a cache. */
	readonly prompt: number;
	/** Of the prompt, sound; absent where there is none. */
	readonly audio?: number;
	/** Of the prompt, from a cache. */
	readonly cached: number;
	/** What tools of Google's own put into the prompt. */
	readonly toolUse: number;
	readonly thoughts: number;
	readonly output: number;
	readonly total: number;
};

/** What is told about an answer, not in it. The last of each counts. */
export type AnswerAbout = {
	/** Such as `STOP` (https://ai.google.dev/api/generate-content#FinishReason). */
	readonly finishReason?: string;
	/** The model that answered, where an alias was asked. */
	readonly modelVersion?: string;
	readonly responseId?: string;
	/** How the call was served and billed: `serviceTier`, or `trafficType` as Vertex AI calls it. */
	readonly tier?: string;
};

/** What one GenerateContentResponse of a stream adds to the answer. */
export type AnswerPart = {
	/** Text to append to the first answer. */
	readonly text: string;
	/** Summary of thoughts to append. */
	readonly thought: string;
	/** Text to append to further answers, by the number of the candidate from 1. */
	readonly others: readonly (readonly [candidate: number, text: string])[];
	/** Of the first answer, what may hold more than text. */
	readonly first?: JsonRecord;
	/** Cumulative: the last one counts. */
	readonly usage?: Usage;
	readonly about: AnswerAbout;
};

/** Gemini gives no more (https://ai.google.dev/api/generate-content#GenerationConfig, candidateCount). */
export const mostCandidates = 8;

const count = (value: unknown): number =>
	typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;

/** Reads one parsed event of a stream; whatever it does not know it passes over. */
export function readAnswerPart(json: unknown): AnswerPart {
	const response = isRecord(json) ? json : {};
	const others: [number, string][] = [];
	let text = '';
	let thought = '';
	let first: JsonRecord | undefined;
	for (const [place, candidate] of listOf(response['candidates']).slice(0, mostCandidates).entries()) {
		if (isRecord(candidate)) {
			const index = candidate['index'] ?? place;
			const parts = partsOf(candidate);
			if (index === 0) {
				for (const part of parts) {
					if (part['thought'] === true) {
						thought += textOf(part['text']);
					} else {
						text += textOf(part['text']);
					}
				}
				first = candidate;
			} else if (typeof index === 'number' && Number.isInteger(index) && index > 0 && index < mostCandidates) {
				others.push([index, spokenIn(parts)]);
			}
		}
	}
	const counts = response['usageMetadata'];
	return {
		text,
		thought,
		others,
		...(first ? { first } : {}),
		...(isRecord(counts) ? { usage: readUsage(counts) } : {}),
		about: readAbout(response, first),
	};
}

/** The parts of a candidate's content. */
export function partsOf({ content }: JsonRecord): readonly JsonRecord[] {
	return isRecord(content) ? listOf(content['parts']).filter(isRecord) : [];
}

const spokenIn = (parts: readonly JsonRecord[]): string =>
	parts
		.filter(({ thought }) => thought !== true)
		.map(({ text }) => textOf(text))
		.join('');

function readUsage(counts: JsonRecord): Usage {
	const audio = listOf(counts['promptTokensDetails'])
		.filter(isRecord)
		.filter(({ modality }) => modality === 'AUDIO')
		.reduce((sum, { tokenCount }) => sum + count(tokenCount), 0);
	return {
		prompt: count(counts['promptTokenCount']),
		...(audio > 0 ? { audio } : {}),
		cached: count(counts['cachedContentTokenCount']),
		toolUse: count(counts['toolUsePromptTokenCount']),
		thoughts: count(counts['thoughtsTokenCount']),
		output: count(counts['candidatesTokenCount']),
		total: count(counts['totalTokenCount']),
	};
}

function readAbout(response: JsonRecord, first: JsonRecord | undefined): AnswerAbout {
	const counts = response['usageMetadata'];
	const finishReason = textOf(first?.['finishReason']);
	const modelVersion = textOf(response['modelVersion']);
	const responseId = textOf(response['responseId']);
	const tier = isRecord(counts) ? textOf(counts['serviceTier']) || textOf(counts['trafficType']) : '';
	return {
		...(finishReason ? { finishReason } : {}),
		...(modelVersion ? { modelVersion } : {}),
		...(responseId ? { responseId } : {}),
		...(tier ? { tier } : {}),
	};
}
