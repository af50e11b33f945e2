/**
 * Shapes of Google credentials and of private keys; what they match never reaches a sink. Server text runs through them, so
 * each must be linear: a run of word characters is looked at from its beginning alone, or consumed whole.
 */
const shapes: readonly RegExp[] = [
	// First, since what stands before a key may swallow its first line; its own beginning may be cut, its spaces escaped.
	/(?:-{0,5}BEGIN(?: |%20|\+))?(?:[A-Z]{1,12}(?: |%20|\+)){0,4}PRIVATE(?: |%20|\+)KEY-----[\s\S]*?(?:-----END(?: |%20|\+)(?:[A-Z]{1,12}(?: |%20|\+)){0,4}PRIVATE(?: |%20|\+)KEY-----|$)/g,
	/BEGIN (?:[A-Z]{1,12} ){0,4}PRIVATE KEY[\s\S]*?(?:-----END (?:[A-Z]{1,12} ){0,4}PRIVATE KEY-----|$)/g,
	// No look behind: in raw JSON an escape may stand before a secret, in a form an equals sign or its escape.
	/AIza[\w-]{20,}/g,
	/AQ\.[\w-]{16,}/g,
	/ya29\.[\w.-]{10,}/g,
	/[14](?:\\?\/|%2F){1,2}0[\w-]{20,}/gi,
	/GOCSPX-[\w-]{10,}/g,
	/hvs\.[\w-]{20,}/g,
];

/** Anything shorter guards nothing, and cutting it out of every text would leave none to read. */
const shortestSecret = 6;

export const redacted = '[redacted]';

/**
 * Cuts everything out of `text` that looks like a credential, and every one of `known` whatever it looks like.
 * Needed because Google echoes whole API keys in some messages (CONSUMER_SUSPENDED).
 */
export function redact(text: string, known: readonly string[] = []): string {
	let result = text;
	for (const form of known.flatMap(formsOf)) {
		result = form.length >= shortestSecret ? result.replaceAll(form, redacted) : result;
	}
	for (const shape of shapes) {
		result = result.replace(shape, redacted);
	}
	return result.replace(dotted, withoutToken);
}

/**
 * What a JWT may be part of: words with dots between, from where the first begins, so that each is looked at once. No repetition
 * of a group: that has its stack, which a text of megabytes runs over.
 */
const dotted = /(?<![\w-])[\w-]+\.[\w.-]*/g;

/** Cuts a JWT (RFC 7519) out, whatever is written right before it. */
function withoutToken(words: string): string {
	const parts = words.split('.');
	const first = parts.findIndex((part, index) => {
		const at = part.indexOf('eyJ');
		return at >= 0 && part.length - at > 10 && (parts[index + 1]?.length ?? 0) > 7 && parts[index + 2] !== undefined;
	});
	const header = parts[first];
	return header === undefined
		? words
		: [...parts.slice(0, first), header.slice(0, header.indexOf('eyJ')) + redacted].join('.');
}

/** How a secret stands in a text: as it is, within a JSON string with or without escaped slashes, within a URL. */
function formsOf(secret: string): string[] {
	const inJson = JSON.stringify(secret).slice(1, -1);
	return [...new Set([secret, inJson, inJson.replaceAll('/', '\\/'), encodeURIComponent(secret)])];
}

/** Google's errors are five levels deep; a parser takes a hundred thousand, which no recursion survives. */
const deepest = 32;

/**
 * The same for a value of JSON, keeping its form as far as 32 levels down. Property names come from the server too.
 */
export function redactJson(value: unknown, known: readonly string[] = [], depth = 0): unknown {
	if (typeof value === 'string') {
		return redact(value, known);
	}
	if (typeof value === 'object' && value !== null && depth >= deepest) {
		return '…';
	}
	if (Array.isArray(value)) {
		return value.map((item) => redactJson(item, known, depth + 1));
	}
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([name, item]) => [redact(name, known), redactJson(item, known, depth + 1)]),
		);
	}
	return value;
}
