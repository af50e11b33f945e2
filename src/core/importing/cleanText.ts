import { wellFormed } from '../gemini/wellFormed.ts';

/**
 * Controls that no text needs, what turns the direction of a text around (https://trojansource.codes), and tags, which say to a model
 * what no person sees.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** A text for a field of the panel: Unix lines, whole characters, nothing that hides. */
export const cleanText = (text: string): string =>
	wellFormed(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(hidden, ''));

/** Whether `cleanText` would take out something that cannot be seen. */
export const hasHidden = (text: string): boolean => text.replaceAll(/\r\n?/g, '\n').search(hidden) >= 0;
