import {
	type BlockThreshold,
	blockThresholds,
	type Draft,
	type EarlierTurn,
	type HarmCategory,
} from '../gemini/draft.ts';
import { responseMimeTypes } from '../gemini/responseMimeTypes.ts';
import { readResponseSchema } from '../gemini/responseSchema.ts';
import { thinkingLevels } from '../gemini/thinking.ts';
import type { DraftFields, FieldFault } from './draftFields.ts';
import { faultOfFields } from './fieldFaults.ts';
import { numberIn } from './numberIn.ts';
import { stopSequencesIn } from './stopSequences.ts';
import { wholeNumberIn } from './wholeNumber.ts';

/** The request that the fields describe, for a model, after what was said before; or what keeps them from being one. */
export function draftOf(fields: DraftFields, model: string, earlier: readonly EarlierTurn[] = []): Draft | FieldFault {
	const fault = faultOfFields(fields);
	if (fault) {
		return fault;
	}
	const stopSequences = stopSequencesIn(fields.stop);
	const safety = safetyOf(fields);
	return {
		model,
		prompt: fields.prompt,
		...(earlier.length > 0 ? { earlier } : {}),
		...(fields.system.trim() === '' ? {} : { system: fields.system }),
		...(fields.attachments.length > 0 ? { attachments: fields.attachments } : {}),
		...whereSet({
			temperature: numberIn(fields.temperature),
			maxOutputTokens: numberIn(fields.maxOutputTokens),
			thinking: thinkingLevels.find((level) => level === fields.thinking),
			thinkingBudget: wholeNumberIn(fields.thinkingBudget),
			seed: wholeNumberIn(fields.seed),
			candidateCount: wholeNumberIn(fields.candidates),
		}),
		...(fields.includeThoughts === 'yes' ? { includeThoughts: true } : {}),
		...(stopSequences.length > 0 ? { stopSequences } : {}),
		...formOf(fields),
		...(Object.keys(safety).length > 0 ? { safety } : {}),
	};
}

/** In which form the answer is to come. A schema is for JSON, which Google wants to be told all the same. */
function formOf({ responseMimeType, schema }: DraftFields): Pick<Draft, 'responseMimeType' | 'responseJsonSchema'> {
	const read = readResponseSchema(schema);
	const isSchema = read.kind === 'schema';
	const mimeType =
		responseMimeTypes.find((each) => each === responseMimeType) ?? (isSchema ? 'application/json' : undefined);
	return {
		...(mimeType === undefined ? {} : { responseMimeType: mimeType }),
		...(isSchema ? { responseJsonSchema: read.schema } : {}),
	};
}

/** The field of each category. */
export const safetyFields = {
	harassment: 'HARM_CATEGORY_HARASSMENT',
	hateSpeech: 'HARM_CATEGORY_HATE_SPEECH',
	sexuallyExplicit: 'HARM_CATEGORY_SEXUALLY_EXPLICIT',
	dangerousContent: 'HARM_CATEGORY_DANGEROUS_CONTENT',
} as const satisfies Readonly<Partial<Record<keyof DraftFields, HarmCategory>>>;

function safetyOf(fields: DraftFields): Readonly<Partial<Record<HarmCategory, BlockThreshold>>> {
	const names = Object.keys(safetyFields) as (keyof typeof safetyFields)[];
	return Object.fromEntries(
		names.flatMap((name) => {
			const threshold = blockThresholds.find((each) => each === fields[name]);
			return threshold ? [[safetyFields[name], threshold]] : [];
		}),
	);
}

type Set<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what is undefined. */
const whereSet = <T extends object>(settings: T): Set<T> =>
	Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Set<T>;
