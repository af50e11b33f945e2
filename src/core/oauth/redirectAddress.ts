import { extensionId } from '../ids.ts';

/** Path of our URI handler (`<scheme>://latchkey.latchkey-gemini/oauth/callback`). */
export const callbackPath = '/oauth/callback';

/** The address of our URI handler in an editor of this scheme. */
export const editorCallback = (uriScheme: string): string => `${uriScheme}://${extensionId}${callbackPath}`;

/** No answer of an authorization server is longer; in UTF-16 units. */
export const longestAnswer = 8_192;

/**
 * The parameters of a query that VS Code hands over. On the desktop it has been decoded already, in the web not; and an authorization
 * code decoded twice is another one. No parameter of such an answer holds a percent sign itself.
 */
export function parametersOfQuery(query: string): URLSearchParams {
	const parameters = new URLSearchParams();
	for (const pair of query.split('&').filter(Boolean)) {
		const at = pair.indexOf('=');
		const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
		parameters.append(decodedOnce(name), decodedOnce(value));
	}
	return parameters;
}

function decodedOnce(text: string): string {
	if (!/%[\da-f]{2}/i.test(text)) {
		return text;
	}
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		return text;
	}
}

/** What a person pasted: the address the browser ended at, or the code alone; undefined where it can be neither. */
export type Pasted =
	| { readonly kind: 'address'; readonly parameters: URLSearchParams }
	| { readonly kind: 'code'; readonly code: string };

export function readPasted(text: string): Pasted | undefined {
	const pasted = text.trim();
	if (pasted === '' || pasted.length > longestAnswer || /\s/.test(pasted)) {
		return undefined;
	}
	// A query alone, as some pages show it.
	const query =
		/^[^?]*\?(.*)$/s.exec(pasted)?.[1]?.replace(/#.*$/s, '') ??
		(/(?:^|&)(?:code|state|error)=/.test(pasted) ? pasted : undefined);
	if (query !== undefined) {
		const parameters = parametersOfQuery(query);
		const code = parameters.get('code');
		// `code=4/0A…` alone, cut out of an address.
		return code !== null && parameters.get('state') === null && [...parameters].length === 1
			? { kind: 'code', code }
			: { kind: 'address', parameters };
	}
	// Copied out of an address, a code is still encoded (`4%2F0A…`).
	return /^[a-z][a-z\d+.-]*:\/\//i.test(pasted) ? undefined : { kind: 'code', code: decodedOnce(pasted) };
}
