import type { Draft, EarlierTurn } from '../gemini/draft.ts';
import { thinkingLevels } from '../gemini/thinking.ts';
import { type DraftFields, type FieldFault, faultOfFields, numberIn } from './draftFields.ts';

/** The request that the fields describe, for a model, after what was said before; or what keeps them from being one. */
export function draftOf(fields: DraftFields, model: string, earlier: readonly EarlierTurn[] = []): Draft | FieldFault {
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
		...(earlier.length > 0 ? { earlier } : {}),
		...(fields.system.trim() === '' ? {} : { system: fields.system }),
		...(temperature === undefined ? {} : { temperature }),
		...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
		...(thinking ? { thinking } : {}),
	};
}
