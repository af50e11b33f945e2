import * as l10n from '@vscode/l10n';

/** What a token request says by itself (RFC 6749, sections 2.3.1 and 4.4.2; RFC 7521, section 4.2). Nothing a person adds may say otherwise. */
const reserved: ReadonlySet<string> = new Set([
	'assertion',
	'client_assertion',
	'client_assertion_type',
	'client_id',
	'client_secret',
	'code',
	'code_verifier',
	'grant_type',
	'password',
	'redirect_uri',
	'refresh_token',
	'scope',
	'username',
]);

const mostParameters = 20;

/** Further parameters of a token request, or, in words, why they cannot be. */
export type ReadParameters =
	| { readonly ok: true; readonly parameters: Readonly<Record<string, string>> }
	| { readonly ok: false; readonly message: string };

/** Reads `audience=https://…&resource=…` as people type it: separated by `&` or spaces, encoded or not. */
export function readParameters(text: string): ReadParameters {
	const parameters: Record<string, string> = {};
	const pairs = text
		.trim()
		.split(/[&\s]+/)
		.filter(Boolean);
	for (const pair of pairs) {
		const at = pair.indexOf('=');
		const [name, value] = [...new URLSearchParams(pair)][0] ?? ['', ''];
		if (at <= 0 || !/^[\w.:-]{1,64}$/.test(name)) {
			return { ok: false, message: l10n.t('Write each as name=value, such as audience=https://gateway.example.com.') };
		}
		if (isReserved(name)) {
			return { ok: false, message: l10n.t('“{0}” is set by Latchkey itself and cannot be another.', name) };
		}
		if (Object.hasOwn(parameters, name) || pairs.length > mostParameters) {
			return { ok: false, message: l10n.t('“{0}” is there twice, or there are too many.', name) };
		}
		parameters[name] = value;
	}
	return { ok: true, parameters };
}

export const isReserved = (name: string): boolean => reserved.has(name.toLowerCase());
