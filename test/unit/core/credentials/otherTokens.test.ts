import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clientCredentialsToken, pastedToken } from '../../../../src/core/credentials/otherTokens.ts';
import type { ClientAuth } from '../../../../src/core/oauth/clientAuth.ts';
import { writeOAuthSecret } from '../../../../src/core/oauth/oauthSecret.ts';
import type { OAuthProtocol, TokenCall } from '../../../../src/core/oauth/protocol.ts';
import type { AccessToken, Tokens } from '../../../../src/core/oauth/tokens.ts';
import { answered, failed, type Outcome } from '../../../../src/core/outcome.ts';
import type { ClientCredentialsProfile } from '../../../../src/core/profiles/profile.ts';
import { answerOf, faultOf, setUp as setUpStore } from '../profileSupport.ts';
import { setUpSources } from '../secretSources/sourceSupport.ts';
import { machineProfile, minutes, pastedProfile } from './tokenSupport.ts';

const { signal } = new AbortController();

/** A server that gives every client what the test says, and remembers how it was asked. */
async function setUpMachine(outcome: Outcome<Tokens>, different: Partial<ClientCredentialsProfile> = {}) {
	const bed = setUpStore();
	const { id: _, secretVersion: __, createdAt: ___, ...draft } = machineProfile(different);
	const profile = await answerOf(bed.store.add(draft, writeOAuthSecret({ clientSecret: 'machine secret' })));
	assert.ok(profile.method === 'oauth-client-credentials');
	const asked: [call: TokenCall, what: Parameters<OAuthProtocol['clientCredentials']>[1]][] = [];
	const protocol: Pick<OAuthProtocol, 'clientCredentials'> = {
		clientCredentials: async (...given) => {
			asked.push(given);
			return outcome;
		},
	};
	const sourced = setUpSources();
	const ports = { ...bed, protocol: async () => protocol, secrets: async () => sourced.secrets };
	const get = (rejected?: string) => clientCredentialsToken(ports, profile, signal, rejected);
	return { ...bed, profile, asked, environment: sourced.environment, get };
}

describe('a client whose secret is kept elsewhere', () => {
	const source = { kind: 'environment', name: 'OAUTH_CLIENT_SECRET' };
	const good = answered({ accessToken: 'x', obtainedAt: 1, expiresAt: 2 });
	const secretsOf = ({ asked }: { asked: [call: TokenCall, what: unknown][] }) =>
		asked.map(([{ auth }]) => ('secret' in auth ? auth.secret : undefined));

	it('asks with what is there, and with what is there by now where a token was refused', async () => {
		const bed = await setUpMachine(good, { source });
		bed.environment['OAUTH_CLIENT_SECRET'] = ' first\n';
		await answerOf(bed.get());
		bed.environment['OAUTH_CLIENT_SECRET'] = 'second';
		await answerOf(bed.get());
		await answerOf(bed.get('x'));
		assert.deepEqual(secretsOf(bed), ['first', 'first', 'second']);
	});

	it('asks once more where the secret was refused and is another by now', async () => {
		const bed = await setUpMachine(failed({ cause: 'oauth-client-invalid', httpStatus: 401 }), { source });
		bed.environment['OAUTH_CLIENT_SECRET'] = 'first';
		assert.equal(await faultOf(bed.get()), 'oauth-client-invalid');
		assert.deepEqual(secretsOf(bed), ['first']);
		bed.environment['OAUTH_CLIENT_SECRET'] = 'second';
		assert.equal(await faultOf(bed.get()), 'oauth-client-invalid');
		assert.deepEqual(secretsOf(bed), ['first', 'first', 'second']);
	});

	it('asks nobody where there is none', async () => {
		const bed = await setUpMachine(good, { source });
		assert.equal(await faultOf(bed.get()), 'source-failed');
		assert.deepEqual(bed.asked, []);
	});

	it('has a private key there that lost its line breaks on the way', async () => {
		const bed = await setUpMachine(good, { source, clientAuth: 'private_key_jwt' });
		const [begin, end] = ['-----BEGIN PRIVATE', '-----END PRIVATE'].map((each) => `${each} KEY-----`);
		bed.environment['OAUTH_CLIENT_SECRET'] = `${begin} AAAA BBBB ${end}`;
		await answerOf(bed.get());
		assert.deepEqual(secretsOf(bed), [`${begin}\nAAAA\nBBBB\n${end}`]);
	});
});

