import type { Draft } from '../gemini/draft.ts';
import { thinkingLevels } from '../gemini/thinking.ts';
import { type DraftFields, type FieldFault, faultOfFields, numberIn } from './draftFields.ts';

/** The request that the fields describe, for a model; or what keeps them from being one. */
export function draftOf(fields: DraftFields, model: string): Draft | FieldFault {
	const fault = faultOfFields(fields);
	if (fault) {
		return fault;
	}
	const temperature = numberIn(fields.temperature);
	const maxOutputTokens = numberIn(fields.maxOutputTokens);
	const thinking = thinkingLevels.find((level) => level === fields.thinking);
	return {
		model,
		prompt: fields.prompt,
		...(fields.system.trim() === '' ? {} : { system: fields.system }),
		...(temperature === undefined ? {} : { temperature }),
		...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
		...(thinking ? { thinking } : {}),
	};
}
