import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emulator } from '../../emulator/emulator.ts';
import { consent } from '../../emulator/oauth/consent.ts';
import { cloudPlatform } from '../../emulator/oauth/scopes.ts';
import { authorizationUrl, desktopAs } from './oauthSupport.ts';
import { emulatorFor } from './support.ts';

type Refused = {
	readonly what: string;
	readonly changes?: (emulator: Emulator) => Readonly<Record<string, string | undefined>>;
	/** Added to the query as it stands. */
	readonly more?: string;
	readonly before?: (emulator: Emulator) => void;
	readonly error: `Error ${number}: ${string}`;
	readonly text?: RegExp;
};

const change = (changes: Readonly<Record<string, string | undefined>>) => ({ changes: () => changes });
const redirect = (uri: string) => change({ redirect_uri: uri });
const mismatch = 'Error 400: redirect_uri_mismatch';
const invalid = 'Error 400: invalid_request';
const ofWeb = (uri: string) => ({
	before: ({ oauth }: Emulator) => oauth.addRedirectUri('https://relay.example/callback'),
	changes: ({ oauth }: Emulator) => ({ client_id: oauth.webClient.clientId, redirect_uri: uri }),
});
const refused: readonly Refused[] = [
	{ what: 'no client', ...change({ client_id: undefined }), error: invalid, text: /is missing: client_id/ },
	{ what: 'an unknown client', ...change({ client_id: 'x' }), error: 'Error 401: invalid_client', text: /not found/ },
	{ what: 'a deleted client', before: desktopAs({ state: 'deleted' }), error: 'Error 401: deleted_client' },
	{ what: 'a disabled client', before: desktopAs({ state: 'disabled' }), error: 'Error 401: disabled_client' },
	{ what: 'no redirect URI', ...change({ redirect_uri: undefined }), error: invalid, text: /redirect_uri/ },
	{ what: 'a remote host', ...redirect('https://evil.example/'), error: mismatch, text: /https:\/\/evil\.example\// },
	{ what: 'loopback by https', ...redirect('https://127.0.0.1:1/'), error: mismatch },
	{ what: 'another loopback address', ...redirect('http://127.0.0.2:1/'), error: mismatch },
	{ what: 'loopback in short', ...redirect('http://127.1:1/'), error: mismatch },
	{ what: 'a host that begins like loopback', ...redirect('http://127.0.0.1.evil.example/'), error: mismatch },
	{ what: 'a user before loopback', ...redirect('http://127.0.0.1:1@evil.example/'), error: mismatch },
	{ what: 'a fragment', ...redirect('http://127.0.0.1:1/#x'), error: mismatch },
	{ what: 'the scheme of an editor', ...redirect('vscode://publisher.extension/x'), error: mismatch },
	{ what: 'out of band', ...redirect('urn:ietf:wg:oauth:2.0:oob'), error: invalid, text: /OOB/ },
	{ what: 'loopback for a web client', ...ofWeb('http://127.0.0.1:1/'), error: mismatch },
	{ what: 'a slash too many for a web client', ...ofWeb('https://relay.example/callback/'), error: mismatch },
	{ what: 'other letters for a web client', ...ofWeb('https://RELAY.example/callback'), error: mismatch },
	{ what: 'a query for a web client', ...ofWeb('https://relay.example/callback?x=1'), error: mismatch },
	{ what: 'no response type', ...change({ response_type: undefined }), error: invalid, text: /response_type/ },
	{ what: 'a token at once', ...change({ response_type: 'token' }), error: 'Error 400: unsupported_response_type' },
	{ what: 'a form as answer', ...change({ response_mode: 'form_post' }), error: invalid, text: /response_mode/ },
	{ what: 'no scope', ...change({ scope: undefined }), error: invalid, text: /is missing: scope/ },
	{ what: 'a blank scope', ...change({ scope: ' ' }), error: 'Error 400: invalid_scope' },
	{
		what: 'an unknown scope',
		...change({ scope: `openid ${cloudPlatform}.all` }),
		...{ error: 'Error 400: invalid_scope', text: /\{valid=\[openid\], invalid=\[\S+cloud-platform\.all\]\}/ },
	},
	{ what: 'a short challenge', ...change({ code_challenge: 'x'.repeat(42) }), error: invalid, text: /code_challenge/ },
	{ what: 'a long challenge', ...change({ code_challenge: 'x'.repeat(129) }), error: invalid },
	{ what: 'a challenge in base64', ...change({ code_challenge: `${'x'.repeat(42)}+` }), error: invalid },
	{ what: 'a method without challenge', ...change({ code_challenge: undefined }), error: invalid },
	{ what: 'an unknown method', ...change({ code_challenge_method: 's256' }), error: invalid, text: /: s256/ },
	{ what: 'an unknown prompt', ...change({ prompt: 'login' }), error: invalid, text: /prompt: login/ },
	{ what: 'no prompt and one', ...change({ prompt: 'none consent' }), error: invalid },
	{ what: 'an unknown access type', ...accessType('always') },
	{ what: 'a parameter twice', more: '&state=b', error: invalid, text: /only have a single value: state/ },
	{ what: 'the secret', ...change({ client_secret: 'x' }), error: invalid, text: /not allowed.*: client_secret/ },
	{ what: 'the verifier', ...change({ code_verifier: 'x' }), error: invalid, text: /not allowed.*: code_verifier/ },
	{
		what: 'an account from elsewhere, for an internal client,',
		before: desktopAs({ internalTo: 'example.com' }),
		...{ error: 'Error 403: org_internal', text: /within its organization/ },
	},
	{
		what: 'an account that is no tester, while testing,',
		before: desktopAs({ publishingStatus: 'testing', testUsers: ['grace@example.com'] }),
		...{ error: 'Error 403: access_denied', text: /developer-approved testers/ },
	},
];

function accessType(value: string) {
	return {
		before: ({ oauth }: Emulator) => oauth.addRedirectUri('http://localhost/'),
		changes: ({ oauth }: Emulator) => ({
			client_id: oauth.webClient.clientId,
			redirect_uri: 'http://localhost/',
			access_type: value,
		}),
		error: invalid,
		text: /access_type/,
	} as const;
}

for (const { what, changes, more = '', before, error, text = /./ } of refused) {
	test(`${what} is refused on Google's own page, and nothing is sent to the app: ${error}`, async (t) => {
		const emulator = await emulatorFor(t);
		before?.(emulator);
		const url = `${authorizationUrl(emulator, changes?.(emulator))}${more}`;
		await assert.rejects(consent(emulator.origin, url), (thrown: unknown) => {
			assert.ok(thrown instanceof Error);
			assert.ok(thrown.message.includes(error), thrown.message);
			assert.match(thrown.message, text);
			return true;
		});
		assert.ok(error.startsWith(`Error ${emulator.calls.at(-1)?.status}:`));
	});
}
