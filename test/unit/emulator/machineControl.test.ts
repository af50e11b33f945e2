import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportJWK, generateKeyPair } from 'jose';
import type { Emulator } from '../../emulator/emulator.ts';
import { cloudPlatform } from '../../emulator/oauth/scopes.ts';
import { assertionClaims, bearer, geminiStatus, type KeyFile, redeemed, signedBy } from './machineSupport.ts';
import { emulatorFor } from './support.ts';

type Told = Readonly<Record<string, unknown>>;

async function control(emulator: Emulator, door: string, body: unknown): Promise<[number, Told]> {
	const response = await fetch(`${emulator.origin}/_emulator/${door}`, {
		...{ method: 'POST', body: JSON.stringify(body) },
	});
	return [response.status, (await response.json()) as Told];
}

const ask = async ({ origin }: Emulator, door: string) =>
	(await (await fetch(`${origin}/_emulator/${door}`)).json()) as Told;

const accepted: [number, Told] = [200, {}];

test('another process sees the service accounts without their keys, and fetches the file of one', async (t) => {
	const emulator = await emulatorFor(t);
	const { runner } = emulator.serviceAccounts.seeded;
	const told = await ask(emulator, 'service-accounts');
	assert.deepEqual(told, JSON.parse(JSON.stringify({ ...emulator.serviceAccounts, seeded: told['seeded'] })));
	assert.deepEqual(
		(told['list'] as Told[]).map(({ state }) => state),
		[...['enabled', 'enabled', 'disabled', 'deleted', 'enabled']],
	);
	const file = (await ask(emulator, `service-accounts/key-json?email=${runner}`)) as unknown as KeyFile;
	assert.equal((await redeemed(emulator, await signedBy(file, assertionClaims(runner)))).status, 200);
	assert.ok(!JSON.stringify(await ask(emulator, 'service-accounts')).includes('PRIVATE'));
});

test('another process adds accounts and keys, and changes what becomes of them', async (t) => {
	const emulator = await emulatorFor(t);
	const change = (door: string, body: unknown) => control(emulator, `service-accounts/${door}`, body);
	const [, added] = await change('add', { name: 'mine', project: 'latchkey-emulator-two' });
	const { email } = added as { email: string };
	assert.equal(email, 'mine@latchkey-emulator-two.iam.gserviceaccount.com');
	const [, { keyId }] = await change('add-key', { email, madeAt: Date.UTC(2025, 0, 1) });
	for (const madeAt of ['yesterday', -1, 1e18]) {
		assert.equal((await change('add-key', { email, madeAt }))[0], 400);
	}
	const key = () => emulator.serviceAccounts.list.find((each) => each.email === email)?.keys[1]?.state;
	for (const [door, state] of [
		['disable-key', 'disabled'],
		['enable-key', 'enabled'],
		['delete-key', 'deleted'],
	] as const) {
		assert.deepEqual(await change(door, { email, keyId }), accepted);
		assert.equal(key(), state);
	}
	const [, { accessToken }] = await change('give-token', { email });
	for (const [door, status] of [
		['disable', 401],
		['enable', 200],
		['delete', 401],
	] as const) {
		assert.deepEqual(await change(door, { email }), accepted);
		assert.equal(await geminiStatus(emulator, String(accessToken)), status);
	}
	const { runner, other } = emulator.serviceAccounts.seeded;
	assert.deepEqual(await change('grant-delegation', { clientId: runner, scopes: [cloudPlatform] }), accepted);
	const generate = async () =>
		(
			await fetch(`${emulator.origin}/v1/projects/-/serviceAccounts/${other}:generateAccessToken`, {
				method: 'POST',
				headers: bearer(emulator.serviceAccounts.giveToken(runner)),
				body: JSON.stringify({ scope: [cloudPlatform] }),
			})
		).status;
	assert.deepEqual(await change('allow-impersonation', { source: runner, target: other }), accepted);
	assert.equal(await generate(), 200);
	assert.deepEqual(await change('forbid-impersonation', { source: runner, target: other }), accepted);
	assert.equal(await generate(), 403);
});