describe('a token for a client’s own credentials', () => {
	it('is asked for with its secret, its scopes and its parameters, and stays in memory', async () => {
		const parameters = { audience: 'https://gateway.example.com' };
		const bed = await setUpMachine(answered({ accessToken: 'x', obtainedAt: 1, expiresAt: 2 }), { parameters });
		const vault = [...bed.vault.secrets];
		const { token, profile } = await answerOf(bed.get());
		assert.deepEqual(token, { accessToken: 'x', obtainedAt: 1, expiresAt: 2, scopes: ['a'] });
		assert.deepEqual(profile, bed.profile);
		const [[call, what] = []] = bed.asked;
		assert.deepEqual(
			[call?.clientId, call?.auth, call?.server, what],
			[
				'machine',
				{ method: 'client_secret_basic', secret: 'machine secret' },
				bed.profile.server,
				{ scopes: ['a'], parameters },
			],
		);
		assert.deepEqual([...bed.vault.secrets], vault);
	});

	it('has the scopes that were granted', async () => {
		const bed = await setUpMachine(answered({ accessToken: 'x', obtainedAt: 1, scopes: ['b'] }));
		assert.deepEqual((await answerOf(bed.get())).token.scopes, ['b']);
	});

	const methods: readonly (readonly [ClientCredentialsProfile['clientAuth'], ClientAuth])[] = [
		['client_secret_post', { method: 'client_secret_post', secret: 'machine secret' }],
		['private_key_jwt', { method: 'private_key_jwt', secret: 'machine secret' }],
		['none', { method: 'none' }],
	];
	for (const [clientAuth, auth] of methods) {
		it(`is asked for by ${clientAuth} where the profile says so`, async () => {
			const bed = await setUpMachine(answered({ accessToken: 'x', obtainedAt: 1 }), { clientAuth });
			await answerOf(bed.get());
			assert.deepEqual(bed.asked[0]?.[0].auth, auth);
		});
	}

	it('is told to the audit trail, and a refusal with its cause', async () => {
		const good = await setUpMachine(answered({ accessToken: 'x', obtainedAt: 1 }));
		await answerOf(good.get());
		const bad = await setUpMachine(failed({ cause: 'oauth-client-invalid' }));
		assert.equal(await faultOf(bad.get()), 'oauth-client-invalid');
		for (const [{ audit, profile }, result] of [
			[good, 'answered'],
			[bad, 'oauth-client-invalid'],
		] as const) {
			assert.deepEqual(audit.events.at(-1), {
				type: 'token-requested',
				grantType: 'client_credentials',
				result,
				profileId: profile.id,
				profileName: 'Gateway',
			});
		}
	});

	it('is not asked for where the secret is missing', async () => {
		const bed = await setUpMachine(answered({ accessToken: 'x', obtainedAt: 1 }));
		bed.vault.secrets.clear();
		assert.equal(await faultOf(bed.get()), 'secret-missing: secret missing');
		assert.deepEqual(bed.asked, []);
	});
});

describe('a token that was pasted', () => {
	async function setUpPasted(life?: number) {
		const bed = setUpStore();
		const access: AccessToken = {
			accessToken: 'pasted',
			obtainedAt: bed.clock.now(),
			scopes: [],
			...(life === undefined ? {} : { expiresAt: bed.clock.now() + life }),
		};
		const { id: _, secretVersion: __, createdAt: ___, ...draft } = pastedProfile();
		const profile = await answerOf(bed.store.add(draft, writeOAuthSecret({ access })));
		assert.ok(profile.method === 'access-token');
		const protocol = () => assert.fail('nobody can be asked for another');
		return { ...bed, profile, get: (rejected?: string) => pastedToken({ ...bed, protocol }, profile, rejected) };
	}

	it('is given to its end', async () => {
		const { clock, get } = await setUpPasted(60 * minutes);
		clock.advance(59 * minutes);
		assert.equal((await answerOf(get())).token.accessToken, 'pasted');
		clock.advance(minutes);
		const outcome = await get();
		assert.ok(outcome.kind === 'failed');
		const { cause, context } = outcome.failure;
		assert.deepEqual([cause, context], ['token-invalid', { credential: 'access-token', hasTokenExpired: true }]);
	});

	it('whose end nobody knows is given until it is refused', async () => {
		const { clock, get } = await setUpPasted();
		clock.advance(1_000 * minutes);
		assert.equal((await answerOf(get())).token.accessToken, 'pasted');
		assert.match(await faultOf(get('pasted')), /^token-invalid/);
	});

	it('that the vault does not have is said to be missing', async () => {
		const { vault, get } = await setUpPasted();
		vault.secrets.clear();
		assert.equal(await faultOf(get()), 'secret-missing: secret missing');
	});
});
