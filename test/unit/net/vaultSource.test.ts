import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { wordsOf } from '../../../src/core/errors/catalogue/catalogue.ts';
import type { Failure } from '../../../src/core/errors/failure.ts';
import type { SourceFault } from '../../../src/core/errors/sourceTrouble.ts';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import type { SecretSource, VaultSource } from '../../../src/core/secretSources/secretSource.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { systemClock } from '../../../src/net/platform.ts';
import { startVault, type Vault } from '../../emulator/vault/vault.ts';
import { localServer } from '../../fakes/localServer.ts';
import { answerOf } from '../core/profileSupport.ts';
import { setUpSources } from '../core/secretSources/sourceSupport.ts';

const marker = 'a-marker-of-a-secret';

let vault: Vault;
beforeEach(async () => {
	await vault?.close();
	vault = await startVault();
});
after(() => vault.close());

/** A window that may speak to these origins without https. */
function setUpVault(...origins: readonly string[]) {
	const door = readEmulatorDoor(Object.fromEntries(origins.map((origin, index) => [`vault ${index}`, origin])));
	const transport = new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 5_000 }, systemClock);
	const bed = setUpSources({ transport });
	bed.environment['VAULT_TOKEN'] = vault.token;
	const failureOf = async (source: SecretSource): Promise<Failure> => {
		const outcome = await bed.get(source);
		assert.ok(outcome.kind === 'failed', outcome.kind);
		assert.ok(!JSON.stringify([outcome, bed.audit.events]).includes(vault.token));
		assert.ok(!JSON.stringify([outcome, bed.audit.events]).includes(marker));
		return outcome.failure;
	};
	return { ...bed, failureOf };
}

const source = (different: Partial<VaultSource> = {}): VaultSource => ({
	kind: 'vault',
	address: vault.origin,
	mount: 'secret',
	path: 'team/gemini',
	key: 'api_key',
	token: { kind: 'environment', name: 'VAULT_TOKEN' },
	...different,
});

