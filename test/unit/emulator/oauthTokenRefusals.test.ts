import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emulator } from '../../emulator/emulator.ts';
import { oauthErrors } from '../../emulator/errors/oauthErrors.ts';
import { retriever } from '../../emulator/oauth/scopes.ts';
import {
	basicOf,
	challenge,
	codeOf,
	credentialsOf,
	exchange,
	type Posted,
	post,
	redirectUri,
	refreshed,
	signedIn,
	type TokenBody,
	unchallenged,
	verifier,
} from './oauthSupport.ts';
import { emulatorFor } from './support.ts';

const other = ({ oauth }: Emulator) => credentialsOf(oauth.addClient({ kind: 'installed', name: 'other' }));
const unnamed = { code_challenge_method: undefined };

type Row = {
	readonly what: string;
	readonly ask: (emulator: Emulator) => Promise<Posted<TokenBody>>;
	readonly name: keyof typeof oauthErrors;
	/** Where it is not the catalogue's. */
	readonly description?: string;
};

const exchanging = (changes: Readonly<Record<string, string | undefined>>, asked = {}) => ({
	ask: async (emulator: Emulator) => exchange(emulator, await codeOf(emulator, asked), changes),
});
const missing = (name: string): Omit<Row, 'what'> => ({
	...exchanging({ [name]: undefined }),
	...{ name: 'parameter-missing', description: `Missing required parameter: ${name}` },
});
const unsupported = (grantType: string): Omit<Row, 'what'> => ({
	ask: (emulator) => exchange(emulator, 'x', { grant_type: grantType }),
	...{ name: 'grant-type-unsupported', description: `Invalid grant_type: ${grantType}` },
});

