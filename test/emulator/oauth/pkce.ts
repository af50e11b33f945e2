import { createHash } from 'node:crypto';

/** What the authorization request commits to (RFC 7636, section 4.3). */
export type CodeChallenge = { readonly method: 'S256' | 'plain'; readonly value: string };

const forms = { S256: /^[\w-]{43,128}$/, plain: /^[\w.~-]{43,128}$/ } as const;

export const isChallengeMethod = (method: string): method is CodeChallenge['method'] => Object.hasOwn(forms, method);

export const isWellFormed = ({ method, value }: CodeChallenge) => forms[method].test(value);

/** Section 4.6. */
export function verifies({ method, value }: CodeChallenge, verifier: string): boolean {
	const transformed = method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
	return forms.plain.test(verifier) && transformed === value;
}
