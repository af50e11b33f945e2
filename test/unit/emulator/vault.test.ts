import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { startVault, type Vault } from '../../emulator/vault/vault.ts';

async function vaultFor(test: TestContext): Promise<Vault> {
	const vault = await startVault({ clock: () => 1_800_000_000_000 });
	test.after(() => vault.close());
	return vault;
}

type Body = {
	readonly data?: { readonly data: unknown; readonly metadata: Readonly<Record<string, unknown>> } | null;
	readonly errors?: readonly string[];
	readonly warnings?: readonly string[] | null;
};

async function read(
	{ origin, token }: Vault,
	path: string,
	headers: Record<string, string> = {},
): Promise<readonly [number, Body]> {
	const response = await fetch(`${origin}/v1/${path}`, { headers: { 'x-vault-token': token, ...headers } });
	assert.equal(response.headers.get('content-type'), 'application/json');
	return [response.status, (await response.json()) as Body];
}

const created_time = '2027-01-15T08:00:00.000000000Z';
const metadata = { created_time, custom_metadata: null, deletion_time: '', destroyed: false };

test('a secret is told in its envelope, the newest version unless another is asked for', async (t) => {
	const vault = await vaultFor(t);
	assert.equal(vault.put({ path: 'gemini/key' }, { value: 'first' }), 1);
	assert.equal(vault.put({ path: 'gemini/key' }, { value: 'second', other: 1 }), 2);
	const [status, { ...body }] = await read(vault, 'secret/data/gemini/key');
	assert.equal(status, 200);
	assert.deepEqual(
		{ ...body, request_id: '' },
		{
			...{ request_id: '', lease_id: '', renewable: false, lease_duration: 0 },
			data: { data: { value: 'second', other: 1 }, metadata: { ...metadata, version: 2 } },
			...{ wrap_info: null, warnings: null, auth: null, mount_type: 'kv' },
		},
	);
	for (const [query, version] of [
		['?version=1', 1],
		['?version=2', 2],
		['?version=0', 2],
	] as const) {
		const [, { data }] = await read(vault, `secret/data/gemini/key${query}`);
		assert.equal(data?.metadata['version'], version, query);
	}
});

test('a deleted version is 404 with the time of it and without data, until it is brought back', async (t) => {
	const vault = await vaultFor(t);
	vault.put({ path: 'key' }, { value: 'first' });
	vault.put({ path: 'key' }, { value: 'second' });
	vault.delete({ path: 'key' });
	assert.deepEqual(
		(await read(vault, 'secret/data/key')).map((each) => (typeof each === 'number' ? each : each.data)),
		[404, { data: null, metadata: { ...metadata, deletion_time: created_time, version: 2 } }],
	);
	assert.equal((await read(vault, 'secret/data/key?version=1'))[0], 200);
	vault.undelete({ path: 'key' });
	assert.equal((await read(vault, 'secret/data/key'))[0], 200);
	vault.destroy({ path: 'key' }, 1);
	const [status, { data }] = await read(vault, 'secret/data/key?version=1');
	assert.deepEqual([status, data?.data, data?.metadata['destroyed']], [404, null, true]);
});

const refusals: readonly (readonly [string, string, number, Body])[] = [
	['no such secret', 'secret/data/x', 404, { errors: [] }],
	['no such version', 'secret/data/key?version=9', 404, { errors: [] }],
	[
		'a version in words',
		'secret/data/key?version=new',
		400,
		{
			errors: ['error converting input new for field "version": strconv.ParseInt: parsing "new": invalid syntax'],
		},
	],
	['no such mount', 'kv/data/key', 404, { errors: ['no handler for route "kv/data/key". route entry not found.'] }],
];
for (const [what, path, status, body] of refusals) {
	test(`${what} is answered with ${status}`, async (t) => {
		const vault = await vaultFor(t);
		vault.put({ path: 'key' }, {});
		assert.deepEqual(await read(vault, path), [status, body]);
	});
}

test('a path without data is told how it should be', async (t) => {
	const vault = await vaultFor(t);
	vault.put({ path: 'key' }, {});
	const [status, { data, warnings }] = await read(vault, 'secret/key');
	assert.deepEqual([status, data], [404, null]);
	assert.match(warnings?.[0] ?? '', /^Invalid path for a versioned K\/V secrets engine/);
});

test('without a token, with an unknown one and outside its paths the answer is the same', async (t) => {
	const vault = await vaultFor(t);
	vault.put({ path: 'mine/key' }, {});
	vault.put({ path: 'yours/key' }, {});
	const limited = vault.addToken('secret/data/mine/');
	const denied = [403, { errors: ['permission denied'] }];
	assert.equal((await read(vault, 'secret/data/mine/key', { 'x-vault-token': limited }))[0], 200);
	assert.deepEqual(await read(vault, 'secret/data/yours/key', { 'x-vault-token': limited }), denied);
	assert.deepEqual(await read(vault, 'secret/data/nothing', { 'x-vault-token': limited }), denied);
	assert.deepEqual(await read(vault, 'secret/data/mine/key', { 'x-vault-token': 'x' }), denied);
	assert.deepEqual(await read(vault, 'secret/data/mine/key', { 'x-vault-token': '' }), denied);
	vault.revokeToken(limited);
	assert.deepEqual(await read(vault, 'secret/data/mine/key', { 'x-vault-token': limited }), denied);
});

test('a namespace is named by the header or in the path, and without it the mount is not there', async (t) => {
	const vault = await vaultFor(t);
	vault.put({ namespace: 'team/a', mount: 'kv', path: 'key' }, { value: 1 });
	assert.equal((await read(vault, 'kv/data/key', { 'x-vault-namespace': 'team/a/' }))[0], 200);
	assert.equal((await read(vault, 'a/kv/data/key', { 'x-vault-namespace': 'team' }))[0], 200);
	assert.equal((await read(vault, 'team/a/kv/data/key'))[0], 200);
	assert.equal((await read(vault, 'kv/data/key'))[0], 404);
	assert.deepEqual(vault.calls[0], {
		...{ method: 'GET', path: '/v1/kv/data/key', namespace: 'team/a/', hasToken: true, status: 200 },
	});
	assert.ok(!JSON.stringify(vault.calls).includes(vault.token));
});

test('a sealed Vault says so before it asks who calls', async (t) => {
	const vault = await vaultFor(t);
	vault.put({ path: 'key' }, {});
	vault.seal();
	assert.deepEqual(await read(vault, 'secret/data/key', { 'x-vault-token': '' }), [
		503,
		{ errors: ['Vault is sealed'] },
	]);
	assert.equal((await fetch(`${vault.origin}/v1/sys/health`)).status, 503);
	vault.unseal();
	assert.equal((await read(vault, 'secret/data/key'))[0], 200);
	assert.equal((await fetch(`${vault.origin}/v1/sys/health`)).status, 200);
});

test('paths may be encoded, and broken ones do no harm', async (t) => {
	const vault = await vaultFor(t);
	vault.put({ path: 'with space/key' }, {});
	assert.equal((await read(vault, 'secret/data/with%20space/key'))[0], 200);
	assert.equal((await read(vault, 'secret/data/%zz'))[0], 404);
	assert.equal((await fetch(`${vault.origin}/v2/x`)).status, 404);
});
