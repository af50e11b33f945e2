import * as l10n from '@vscode/l10n';
import { hostOf, keyHeaderAt, type Place } from '../gemini/targets.ts';
import type { Credential } from '../ports.ts';

/** An API key as typed or pasted: ready to be sent, or a sentence that says what keeps it from being sent. */
export type ReadKey = { readonly ok: true; readonly key: string } | { readonly ok: false; readonly message: string };

/**
 * Reads a key from what a person entered. Only what no HTTP header can carry is refused: Google has changed the look of
 * its keys before, so the look decides nothing, and the server does.
 */
export function readApiKey(input: string): ReadKey {
	const key = input.trim();
	if (key === '') {
		return { ok: false, message: l10n.t('Paste or type an API key.') };
	}
	// A line break pasted into a one-line box arrives as a space.
	if (/\s/.test(key)) {
		return { ok: false, message: l10n.t('The key has a space or line break inside. Copy it again, in one piece.') };
	}
	const foreign = /[^\x21-\x7e]/u.exec(key);
	if (foreign) {
		return {
			ok: false,
			message: l10n.t(
				'The key has a character that cannot be part of a key, at position {0}. Copy it again.',
				[...key.slice(0, foreign.index)].length + 1,
			),
		};
	}
	return { ok: true, key };
}

/** The one header of a call with an API key, for the host of the place alone (https://ai.google.dev/gemini-api/docs/api-key). */
export function apiKeyCredential(key: string, place: Place = {}): Credential {
	const header = keyHeaderAt(place);
	return { header, value: header === 'authorization' ? `Bearer ${key}` : key, allowedHosts: [hostOf(place)] };
}
