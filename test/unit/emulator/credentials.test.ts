import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emulator } from '../../emulator/emulator.ts';
import { call, emulatorFor, errorOf, userSays } from './support.ts';

type Row = {
	readonly sent: string;
	readonly headers?: (keys: Emulator['keys']) => Record<string, string>;
	readonly query?: (keys: Emulator['keys']) => string;
	readonly status: number;
	readonly rpcStatus?: string;
	readonly reason?: string;
	readonly text?: RegExp;
};

const key = (name: keyof Emulator['keys']) => (keys: Emulator['keys']) => ({ 'x-goog-api-key': keys[name] });

const rows: readonly Row[] = [
	{ sent: 'a standard key as header', headers: key('valid'), status: 200 },
	{ sent: 'an auth key as header', headers: key('validAuth'), status: 200 },
	{ sent: 'a key in the query', query: (keys) => `key=${keys.valid}`, status: 200 },
	{ sent: 'nothing', status: 403, rpcStatus: 'PERMISSION_DENIED', text: /unregistered callers/ },
	{ sent: 'an empty key', headers: () => ({ 'x-goog-api-key': '' }), status: 403, text: /unregistered callers/ },
	{
		sent: 'an unknown key',
		headers: () => ({ 'x-goog-api-key': 'nonsense' }),
		...{ status: 400, rpcStatus: 'INVALID_ARGUMENT', reason: 'API_KEY_INVALID', text: /API key not valid/ },
	},
	{
		sent: 'a key as Bearer',
		headers: (keys) => ({ authorization: `Bearer ${keys.valid}` }),
		...{ status: 401, rpcStatus: 'UNAUTHENTICATED', reason: 'ACCESS_TOKEN_TYPE_UNSUPPORTED' },
	},
	{
		sent: 'a key as header and as Bearer',
		headers: (keys) => ({ 'x-goog-api-key': keys.valid, authorization: `Bearer ${keys.valid}` }),
		...{ status: 400, rpcStatus: 'INVALID_ARGUMENT', text: /Multiple authentication credentials/ },
	},
	{
		sent: 'a key as header and in the query',
		headers: key('valid'),
		query: (keys) => `key=${keys.valid}`,
		...{ status: 400, text: /Multiple authentication credentials/ },
	},
	{ sent: 'an expired key', headers: key('expired'), status: 400, reason: 'API_KEY_INVALID', text: /expired/ },
	{ sent: 'a leaked key', headers: key('leaked'), status: 403, text: /reported as leaked/ },
	{ sent: 'a key of another API', headers: key('serviceBlocked'), status: 403, reason: 'API_KEY_SERVICE_BLOCKED' },
	{
		sent: 'a key for web pages, without a referrer',
		headers: key('referrerBlocked'),
		...{ status: 403, reason: 'API_KEY_HTTP_REFERRER_BLOCKED', text: /referer <empty>/ },
	},
	{
		sent: 'a key for web pages, from its page',
		headers: (keys) => ({ 'x-goog-api-key': keys.referrerBlocked, referer: 'https://allowed.example/app' }),
		status: 200,
	},
	{ sent: 'a key of a denied project', headers: key('projectDenied'), status: 403, text: /denied access/ },
	{ sent: 'a key of a project without the API', headers: key('apiDisabled'), status: 403, reason: 'SERVICE_DISABLED' },
	{ sent: 'a key with its day spent', headers: key('freeTierDaily429'), status: 429, rpcStatus: 'RESOURCE_EXHAUSTED' },
	{ sent: 'a suspended key', headers: key('suspended'), status: 403, reason: 'CONSUMER_SUSPENDED' },
];

for (const row of rows) {
	test(`${row.sent} is answered with ${row.status}`, async (t) => {
		const emulator = await emulatorFor(t);
		const query = row.query === undefined ? '' : `?${row.query(emulator.keys)}`;
		const headers = row.headers?.(emulator.keys) ?? {};
		const response = await call(emulator, `generateContent${query}`, userSays('Hi'), { headers });
		assert.equal(response.status, row.status);
		if (row.status === 200) {
			return;
		}
		assert.equal(response.headers.get('content-type'), 'application/json; charset=UTF-8');
		const error = await errorOf(response);
		assert.equal(error.code, row.status);
		assert.equal(error.status, row.rpcStatus ?? error.status);
		assert.match(error.message, row.text ?? /./);
		assert.equal(error.details?.find(({ reason }) => reason !== undefined)?.reason, row.reason);
	});
}

test('an invalid key comes with ErrorInfo and LocalizedMessage', async (t) => {
	const emulator = await emulatorFor(t);
	const error = await errorOf(
		await call(emulator, 'generateContent', userSays('Hi'), { headers: { 'x-goog-api-key': 'x' } }),
	);
	assert.deepEqual(error.details, [
		{
			'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
			reason: 'API_KEY_INVALID',
			domain: 'googleapis.com',
			metadata: { service: 'generativelanguage.googleapis.com' },
		},
		{
			'@type': 'type.googleapis.com/google.rpc.LocalizedMessage',
			locale: 'en-US',
			message: 'API key not valid. Please pass a valid API key.',
		},
	]);
});

test('a suspended key is echoed whole in the message, as Google does', async (t) => {
	const emulator = await emulatorFor(t);
	const headers = { 'x-goog-api-key': emulator.keys.suspended };
	assert.ok(
		(await errorOf(await call(emulator, 'generateContent', userSays('Hi'), { headers }))).message.includes(
			emulator.keys.suspended,
		),
	);
});

test('a key whose day is spent still lists models and counts tokens', async (t) => {
	const emulator = await emulatorFor(t);
	const headers = { 'x-goog-api-key': emulator.keys.freeTierDaily429 };
	assert.equal((await fetch(`${emulator.origin}/v1beta/models`, { headers })).status, 200);
	assert.equal((await call(emulator, 'countTokens', userSays('Hi'), { headers })).status, 200);
});

test('the credential is judged before the body', async (t) => {
	const emulator = await emulatorFor(t);
	assert.match((await errorOf(await call(emulator, 'generateContent', '{', { headers: {} }))).message, /unregistered/);
});

test('the seeded keys have the prefixes of real ones and are all different', async (t) => {
	const { keys } = await emulatorFor(t);
	assert.match(keys.valid, /^AIza[\w-]{35}$/);
	assert.match(keys.validAuth, /^AQ\.[\w-]{50}$/);
	assert.equal(new Set(Object.values(keys)).size, Object.keys(keys).length);
});
