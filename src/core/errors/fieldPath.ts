import type { FieldViolation } from './details.ts';
import { isRecord } from './googleError.ts';

/** Envelopes that the path of a violation may start with, and the request a person wrote does not have. */
const envelope =
	/^(?:request\.|(?:Stream)?GenerateContentRequest\.|CountTokensRequest\.|EmbedContentRequest\.|generate_content_request\.|instances\[\d+\]\.)+/;

/**
 * Where a violation lies in the JSON that was sent, such as `tools[0].functionDeclarations[10].tools` for the proto path
 * `request.tools[0].function_declarations[10]` with an unknown name `tools`. Given the request, entries of maps, which a proto path counts
 * (`properties[8].value`), are named. Empty where the violation names no place.
 */
export function pathInRequest({ field, description }: FieldViolation, request?: unknown): string {
	const unknownName = /Unknown name "([^"\n]{1,200})"/.exec(description)?.[1];
	const segments = field.replace(envelope, '').split('.').filter(Boolean);
	const path: string[] = [];
	let value = request;
	for (const [index, segment] of segments.entries()) {
		const [, name = segment, indices = ''] = /^([^[\]]*)((?:\[[^\]]*\])*)$/.exec(segment) ?? [];
		// The value of the map's entry that was named just before.
		if (name === 'value' && indices === '' && index > 0 && /\["[^"]*"\]$/.test(path.at(-1) ?? '')) {
			continue;
		}
		const key = keyIn(value, name);
		value = isRecord(value) ? value[key] : undefined;
		let step = key;
		for (const [, inside = ''] of indices.matchAll(/\[([^\]]*)\]/g)) {
			const entry = isRecord(value) ? Object.keys(value)[Number(inside)] : undefined;
			step += entry === undefined ? `[${inside}]` : `["${entry}"]`;
			value =
				entry === undefined
					? Array.isArray(value)
						? value[Number(inside)]
						: undefined
					: (value as Record<string, unknown>)[entry];
		}
		path.push(step);
	}
	return [...path, ...(unknownName === undefined ? [] : [unknownName])].join('.');
}

/** The name as the person wrote it, else as the API's JSON has it. */
function keyIn(value: unknown, name: string): string {
	const camel = name.replace(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
	return isRecord(value) && !Object.hasOwn(value, camel) && Object.hasOwn(value, name) ? name : camel;
}
