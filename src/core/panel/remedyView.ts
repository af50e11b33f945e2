import { factsOf } from '../errors/facts.ts';
import type { Failure } from '../errors/failure.ts';
import type { Remedy } from '../errors/remedies/remedy.ts';
import { labelOf } from '../errors/remedies/remedyWords.ts';
import type { DraftFields } from './draftFields.ts';
import type { RemedyView } from './readRemedyView.ts';

/** Where the panel has what stands at a path of the request. */
const fields: readonly (readonly [pattern: RegExp, field: keyof DraftFields])[] = [
	[/^model$/, 'model'],
	[/^systemInstruction\b/, 'system'],
	[/^contents\b/, 'prompt'],
	[/^generationConfig\.temperature$/, 'temperature'],
	[/^generationConfig\.maxOutputTokens$/, 'maxOutputTokens'],
	[/^generationConfig\.thinkingConfig\b/, 'thinking'],
];

export function remedyView(remedy: Remedy, failure: Failure): RemedyView {
	const { id, afterMs, field: path, surplus } = remedy;
	const field = path === undefined ? undefined : fields.find(([pattern]) => pattern.test(path))?.[1];
	const fault = factsOf(failure).violations[0]?.description;
	return {
		id,
		label: labelOf(remedy),
		...(afterMs === undefined ? {} : { afterMs }),
		...(field ? { field } : {}),
		...(field && fault ? { fault } : {}),
		...(surplus ? { share: surplus.share } : {}),
	};
}
