import type { ClientAuthMethod } from './clientAuthMethods.ts';

/** How a client proves to be itself, with what it takes. */
export type ClientAuth =
	| { readonly method: 'none' }
	| { readonly method: 'client_secret_basic' | 'client_secret_post'; readonly secret: string }
	/** `secret`: a private key, as PEM (PKCS #8) or JWK; a JWK may name its key id and algorithm. */
	| { readonly method: 'private_key_jwt'; readonly secret: string };

/** Without a secret a client can only be public, whatever it was registered as. */
export const clientAuthOf = (method: ClientAuthMethod, secret: string | undefined): ClientAuth =>
	method === 'none' || secret === undefined || secret === '' ? { method: 'none' } : { method, secret };

/** A secret as typed or fetched. A box of one line turns the line breaks of a PEM into spaces. */
export function clientSecretOf(text: string, isKey: boolean): string {
	const [, label, body] = /^-----BEGIN ([A-Z ]+)-----([\s\S]*)-----END \1-----$/.exec(text.trim()) ?? [];
	return isKey && label !== undefined && body !== undefined
		? `-----BEGIN ${label}-----\n${body.trim().split(/\s+/).join('\n')}\n-----END ${label}-----`
		: text.trim();
}
