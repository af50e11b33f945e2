import type { OAuthError } from '../googleError.ts';

/**
 * Reads the answer of an authorization endpoint that carries an error: the redirected address, or its query or fragment alone
 * (RFC 6749, section 4.1.2.1). Undefined where the text is none.
 */
export function readCallback(text: string): OAuthError | undefined {
	if (text.length > 8_192 || /\s/.test(text) || !/(?:^|[?#&])error=/.test(text)) {
		return undefined;
	}
	const parameters = new Map(
		text
			.replace(/^[^?#]*[?#](?=.*error=)/, '')
			.split(/[&#?]/)
			.map((pair) => [pair.slice(0, pair.indexOf('=')), decoded(pair.slice(pair.indexOf('=') + 1))] as const),
	);
	const error = parameters.get('error') ?? '';
	const [description, subtype, uri] = ['error_description', 'error_subtype', 'error_uri'].map((name) =>
		parameters.get(name),
	);
	return error === ''
		? undefined
		: { error, description: description ?? '', ...(subtype ? { subtype } : {}), ...(uri ? { uri } : {}) };
}

function decoded(value: string): string {
	try {
		return decodeURIComponent(value.replaceAll('+', ' '));
	} catch {
		return value;
	}
}
