/** A part of a path without its percent signs; as it is where they make no sense. */
export function decodePath(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
