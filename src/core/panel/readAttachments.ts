import type { Attachment } from '../gemini/draft.ts';

/** What Google takes as one request, in bytes, Base64 and all (https://ai.google.dev/gemini-api/docs/files). */
export const largestRequest = 20_000_000;

/** More files than this are no longer looked through by anyone. */
export const mostAttachments = 16;

/** In UTF-16 units. */
const longestName = 255;

/** Parses files that go with a prompt; undefined where they are none, or one is larger than any request. */
export function readAttachments(value: unknown): readonly Attachment[] | undefined {
	if (!Array.isArray(value) || value.length > mostAttachments) {
		return undefined;
	}
	const read = value.map(readAttachment);
	return read.every((each) => each !== undefined) ? read : undefined;
}

function readAttachment(value: unknown): Attachment | undefined {
	const { name, mimeType, data } = (value ?? {}) as Record<string, unknown>;
	return typeof name === 'string' && isMimeType(mimeType) && isBase64(data)
		? { name: name.slice(0, longestName), mimeType, data }
		: undefined;
}

export const isMimeType = (value: unknown): value is string =>
	typeof value === 'string' && value.length <= 100 && /^[\w.+-]+\/[\w.+-]+$/.test(value);

/** Looked through for what does not belong: a pattern that holds all of a large file has no room for its places. */
const isBase64 = (value: unknown): value is string =>
	typeof value === 'string' &&
	value.length <= largestRequest &&
	value.length % 4 === 0 &&
	!/[^A-Za-z0-9+/=]/.test(value) &&
	!/=[^=]/.test(value.slice(-4)) &&
	value.indexOf('=') >= (value.includes('=') ? value.length - 2 : -1);