const rows: readonly Row[] = [
	{ what: 'no client', ...exchanging({ client_id: undefined, client_secret: undefined }), name: 'client-unnamed' },
	{ what: 'an unknown client', ...exchanging({ client_id: 'x' }), name: 'client-not-found' },
	{ what: 'no secret', ...exchanging({ client_secret: undefined }), name: 'client-secret-missing' },
	{ what: 'a wrong secret', ...exchanging({ client_secret: 'x' }), name: 'client-secret-wrong' },
	{
		what: 'a deleted client',
		ask: async (emulator) => {
			const code = await codeOf(emulator);
			emulator.oauth.changeClient(emulator.oauth.desktopClient.clientId, { state: 'deleted' });
			return exchange(emulator, code);
		},
		name: 'client-deleted',
	},
	{
		what: 'a disabled client',
		ask: async (emulator) => {
			const { refresh_token } = await signedIn(emulator);
			emulator.oauth.changeClient(emulator.oauth.desktopClient.clientId, { state: 'disabled' });
			return refreshed(emulator, refresh_token);
		},
		name: 'client-disabled',
	},
	{
		what: 'the secret in the header and in the form',
		ask: async (emulator) =>
			post(
				emulator,
				'/token',
				{ grant_type: 'authorization_code', code: 'x', ...credentialsOf(emulator.oauth.desktopClient) },
				basicOf(emulator),
			),
		name: 'client-authenticated-twice',
	},
	{
		what: 'a wrong secret in the header',
		ask: (emulator) => post(emulator, '/token', { grant_type: 'refresh_token' }, basicOf(emulator, 'x')),
		name: 'client-secret-wrong',
	},
	{
		what: 'another client in the form than in the header',
		ask: (emulator) => post(emulator, '/token', { grant_type: 'refresh_token', client_id: 'x' }, basicOf(emulator)),
		name: 'client-unnamed',
	},
	{ what: 'no code', ...missing('code') },
	{ what: 'no redirect URI', ...missing('redirect_uri') },
	{ what: 'no refresh token', ...missing('refresh_token'), ask: (emulator) => refreshed(emulator, undefined) },
	{ what: 'no grant type', ...unsupported('') },
	{ what: 'a password', ...unsupported('password') },
	{ what: 'the client’s own grant', ...unsupported('client_credentials') },
	{ what: 'a device code', ...unsupported('urn:ietf:params:oauth:grant-type:device_code') },
	{
		what: 'JSON in place of a form',
		ask: async (emulator) => {
			const body = JSON.stringify({ grant_type: 'refresh_token', ...credentialsOf(emulator.oauth.desktopClient) });
			const response = await fetch(`${emulator.origin}/token`, {
				...{ method: 'POST', headers: { 'content-type': 'application/json' }, body },
			});
			return { status: response.status, headers: response.headers, body: (await response.json()) as TokenBody };
		},
		...{ name: 'grant-type-unsupported', description: 'Invalid grant_type: ' },
	},
	{
		what: 'a parameter twice',
		ask: async (emulator) => {
			const body = new URLSearchParams('grant_type=refresh_token&refresh_token=a&refresh_token=b');
			const response = await fetch(`${emulator.origin}/token`, { method: 'POST', body });
			return { status: response.status, headers: response.headers, body: (await response.json()) as TokenBody };
		},
		name: 'parameter-repeated',
		description: 'OAuth 2 parameters can only have a single value: refresh_token',
	},
	{ what: 'an unknown code', ...exchanging({ code: '4/0Aunknown' }), name: 'code-malformed' },
	{
		what: 'a code that was encoded once more',
		ask: async (emulator) => exchange(emulator, encodeURIComponent((await codeOf(emulator)) ?? '')),
		name: 'code-malformed',
	},
	{
		what: 'a code out of date',
		ask: async (emulator) => {
			const code = await codeOf(emulator);
			emulator.oauth.advanceClock(600);
			return exchange(emulator, code);
		},
		name: 'code-used',
	},
	{
		what: 'the code of another client',
		ask: async (emulator) => exchange(emulator, await codeOf(emulator), other(emulator)),
		name: 'code-used',
	},
	{ what: 'another redirect URI', ...exchanging({ redirect_uri: `${redirectUri}/` }), name: 'redirect-mismatch' },
	{ what: 'no verifier', ...exchanging({ code_verifier: undefined }), name: 'verifier-missing' },
	{ what: 'a wrong verifier', ...exchanging({ code_verifier: `${verifier}x` }), name: 'verifier-wrong' },
	{ what: 'the challenge as verifier', ...exchanging({ code_verifier: challenge }), name: 'verifier-wrong' },
	{ what: 'a challenge whose method was not named', ...exchanging({}, unnamed), name: 'verifier-wrong' },
	{ what: 'a verifier without challenge', ...exchanging({}, unchallenged), name: 'verifier-unneeded' },
	{ what: 'an unknown refresh token', ask: (emulator) => refreshed(emulator, 'x'), name: 'refresh-revoked' },
	{
		what: 'the refresh token of another client',
		ask: async (emulator) => refreshed(emulator, (await signedIn(emulator)).refresh_token, other(emulator)),
		name: 'refresh-of-other-client',
	},
	{
		what: 'a refresh token that the person has revoked',
		ask: async (emulator) => {
			const { refresh_token } = await signedIn(emulator);
			emulator.oauth.revokeGrants(emulator.oauth.accounts.personal.email);
			return refreshed(emulator, refresh_token);
		},
		name: 'refresh-revoked',
	},
	{
		what: 'an account that has to prove itself again',
		ask: async (emulator) => {
			const { refresh_token } = await signedIn(emulator);
			emulator.oauth.requireReauth(emulator.oauth.accounts.personal.email);
			return refreshed(emulator, refresh_token);
		},
		name: 'reauth-required',
	},
	{
		what: 'a scope that was not granted',
		ask: async (emulator) => refreshed(emulator, (await signedIn(emulator)).refresh_token, { scope: retriever }),
		name: 'refresh-scope-invalid',
	},
];

for (const { what, ask, name, description } of rows) {
	test(`${what} is refused by the token endpoint: ${name}`, async (t) => {
		const emulator = await emulatorFor(t);
		const { status, body, headers } = await ask(emulator);
		const { grant: _, status: expected, ...refusal } = oauthErrors[name];
		assert.deepEqual(body, { ...refusal, ...(description === undefined ? {} : { error_description: description }) });
		assert.equal(status, expected);
		assert.match(headers.get('cache-control') ?? '', /no-store/);
	});
}
