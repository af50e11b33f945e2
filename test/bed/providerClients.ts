import { randomBytes } from 'node:crypto';
import { exportJWK, exportPKCS8, generateKeyPair, type JWK } from 'jose';

/** A client that has proven itself with `client_secret_basic` or `client_secret_post`. */
export interface SecretClient {
	readonly id: string;
	readonly secret: string;
}

export interface ProviderClients {
	/** Public, on this machine: any port of 127.0.0.1, ::1 and localhost, with the paths of `loopbackPaths`. */
	readonly loopback: { readonly id: string; readonly redirectUris: readonly string[] };
	/** Public, of an editor on the desktop: VS Code's own builds from source have this scheme. */
	readonly editor: { readonly id: string; readonly redirectUri: string };
	/** Public, of an editor in a browser, whose callback address is another one each time. */
	readonly browserEditor: { readonly id: string; readonly redirectUri: string };
	/** Confidential; `client_secret_basic`, with the redirect URIs that the test gave. */
	readonly web: SecretClient & { readonly redirectUris: readonly string[] };
	/** Machines, by `client_credentials`. */
	readonly basic: SecretClient;
	readonly post: SecretClient;
	/** `private_key_jwt`, RS256; the key as PEM (PKCS #8) and as JWK. */
	readonly privateKey: { readonly id: string; readonly pem: string; readonly jwk: JWK };
}

const loopbackPaths = ['', '/', '/callback', '/oauth/callback'] as const;
const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost'] as const;

export async function makeClients(redirectUris: readonly string[]): Promise<ProviderClients> {
	const secret = () => randomBytes(32).toString('base64url');
	const { privateKey } = await generateKeyPair('RS256', { extractable: true });
	return {
		loopback: {
			id: 'loopback-app',
			redirectUris: loopbackHosts.flatMap((host) => loopbackPaths.map((path) => `http://${host}${path}`)),
		},
		editor: { id: 'editor-app', redirectUri: 'code-oss://latchkey.latchkey-gemini/oauth/callback' },
		browserEditor: { id: 'browser-editor-app', redirectUri: 'http://127.0.0.1/callback' },
		web: { id: 'web-app', secret: secret(), redirectUris },
		basic: { id: 'basic-machine', secret: secret() },
		post: { id: 'post-machine', secret: secret() },
		privateKey: {
			id: 'private-key-machine',
			pem: await exportPKCS8(privateKey),
			jwk: { ...(await exportJWK(privateKey)), kid: 'machine-key', alg: 'RS256' },
		},
	};
}

/** The same as the provider wants to have them registered (RFC 7591). */
export function registrations(clients: ProviderClients): object[] {
	const { loopback, editor, browserEditor, web, basic, post, privateKey } = clients;
	const { kty, n, e, kid, alg } = privateKey.jwk;
	const person = { response_types: ['code'], grant_types: ['authorization_code', 'refresh_token'] };
	const app = { ...person, application_type: 'native', token_endpoint_auth_method: 'none' };
	const machine = { response_types: [], redirect_uris: [], grant_types: ['client_credentials'] };
	return [
		{ ...app, client_id: loopback.id, redirect_uris: loopback.redirectUris },
		{ ...app, client_id: editor.id, redirect_uris: [editor.redirectUri] },
		{ ...app, client_id: browserEditor.id, redirect_uris: [browserEditor.redirectUri] },
		...(web.redirectUris.length > 0
			? [{ ...person, client_id: web.id, client_secret: web.secret, redirect_uris: web.redirectUris }]
			: []),
		{ ...machine, client_id: basic.id, client_secret: basic.secret },
		{ ...machine, client_id: post.id, client_secret: post.secret, token_endpoint_auth_method: 'client_secret_post' },
		{
			...machine,
			client_id: privateKey.id,
			token_endpoint_auth_method: 'private_key_jwt',
			jwks: { keys: [{ kty, n, e, kid, alg, use: 'sig' }] },
		},
	];
}

/** An editor in a browser on this machine, asking to have the answer for Latchkey. */
export function isBrowserEditorCallback(uri: string): boolean {
	const { protocol, hostname, pathname, searchParams } = new URL(uri);
	return (
		protocol === 'http:' &&
		loopbackHosts.some((host) => host === hostname) &&
		pathname.endsWith('/callback') &&
		/^\d+$/.test(searchParams.get('vscode-reqid') ?? '') &&
		searchParams.get('vscode-authority') === 'latchkey.latchkey-gemini'
	);
}
