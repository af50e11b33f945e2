/** JSON as it arrives: nothing known of it yet but its outer form. */
export type JsonObject = { readonly [name: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Pretty JSON as Google prints it: two spaces, `<` and `>` escaped. */
export function prettyJson(value: unknown): string {
	return escapeAngles(JSON.stringify(value, undefined, 2));
}

/** One-line JSON as Google writes it in event streams: a space after each colon, none after commas. */
export function lineJson(value: unknown): string {
	if (Array.isArray(value)) {
		return `[${value.map(lineJson).join(',')}]`;
	}
	if (isObject(value)) {
		const members = Object.entries(value).filter(([, member]) => member !== undefined);
		return `{${members.map(([name, member]) => `${JSON.stringify(name)}: ${lineJson(member)}`).join(',')}}`;
	}
	return escapeAngles(JSON.stringify(value));
}

/** Inside JSON, angle brackets occur in strings alone, so a plain replacement keeps the document valid. */
function escapeAngles(json: string): string {
	return json.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}
