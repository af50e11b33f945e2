import { isRecord, textOf } from '../errors/googleError.ts';
import { bodyWithoutSecrets } from '../oauth/transcriptFields.ts';
import { parseJson } from '../parseJson.ts';
import { redact } from '../secrets/redact.ts';

/** What an executable printed, or left in its file. `why`: for the one who wrote it; nothing of the proof stands there. */
export type ExecutableAnswer =
	/** `expiresAt`: in milliseconds since 1970; absent where it does not say. */
	| { readonly kind: 'proof'; readonly proof: string; readonly expiresAt?: number }
	| { readonly kind: 'refused' | 'unusable'; readonly why: string };

const unusable = (why: string): ExecutableAnswer => ({ kind: 'unusable', why });

const fieldOf: Readonly<Record<string, string>> = {
	'urn:ietf:params:oauth:token-type:jwt': 'id_token',
	'urn:ietf:params:oauth:token-type:id_token': 'id_token',
	'urn:ietf:params:oauth:token-type:saml2': 'saml_response',
};

/**
 * Reads the JSON that an executable answers with, version 1
 * (https://google.aip.dev/auth/4117#determining-the-subject-token-in-executable-sourced-credentials).
 */
export function readExecutableAnswer(text: string, subjectTokenType: string): ExecutableAnswer {
	const json = parseJson(text);
	if (!isRecord(json)) {
		return unusable('no JSON object');
	}
	if (json['version'] !== 1) {
		return unusable('“version” is not 1');
	}
	if (json['success'] === false) {
		const code = textOf(json['code']);
		const said = messageInWords(textOf(json['message']));
		return { kind: 'refused', why: [/^\w{1,20}$/.test(code) ? code : '', said].filter(Boolean).join(': ') };
	}
	if (json['success'] !== true) {
		return unusable('“success” is neither true nor false');
	}
	const field = Object.hasOwn(fieldOf, subjectTokenType) ? fieldOf[subjectTokenType] : undefined;
	if (json['token_type'] !== subjectTokenType || field === undefined) {
		return unusable(`“token_type” is not ${subjectTokenType}`);
	}
	const proof = textOf(json[field]);
	if (proof.trim() === '') {
		return unusable(`no “${field}”`);
	}
	const seconds = json['expiration_time'];
	if (seconds !== undefined && (typeof seconds !== 'number' || !Number.isFinite(seconds))) {
		return unusable('“expiration_time” is no number of seconds since 1970');
	}
	return { kind: 'proof', proof, ...(seconds === undefined ? {} : { expiresAt: seconds * 1000 }) };
}

/** Enough for a sentence or two; in UTF-16 units. */
const longestMessage = 300;

/** Meant for people, and yet written by a program that had the proof in its hands: no long run of letters and digits is a word. */
function messageInWords(message: string): string {
	const words = redact(bodyWithoutSecrets(message)).replace(/[\w+/=.~-]{25,}/g, '[redacted]');
	return words.replace(/\s+/g, ' ').trim().slice(0, longestMessage);
}
