import { isSecretName, secretIn, unescaped } from '../importing/secretPlaces.ts';
import { redact, redacted } from '../secrets/redact.ts';

// What stands in the place of a credential counts as one, whatever it looks like. Each pattern is bounded or consumes what it
// looked at, and so linear.

/** A parameter of a URL or a form, such as `?key=…`. */
const parameter = /([?&;])([\w.~%+-]{1,64})=([^&;\s#"'<>`\\]+)/g;
/** The user before the host of a URL. */
const user = /(\b[a-z][a-z\d+.-]{1,20}:\/\/)[^\s/?#@"'<>`]{1,300}@/gi;
/** A header or a variable of such a name, as in `x-goog-api-key: …` and `GEMINI_API_KEY=…`. */
const named = /\b([a-z\d]{1,24}(?:[-_][a-z\d]{1,24}){1,5})(["']?[ \t]{0,4}[:=][ \t]{0,4}["']?)([\w.~+/=-]{8,})/gi;
/** What follows the scheme of an Authorization header (RFC 6750, section 2.1; RFC 7617, section 2). */
const scheme = /\b(Bearer|Basic)([ \t]{1,4})([\w.~+/=-]{12,})/gi;

/** A text as it may lie on a disk: without the secrets in use, without what looks like one, without what stands where one belongs. */
export function withoutSecrets(text: string, known: readonly string[] = []): string {
	return redact(text, known)
		.replace(user, `$1${redacted}@`)
		.replace(parameter, (all, sign: string, name: string, value: string) =>
			isSecretName(unescaped(name)) && isSecret(value) ? `${sign}${name}=${redacted}` : all,
		)
		.replace(named, (all, name: string, sign: string, value: string) =>
			isSecretName(name) && isSecret(value) ? `${name}${sign}${redacted}` : all,
		)
		.replace(scheme, (all, name: string, space: string, value: string) =>
			// A word of a sentence, as in `basic understanding`, has no digit.
			/\d/.test(value) ? `${name}${space}${redacted}` : all,
		);
}

/** Not one of the words that documentation writes there. */
const isSecret = (value: string): boolean => secretIn(value).length > 0;
