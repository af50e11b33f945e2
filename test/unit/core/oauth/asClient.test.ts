import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Failure } from '../../../../src/core/errors/failure.ts';
import { asClient, type ProvingClient } from '../../../../src/core/oauth/asClient.ts';
import type { ClientAuth } from '../../../../src/core/oauth/clientAuth.ts';
import { answered, cancelled, failed, type Outcome } from '../../../../src/core/outcome.ts';
import { faultOf } from '../profileSupport.ts';
import { owner, setUpSources, signal } from '../secretSources/sourceSupport.ts';

const source = { kind: 'environment', name: 'OAUTH_CLIENT_SECRET' };
const refusal: Failure = { cause: 'oauth-client-invalid', httpStatus: 401 };

/** A client at a server that says what the test says, or takes this one secret alone. */
function setUpClient(says: Outcome<string> | string, different: Partial<ProvingClient> = {}) {
	const bed = setUpSources();
	const proofs: ClientAuth[] = [];
	const ask = async (auth: ClientAuth): Promise<Outcome<string>> => {
		proofs.push(auth);
		if (typeof says !== 'string') {
			return says;
		}
		return 'secret' in auth && auth.secret === says ? answered('token') : failed(refusal);
	};
	const client: ProvingClient = { auth: 'client_secret_post', source, owner, ...different };
	const set = (secret: string) => Object.assign(bed.environment, { OAUTH_CLIENT_SECRET: secret });
	const get = (options?: { readonly isAnew: boolean }) =>
		asClient(async () => bed.secrets, client, signal, ask, options);
	/** The secrets it asked with. */
	const used = () => proofs.map((each) => ('secret' in each ? each.secret : undefined));
	return { ...bed, proofs, used, set, get };
}

describe('a client whose secret is at hand', () => {
	it('asks with that, and nothing is fetched', async () => {
		const { get, proofs, audit } = setUpClient('mine', { clientSecret: 'mine', source: undefined });
		assert.deepEqual(await get(), answered('token'));
		assert.deepEqual([proofs, audit.events], [[{ method: 'client_secret_post', secret: 'mine' }], []]);
	});

	it('is not asked for again where it is refused', async () => {
		const { get, used } = setUpClient('other', { clientSecret: 'mine', source: undefined });
		assert.equal(await faultOf(get()), 'oauth-client-invalid');
		assert.deepEqual(used(), ['mine']);
	});
});

describe('a client whose secret is kept elsewhere', () => {
	it('asks with what is there, without what is around it, and never with one that was stored', async () => {
		const { get, set, used } = setUpClient('theirs', { clientSecret: 'stored' });
		set(' theirs\n');
		assert.deepEqual(await get(), answered('token'));
		assert.deepEqual(used(), ['theirs']);
	});

	it('that proves itself by nothing depends on no place', async () => {
		const { get, proofs, audit } = setUpClient(answered('token'), { auth: 'none' });
		assert.deepEqual(await get(), answered('token'));
		assert.deepEqual([proofs, audit.events], [[{ method: 'none' }], []]);
	});

	it('asks once more where it is refused and the secret is another by now', async () => {
		const { get, set, used, audit } = setUpClient('second');
		set('first');
		assert.equal(await faultOf(get()), 'oauth-client-invalid');
		set('second');
		assert.deepEqual(await get(), answered('token'));
		assert.deepEqual(used(), ['first', 'first', 'second']);
		assert.equal(audit.events.length, 3);
	});

	it('is refused once where only the spaces around the secret are others', async () => {
		const { get, set, used } = setUpClient('second');
		set('first');
		await get();
		set('first\n');
		assert.equal(await faultOf(get()), 'oauth-client-invalid');
		assert.deepEqual(used(), ['first', 'first']);
	});

	it('takes the one that another call fetched meanwhile', async () => {
		const bed = setUpClient(failed(refusal));
		bed.set('first');
		const outcome = await asClient(
			async () => bed.secrets,
			{ auth: 'client_secret_post', source, owner },
			signal,
			async (auth) => {
				if ('secret' in auth && auth.secret === 'second') {
					return answered('token');
				}
				bed.set('second');
				await bed.secrets.renew(source, owner, signal, 'first');
				bed.set('third');
				return failed(refusal);
			},
		);
		assert.deepEqual(outcome, answered('token'));
	});

	it('has what is in memory left aside where that was refused before, and is asked for once then', async () => {
		const { get, set, used } = setUpClient(failed(refusal));
		set('first');
		await get();
		set('second');
		assert.equal(await faultOf(get({ isAnew: true })), 'oauth-client-invalid');
		assert.deepEqual(used(), ['first', 'second']);
	});

	it('is told as the server told it where the place gives nothing any more', async () => {
		const { get, set, used } = setUpClient('second');
		set('first');
		await get();
		set('');
		assert.equal(await faultOf(get()), 'oauth-client-invalid');
		assert.deepEqual(used(), ['first', 'first']);
	});

	const others: readonly (readonly [what: string, outcome: Outcome<string>])[] = [
		['a code or token that is none', failed({ cause: 'oauth-refresh-revoked', httpStatus: 400 })],
		['no network', failed({ cause: 'network-unreachable' })],
		['a server in trouble', failed({ cause: 'server-error', httpStatus: 500 })],
		['somebody who leaves', cancelled],
	];
	for (const [what, outcome] of others) {
		it(`is not fetched anew for ${what}`, async () => {
			const { get, set, used, audit } = setUpClient(outcome);
			set('first');
			await get();
			set('second');
			assert.deepEqual(await get(), outcome);
			assert.deepEqual([used(), audit.events.length], [['first', 'first'], 1]);
		});
	}

	it('asks nobody where there is none, or an empty one, and does not pass for a client without secret', async () => {
		for (const [secret, fault] of [
			['', 'variable-unset'],
			[' \n', 'client-secret-empty'],
		] as const) {
			const { get, set, proofs } = setUpClient('any');
			set(secret);
			const outcome = await get();
			assert.ok(outcome.kind === 'failed');
			assert.deepEqual([outcome.failure.cause, outcome.failure.source?.fault], ['source-failed', fault]);
			assert.deepEqual(proofs, []);
		}
	});

	it('has a private key there that lost its line breaks on the way', async () => {
		const { get, set, used } = setUpClient(answered('token'), { auth: 'private_key_jwt' });
		const [begin, end] = ['-----BEGIN PRIVATE', '-----END PRIVATE'].map((each) => `${each} KEY-----`);
		set(`${begin} AAAA BBBB ${end}`);
		await get();
		assert.deepEqual(used(), [`${begin}\nAAAA\nBBBB\n${end}`]);
	});
});
