import { header } from '../http/headers.ts';
import type { RouteRequest } from '../routing.ts';
import type { OAuthClient } from './clients.ts';
import { TokenRefused } from './tokenRefused.ts';

/** Whose request it is: by `client_id` and `client_secret` in the form, or by HTTP Basic, never by both (RFC 6749, section 2.3). */
export function authenticateClient({ message, state }: RouteRequest, form: URLSearchParams): OAuthClient {
	const basic = readBasic(header(message, 'authorization'));
	if (basic !== undefined && form.has('client_secret')) {
		throw new TokenRefused('client-authenticated-twice');
	}
	const id = basic?.id ?? form.get('client_id') ?? '';
	if (id === '' || (basic !== undefined && form.has('client_id') && form.get('client_id') !== basic.id)) {
		throw new TokenRefused('client-unnamed');
	}
	const client = state.oauth.clients.get(id);
	if (client === undefined) {
		throw new TokenRefused('client-not-found');
	}
	if (client.state !== 'enabled') {
		throw new TokenRefused(client.state === 'deleted' ? 'client-deleted' : 'client-disabled');
	}
	const secret = basic?.secret ?? form.get('client_secret') ?? '';
	// Desktop clients too: the documentation calls their secret optional, and the endpoint does not.
	if (secret === '') {
		throw new TokenRefused('client-secret-missing');
	}
	if (secret !== client.clientSecret) {
		throw new TokenRefused('client-secret-wrong');
	}
	return client;
}

/** Both halves are form-encoded before they are put together (section 2.3.1). */
function readBasic(authorization: string | undefined): { readonly id: string; readonly secret: string } | undefined {
	const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
	if (encoded === undefined) {
		return undefined;
	}
	const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 2);
	return { id: decode(id), secret: decode(secret) };
}

const decode = (text: string) => new URLSearchParams(`value=${text.replaceAll('&', '%26')}`).get('value') ?? '';