test('another process gets subject tokens, and changes providers and pools', async (t) => {
	const emulator = await emulatorFor(t);
	const change = (door: string, body: unknown) => control(emulator, `federation/${door}`, body);
	const audiences = (await ask(emulator, 'federation'))['audiences'] as Told;
	assert.equal(audiences['latchkey-oidc'], emulator.federation.audienceOf('latchkey-oidc'));
	const [, { subjectToken }] = await change('subject-token', { claims: { sub: 'mine', jti: null } });
	const claims = JSON.parse(Buffer.from(String(subjectToken).split('.')[1] ?? '', 'base64url').toString()) as Told;
	assert.deepEqual([claims['sub'], claims['jti']], ['mine', undefined]);
	const source = { file: '/token' };
	const [, file] = await change('credential-json', { providerId: 'latchkey-oidc', source, serviceAccount: 'x@y' });
	assert.deepEqual(
		file,
		JSON.parse(emulator.federation.credentialJson('latchkey-oidc', { source, serviceAccount: 'x@y' })),
	);
	const jwks = { keys: [await exportJWK((await generateKeyPair('ES256')).publicKey)] };
	const provider = { issuer: 'https://mine.example', allowedAudiences: ['mine'], jwks };
	assert.deepEqual(await change('providers', { providerId: 'mine', poolId: 'my-pool', ...provider }), accepted);
	assert.match(emulator.federation.audienceOf('mine'), /workloadIdentityPools\/my-pool\/providers\/mine$/);
	const changes = { state: 'DISABLED', attributes: { 'google.subject': 'sub' }, condition: { sub: 'x' } };
	assert.deepEqual(await change('provider', { providerId: 'mine', ...changes }), accepted);
	assert.deepEqual(await change('pool', { poolId: 'my-pool', state: 'DELETED' }), accepted);
	assert.deepEqual(await change('allow-use', { member: 'principal://x' }), accepted);
	assert.deepEqual(await change('forbid-use', { member: 'principal://x', project: '100000000002' }), accepted);
});

test('another process switches the metadata server on and off, and changes secrets', async (t) => {
	const emulator = await emulatorFor(t);
	const { other } = emulator.serviceAccounts.seeded;
	assert.deepEqual(await control(emulator, 'metadata/on', { email: other, scopes: [cloudPlatform] }), accepted);
	assert.deepEqual(await ask(emulator, 'metadata'), { on: true, email: other, scopes: [cloudPlatform] });
	assert.deepEqual(await control(emulator, 'metadata/off', {}), accepted);
	assert.equal(emulator.metadata.current.on, false);
	const ref = { secretId: 'mine', location: 'europe-west3' };
	assert.deepEqual(await control(emulator, 'secrets/versions', { ...ref, payload: 'x' }), [200, { version: 1 }]);
	const state = { ...ref, version: 1, state: 'DISABLED' };
	assert.deepEqual(await control(emulator, 'secrets/version-state', state), accepted);
	assert.deepEqual(await control(emulator, 'secrets/allow-access', { ...ref, member: other }), accepted);
	assert.deepEqual(await control(emulator, 'secrets/allow-project', { member: other }), accepted);
	assert.deepEqual(await control(emulator, 'secrets/forbid-project', { member: other }), accepted);
	assert.deepEqual(await control(emulator, 'secrets/wrong-checksums', { wrong: true }), accepted);
});

test('a typo is refused and told', async (t) => {
	const emulator = await emulatorFor(t);
	const { runner: email } = emulator.serviceAccounts.seeded;
	for (const [door, body, text] of [
		['service-accounts/add', { name: 'latchkey-runner' }, /There is a service account/],
		['service-accounts/add', { name: 'x', project: 'y' }, /"y"/],
		['service-accounts/disable', { mail: email }, /"mail"/],
		['service-accounts/disable', { email: 'x@y' }, /"x@y"/],
		['service-accounts/delete-key', { email, keyId: 'x' }, /"x"/],
		['service-accounts/grant-delegation', { clientId: 'x', scopes: [] }, /"x"/],
		['service-accounts/grant-delegation', { clientId: email, scopes: 'x' }, /"scopes"/],
		['federation/provider', { providerId: 'x' }, /"x"/],
		['federation/provider', { providerId: 'latchkey-oidc', state: 'OFF' }, /ACTIVE, DISABLED, DELETED/],
		['federation/provider', { providerId: 'latchkey-oidc', condition: 'x' }, /"condition"/],
		['federation/providers', { providerId: 'x', jwks: {} }, /"jwks"/],
		['federation/pool', { poolId: 'x', state: 'ACTIVE' }, /"x"/],
		['federation/subject-token', { claims: 'x' }, /"claims"/],
		['metadata/on', { email: 'x@y' }, /"x@y"/],
		['secrets/versions', { secretId: 'x' }, /"payload"/],
		['secrets/version-state', { secretId: 'x', version: 1, state: 'ENABLED' }, /no version 1/],
		['secrets/wrong-checksums', { wrong: 'yes' }, /true or false/],
	] as const) {
		const [status, { message }] = await control(emulator, door, body);
		assert.equal(status, 400, door);
		assert.match(String(message), text);
	}
});
