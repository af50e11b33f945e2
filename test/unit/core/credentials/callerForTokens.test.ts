import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callerFor } from '../../../../src/core/credentials/callerFor.ts';
import { TokenCache } from '../../../../src/core/credentials/tokenCache.ts';
import { answered, cancelled, failed } from '../../../../src/core/outcome.ts';
import type { Profile, TokenProfile } from '../../../../src/core/profiles/profile.ts';
import { ScriptedTransport } from '../../../fakes/scriptedTransport.ts';
import { aProfile } from '../aProfile.ts';
import { answerOf, faultOf, setUp as setUpStore } from '../profileSupport.ts';
import { client, machineProfile, pastedProfile, server } from './tokenSupport.ts';

const { signal } = new AbortController();
const user: Profile = { ...pastedProfile(), method: 'oauth-user', server, client, scopes: [] };

/** A window whose tokens are `token-1`, `token-2` and so on. */
function setUp() {
	const bed = setUpStore();
	const asked: [name: string, rejected: string | undefined][] = [];
	const tokens = new TokenCache(bed.clock, async (profile: TokenProfile, rejected) => {
		asked.push([profile.name, rejected]);
		const accessToken = `token-${asked.length}`;
		return answered({ token: { accessToken, obtainedAt: bed.clock.now(), scopes: [] }, profile });
	});
	const transport = new ScriptedTransport(new Error('unused'));
	const secrets = () => assert.fail('no secret lies elsewhere');
	return { ...bed, transport, signIn: async () => ({ tokens }), secrets, tokens, asked };
}

describe('a call with a token', () => {
	const profiles: readonly (readonly [profile: Profile, credential: string, isRenewable: boolean])[] = [
		[user, 'oauth-user', true],
		[machineProfile(), 'access-token', true],
		[pastedProfile(), 'access-token', false],
	];
	for (const [profile, credential, isRenewable] of profiles) {
		it(`of ${profile.method} carries it to Gemini alone, and ${isRenewable ? 'can' : 'cannot'} have it renewed`, async () => {
			const caller = await answerOf(callerFor(setUp(), profile, signal));
			assert.deepEqual(caller.credential, {
				header: 'authorization',
				value: 'Bearer token-1',
				allowedHosts: ['generativelanguage.googleapis.com'],
			});
			assert.deepEqual([caller.context, caller.renew !== undefined], [{ credential }, isRenewable]);
		});
	}

	it('carries it to the gateway of the profile and not to Google', async () => {
		const gateway = { ...machineProfile(), baseUrl: 'https://gateway.example.com:8443/gemini', quotaProject: 'mine' };
		const { credential, place, headers } = await answerOf(callerFor(setUp(), gateway, signal));
		assert.deepEqual(credential?.allowedHosts, ['gateway.example.com:8443']);
		assert.deepEqual(
			[place, headers],
			[{ baseUrl: 'https://gateway.example.com:8443/gemini' }, { 'x-goog-user-project': 'mine' }],
		);
	});

	it('has another one had that the server has not refused', async () => {
		const bed = setUp();
		const { renew } = await answerOf(callerFor(bed, machineProfile(), signal));
		const renewed = renew && (await answerOf(renew()));
		assert.deepEqual(
			[renewed?.value, renewed?.allowedHosts],
			['Bearer token-2', ['generativelanguage.googleapis.com']],
		);
		assert.deepEqual(bed.asked, [
			['Gateway', undefined],
			['Gateway', 'token-1'],
		]);
	});

	it('is not made where there is no token', async () => {
		const bed = setUp();
		const tokens = new TokenCache(bed.clock, async () => failed({ cause: 'signed-out' }));
		const signIn = async () => ({ tokens });
		assert.equal(await faultOf(callerFor({ ...bed, signIn }, user, signal)), 'signed-out');
		assert.deepEqual(await callerFor(bed, user, AbortSignal.abort()), cancelled);
	});
});

it('a call with a key to a gateway goes there and nowhere else', async () => {
	const bed = setUp();
	const baseUrl = 'https://gateway.example.com';
	const { id, secretVersion, createdAt, ...draft } = aProfile({ baseUrl });
	const profile = await answerOf(bed.store.add(draft, 'the-key'));
	const { credential, renew } = await answerOf(callerFor(bed, profile, signal));
	assert.deepEqual([credential?.allowedHosts, renew], [['gateway.example.com'], undefined]);
	assert.deepEqual(bed.asked, []);
});
