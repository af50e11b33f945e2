import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { header } from './http/headers.ts';

/** How a credential was sent, which is what Google's answer depends on first. */
export type CredentialKind = 'header-key' | 'query-key' | 'bearer' | 'query-token' | 'other-authorization';

/** A credential as it arrived. `value` is for judging the call and is stored nowhere. */
export type Credential = { readonly kind: CredentialKind; readonly value: string };

/** Every credential the request carries. An empty one counts as none. */
export function readCredentials(request: IncomingMessage, url: URL): readonly Credential[] {
	const found: Credential[] = [];
	const add = (kind: CredentialKind, value: string | null | undefined) => {
		if (value !== null && value !== undefined && value !== '') {
			found.push({ kind, value });
		}
	};
	add('header-key', header(request, 'x-goog-api-key'));
	add('query-key', url.searchParams.get('key'));
	add('query-token', url.searchParams.get('access_token'));
	const authorization = header(request, 'authorization');
	const bearer = /^Bearer\s+(.*)$/i.exec(authorization ?? '');
	add(bearer === null ? 'other-authorization' : 'bearer', bearer === null ? authorization : bearer[1]);
	return found;
}

/** Tells two keys apart in a log without telling what they are: the first 12 hex digits of SHA-256. */
export function fingerprint(secret: string): string {
	return createHash('sha256').update(secret).digest('hex').slice(0, 12);
}