describe('a secret in Vault', () => {
	it('is had: the newest version, or the one that is named', async () => {
		vault.put({ path: 'team/gemini' }, { api_key: 'first', other: marker });
		vault.put({ path: 'team/gemini' }, { api_key: 'second' });
		const { get } = setUpVault(vault.origin);
		assert.equal(await answerOf(get(source())), 'second');
		assert.equal(await answerOf(get(source({ version: 1 }))), 'first');
	});

	it('is had from a mount and a namespace of any name', async () => {
		vault.put({ path: 'a b/ü#?', mount: 'kv/deep', namespace: 'team/blue' }, { 'a.b/c': 'k' });
		const { get } = setUpVault(vault.origin);
		const place = { path: 'a b/ü#?', mount: 'kv/deep', namespace: 'team/blue', key: 'a.b/c' };
		assert.equal(await answerOf(get(source(place))), 'k');
		assert.equal(vault.calls.at(-1)?.path, '/v1/kv/deep/data/a%20b/%C3%BC%23%3F');
	});

	const cases: readonly (readonly [
		what: string,
		fault: SourceFault,
		make: () => Partial<VaultSource> | undefined,
		says: RegExp,
	])[] = [
		['deleted', 'vault-deleted', () => void vault.delete({ path: 'team/gemini' }), /deleted/],
		['destroyed', 'vault-destroyed', () => void vault.destroy({ path: 'team/gemini' }), /destroyed/],
		['sealed', 'vault-sealed', () => void vault.seal(), /sealed/],
		['of a token that has ended', 'vault-denied', () => void vault.revokeToken(vault.token), /secret\/team\/gemini/],
		['of a version there is not', 'vault-no-version', () => ({ version: 7 }), /version 7/],
		['at a path where nothing is', 'vault-nothing', () => ({ path: 'team/gone' }), /team\/gone/],
		['at a mount there is not', 'vault-no-engine', () => ({ mount: 'gone' }), /gone/],
		['without the key', 'vault-no-key', () => ({ key: 'gone' }), /no key gone/],
		['with a key that objects have', 'vault-no-key', () => ({ key: 'constructor' }), /constructor/],
		['with a number', 'vault-no-text', () => ({ key: 'number' }), /no text/],
		['with an empty text', 'vault-no-text', () => ({ key: 'empty' }), /empty/],
		['of a token there is not', 'vault-token-unset', () => ({ token: { kind: 'environment', name: 'GONE' } }), /GONE/],
	];
	for (const [what, fault, make, says] of cases) {
		it(`${what} is told so, in words of its own`, async () => {
			vault.put({ path: 'team/gemini' }, { api_key: 'k', marker, number: 7, empty: '' });
			const { failureOf } = setUpVault(vault.origin);
			const failure = await failureOf(source(make() ?? {}));
			assert.deepEqual([failure.cause, failure.source?.fault], ['source-failed', fault]);
			assert.match(wordsOf(failure).sentence, says);
		});
	}

	it('is not asked for with a token that is none', async () => {
		const bed = setUpVault(vault.origin);
		bed.environment['VAULT_TOKEN'] = `${marker} in two`;
		assert.equal((await bed.failureOf(source())).source?.fault, 'vault-token-unset');
		assert.deepEqual(vault.calls, []);
	});

	it('that a policy forbids is told so, and nothing more', async () => {
		vault.put({ path: 'team/gemini' }, { api_key: marker });
		const bed = setUpVault(vault.origin);
		bed.environment['VAULT_TOKEN'] = vault.addToken('secret/data/other');
		assert.equal((await bed.failureOf(source())).source?.fault, 'vault-denied');
		bed.environment['VAULT_TOKEN'] = vault.addToken('secret/data/team');
		assert.equal(await answerOf(bed.get(source())), marker);
	});

	it('is asked for at its own host alone, and without https only where the emulator door says so', async () => {
		vault.put({ path: 'team/gemini' }, { api_key: 'k' });
		const { failureOf } = setUpVault();
		assert.equal((await failureOf(source())).cause, 'host-not-allowed');
		assert.deepEqual(vault.calls, []);
	});

	it('is not fetched from where another server sends it to', async () => {
		vault.put({ path: 'team/gemini' }, { api_key: 'k' });
		await using other = await localServer((_, response) => {
			response.writeHead(307, { location: `${vault.origin}/v1/secret/data/team/gemini` }).end();
		});
		const { failureOf } = setUpVault(vault.origin, other.origin);
		assert.equal((await failureOf(source({ address: other.origin }))).cause, 'proxy');
		assert.deepEqual(vault.calls, []);
	});

	const strange: readonly (readonly [status: number, body: string])[] = [
		[200, '<html>'],
		[200, 'null'],
		[200, '[]'],
		[200, '{}'],
		[200, `{"data":{"api_key":"${marker}"}}`],
		[200, '{"data":{"data":7}}'],
		[404, '<html>not here</html>'],
	];
	for (const [status, body] of strange) {
		it(`is not taken from what is no Vault: ${status} ${body}`, async () => {
			await using other = await localServer((_, response) => {
				response.writeHead(status, { 'content-type': 'text/html' }).end(body);
			});
			const { failureOf } = setUpVault(other.origin);
			assert.equal((await failureOf(source({ address: other.origin }))).source?.fault, 'vault-strange');
		});
	}

	it('is not asked for at a place that could be another', async () => {
		const { failureOf } = setUpVault(vault.origin);
		for (const different of [
			{ path: '../sys/health' },
			{ path: 'a/./b' },
			{ path: 'a//b' },
			{ path: '/a' },
			{ mount: '..' },
			{ namespace: '' },
			{ namespace: '../x' },
			{ version: 0 },
			{ version: 1.5 },
			{ key: '' },
			{ address: 'http://vault.example.com' },
			{ address: 'https://user:pass@vault.example.com' },
			{ address: 'https://vault.example.com/?a=b' },
			{ address: 'ftp://vault.example.com' },
			{ address: 'vault.example.com' },
			{ token: { kind: 'environment' as const, name: '' } },
		]) {
			assert.equal((await failureOf(source(different))).source?.fault, 'source-unreadable', JSON.stringify(different));
		}
		assert.deepEqual(vault.calls, []);
	});
});
