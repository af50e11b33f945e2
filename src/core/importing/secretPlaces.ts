/** Names of headers, variables, query parameters and properties whose values are credentials: `x-goog-api-key`, `apiKey2`, `GEMINI_TOKEN`. */
const secretName =
	/(?:key|token|secret|password|passwd|passphrase|pwd|auth|authorization|cookie|credentials?|bearer|signature)[-_]?\d{0,4}$/i;

export const isSecretName = (name: string): boolean => secretName.test(name.slice(-64));

/** What documentation writes where a credential belongs: `$NAME`, `${NAME}`, `$(command)`, `%NAME%`, `{{name}}`, `<key>`, `YOUR_API_KEY`, `GEMINI_API_KEY`. */
const placeholder =
	/^(?:\$[A-Z_][A-Z_\d]{0,100}|\$\{[^{}]{0,100}\}|\$[eE]nv:\w{1,100}|\$\([\s\S]*\)|%\w{1,100}%|\{\{[^{}]{0,200}\}\}|<[^<>]{0,100}>|\[?(?:YOUR|Your|your)[-_ ][\w -]{0,60}\]?|(?:[A-Z]{2,20}_){1,6}(?:KEY|TOKEN)|\.{3}|\*{3,}|x{3,})$/;

/** The value as a credential to be kept out of everything, none where it is empty or a placeholder. */
export function secretIn(value: string): readonly string[] {
	const trimmed = value.trim();
	return trimmed === '' || placeholder.test(trimmed) ? [] : [trimmed];
}

/** The credentials in a header: all of its value, and what stands behind a scheme such as `Bearer`. */
export function secretsInHeader(name: string, value: string): readonly string[] {
	if (!isSecretName(name.trim())) {
		return [];
	}
	const [, behind] = /^\s*[A-Za-z][\w-]{0,30}[ \t]+(\S[\s\S]*)$/.exec(value) ?? [];
	return behind === undefined ? secretIn(value) : secretIn(behind);
}

/** The credentials in a URL: before the host, and in its query. It need not parse. */
export function secretsInUrl(url: string): readonly string[] {
	const [, user = ''] = /^(?:[a-z][a-z\d+.-]{0,20}:\/\/)?([^/?#@]*)@/i.exec(url) ?? [];
	const query = url.includes('?') ? (url.slice(url.indexOf('?') + 1).split('#')[0] ?? '') : '';
	return [
		...secretsInUser(user),
		...query.split('&').flatMap((pair) => {
			const at = pair.indexOf('=');
			return at > 0 && isSecretName(unescaped(pair.slice(0, at))) ? inBothForms(pair.slice(at + 1)) : [];
		}),
	];
}

/** The credential in `user:password`: the password, or the name where there is no other, as some send keys. */
export const secretsInUser = (user: string): readonly string[] => {
	const password = user.slice(user.indexOf(':') + 1);
	return inBothForms(password === '' ? user.slice(0, -1) : password);
};

const inBothForms = (value: string): readonly string[] => [...secretIn(value), ...secretIn(unescaped(value))];

/** Without percent escapes, where they are whole. */
export function unescaped(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
