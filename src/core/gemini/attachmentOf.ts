import * as l10n from '@vscode/l10n';
import { lookUp } from '../lookUp.ts';
import { base64Of } from './base64.ts';
import type { Attachment } from './draft.ts';

/** In bytes: Base64 makes them 20 MB, which is what Google takes as one request (https://ai.google.dev/gemini-api/docs/files). */
export const largestFile = 15_000_000;

/**
 * What Gemini reads, by the end of the file's name (https://ai.google.dev/gemini-api/docs/image-understanding, audio,
 * video-understanding, document-processing). Texts that are not here go as plain text.
 */
const mimeTypes: Readonly<Record<string, string>> = {
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	webp: 'image/webp',
	heic: 'image/heic',
	heif: 'image/heif',
	wav: 'audio/wav',
	mp3: 'audio/mp3',
	aif: 'audio/aiff',
	aiff: 'audio/aiff',
	aac: 'audio/aac',
	ogg: 'audio/ogg',
	flac: 'audio/flac',
	mp4: 'video/mp4',
	mpeg: 'video/mpeg',
	mpg: 'video/mpg',
	mov: 'video/mov',
	avi: 'video/avi',
	flv: 'video/x-flv',
	webm: 'video/webm',
	wmv: 'video/wmv',
	'3gp': 'video/3gpp',
	pdf: 'application/pdf',
	html: 'text/html',
	css: 'text/css',
	csv: 'text/csv',
	xml: 'text/xml',
	rtf: 'text/rtf',
};

const readTypes: ReadonlySet<string> = new Set(Object.values(mimeTypes));

/** A file for a prompt, or a sentence why it is none. `claimed`: its type as the browser has it; may be empty. */
export function attachmentOf(name: string, bytes: Uint8Array, claimed = ''): Attachment | string {
	if (bytes.length === 0) {
		return l10n.t('“{0}” is empty.', name);
	}
	if (bytes.length > largestFile) {
		return tooLarge(name);
	}
	const mimeType =
		lookUp(mimeTypes, /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase()) ??
		(readTypes.has(claimed) ? claimed : isText(bytes) ? 'text/plain' : undefined);
	return mimeType === undefined
		? l10n.t('Gemini does not read files like “{0}”: it takes images, sound, films, PDF and text.', name)
		: { name, mimeType, data: base64Of(bytes) };
}

export const tooLarge = (name: string): string =>
	l10n.t('“{0}” is too large: Google takes requests of 20 MB in all, which is a file of 15 MB.', name);

/** UTF-8 without the zero that binary files have. */
function isText(bytes: Uint8Array): boolean {
	try {
		return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
	} catch {
		return false;
	}
}
