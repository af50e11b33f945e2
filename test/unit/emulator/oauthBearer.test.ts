import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emulator } from '../../emulator/emulator.ts';
import { cloudPlatform, retriever } from '../../emulator/oauth/scopes.ts';
import { post, signedIn } from './oauthSupport.ts';
import { call, emulatorFor, errorOf, userSays } from './support.ts';

type Row = {
	readonly sent: string;
	readonly scope?: string;
	readonly headers?: (token: string, emulator: Emulator) => Record<string, string>;
	readonly query?: (token: string) => string;
	/** Between signing in and the call. */
	readonly before?: (emulator: Emulator, token: string) => unknown;
	readonly status: number;
	readonly reason?: string;
	readonly text?: RegExp;
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const expired = { status: 401, reason: 'ACCESS_TOKEN_EXPIRED', text: /invalid authentication credentials/ } as const;
const withProject = (project: string) => ({
	headers: (token: string) => ({ ...bearer(token), 'x-goog-user-project': project }),
});
const needsProject = ({ oauth }: Emulator) => oauth.configure({ requireQuotaProject: true });

const rows: readonly Row[] = [
	{ sent: 'a token for cloud-platform', status: 200 },
	{ sent: 'a token for retrieval', scope: retriever, status: 200 },
	{ sent: 'a token in the query', headers: () => ({}), query: (token) => `access_token=${token}`, status: 200 },
	{
		sent: 'a token by a scheme in other letters',
		headers: (token) => ({ authorization: `bearer ${token}` }),
		status: 200,
	},
	{
		sent: 'a token that knows only who signed in',
		scope: 'openid email',
		...{ status: 403, reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', text: /insufficient authentication scopes/ },
	},
	{ sent: 'a token out of date', before: ({ oauth }) => oauth.advanceClock(3599), ...expired },
	{ sent: 'a token a minute old', before: ({ oauth }) => oauth.advanceClock(60), status: 200 },
	{ sent: 'a revoked token', before: (emulator, token) => post(emulator, '/revoke', { token }), ...expired },
	{
		sent: 'a token of a grant that the person has ended',
		before: ({ oauth }) => oauth.revokeGrants(oauth.accounts.personal.email),
		...expired,
	},
	{
		sent: 'what never was a token',
		headers: () => bearer('nonsense'),
		...{ status: 401, reason: 'ACCESS_TOKEN_TYPE_UNSUPPORTED' },
	},
	{
		sent: 'a token by Basic',
		headers: (token) => ({ authorization: `Basic ${token}` }),
		...{ status: 401, reason: 'ACCESS_TOKEN_TYPE_UNSUPPORTED' },
	},
	{
		sent: 'a token and a key',
		headers: (token, { keys }) => ({ ...bearer(token), 'x-goog-api-key': keys.valid }),
		...{ status: 400, text: /Multiple authentication credentials/ },
	},
	{ sent: 'a token with its project by id', ...withProject('latchkey-emulator'), status: 200 },
	{ sent: 'a token with its project by number', ...withProject('100000000001'), status: 200 },
	{
		sent: 'a token with another project that is known',
		before: ({ oauth }) => oauth.addProject('another-project'),
		...{ ...withProject('another-project'), status: 200 },
	},
	{
		sent: 'a token with a project of somebody else',
		...withProject('not-mine'),
		...{ status: 403, reason: 'USER_PROJECT_DENIED', text: /to use project not-mine\./ },
	},
	{
		sent: 'a token without a project where one is required',
		before: needsProject,
		...{ status: 403, reason: 'SERVICE_DISABLED', text: /requires a quota project, which is not set by default/ },
	},
	{
		sent: 'a token with a project where one is required',
		before: needsProject,
		...{ ...withProject('latchkey-emulator'), status: 200 },
	},
	{
		sent: 'a key where tokens need a project',
		before: needsProject,
		headers: (_, { keys }) => ({ 'x-goog-api-key': keys.valid }),
		status: 200,
	},
];

for (const { sent, scope = cloudPlatform, headers = bearer, query, before, status, reason, text = /./ } of rows) {
	test(`${sent} is answered with ${status}`, async (t) => {
		const emulator = await emulatorFor(t);
		const { access_token: token } = await signedIn(emulator, { scope });
		await before?.(emulator, token);
		const method = query === undefined ? 'generateContent' : `generateContent?${query(token)}`;
		const response = await call(emulator, method, userSays('Hi'), { headers: headers(token, emulator) });
		assert.equal(response.status, status);
		if (status === 200) {
			return;
		}
		const error = await errorOf(response);
		assert.equal(error.code, status);
		assert.match(error.message, text);
		assert.equal(error.details?.find((detail) => detail.reason !== undefined)?.reason, reason);
	});
}

test('a token lives as long as the emulator is told', async (t) => {
	const emulator = await emulatorFor(t);
	emulator.oauth.configure({ accessTokenSeconds: 30 });
	const { access_token, expires_in } = await signedIn(emulator, { scope: cloudPlatform });
	assert.equal(expires_in, 30);
	const status = async () =>
		(await call(emulator, 'countTokens', userSays('Hi'), { headers: bearer(access_token) })).status;
	emulator.oauth.advanceClock(29);
	assert.equal(await status(), 200);
	emulator.oauth.advanceClock(1);
	assert.equal(await status(), 401);
});
