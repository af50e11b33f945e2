import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureOfResponse } from '../../../../src/core/errors/failureOf.ts';
import { failed } from '../../../../src/core/outcome.ts';
import { answerOf, faultOf } from '../profileSupport.ts';
import { setUpSources } from '../secretSources/sourceSupport.ts';
import { minutes, setUpUser, storedSecret, userOf } from './tokenSupport.ts';

// Sign-ins whose client has its secret elsewhere.

const source = { kind: 'environment', name: 'OAUTH_CLIENT_SECRET' };
const clientRefused = failureOfResponse(
	{ httpStatus: 401, body: '{"error":"invalid_client"}' },
	{ grantType: 'refresh_token' },
	[],
);

async function setUpSourced(kept: object = source, different: Parameters<typeof setUpSources>[0] = {}) {
	const sourced = setUpSources(different);
	const bed = await setUpUser({}, { source: kept as typeof source, secrets: async () => sourced.secrets });
	const set = (secret: string) => Object.assign(sourced.environment, { OAUTH_CLIENT_SECRET: secret });
	set('first');
	const isSignedIn = async () => {
		const { signIn } = userOf(await answerOf(bed.store.find(bed.profile.id)));
		return signIn !== undefined && signIn.ended === undefined && bed.ended.length === 0;
	};
	const secrets = () => bed.idp.proofs.map((each) => ('secret' in each ? each.secret : undefined));
	return { ...bed, sourced, set, secrets, isSignedIn };
}

const accessOf = async ({ get, profile }: Awaited<ReturnType<typeof setUpSourced>>) =>
	(await answerOf(get(profile.id))).token.accessToken;

describe('a renewal by a client whose secret is kept elsewhere', () => {
	it('proves itself by what is there, and leaves it out of the vault and the index', async () => {
		const bed = await setUpSourced();
		const { clock, store, profile, vault, index, audit, sourced } = bed;
		for (const serial of [2, 3]) {
			clock.advance(61 * minutes);
			assert.equal(await accessOf(bed), `access-${serial}`);
			const { clientSecret, refreshToken } = await storedSecret(store, profile.id);
			assert.deepEqual([clientSecret, refreshToken], [undefined, `refresh-${serial}`]);
		}
		assert.deepEqual(bed.secrets(), ['first', 'first']);
		assert.deepEqual(userOf(await answerOf(store.find(profile.id))).source, source);
		const kept = JSON.stringify([index.text, [...vault.secrets], audit.events, sourced.audit.events]);
		assert.doesNotMatch(kept, /first|the client secret/);
	});

	it('keeps nobody waiting at the lock while a person is asked about the place', async () => {
		const bed = await setUpSourced({ kind: 'command', command: ['op', 'read'], timeoutSeconds: 5 });
		let waiting: Promise<string> | undefined;
		bed.sourced.consent.given = async () => {
			// Another who wants the lock has it at once.
			waiting = bed.signInLock.hold(async () => 'had');
			await waiting;
			return false;
		};
		bed.clock.advance(61 * minutes);
		assert.equal((await faultOf(bed.get(bed.profile.id))).split(':')[0], 'consent-refused');
		assert.equal(await waiting, 'had');
		assert.equal(await bed.isSignedIn(), true);
	});

	it('fetches nothing while the token is good', async () => {
		const bed = await setUpSourced();
		assert.equal(await accessOf(bed), 'access-1');
		assert.deepEqual(bed.sourced.audit.events, []);
	});

	it('that the server refuses for its secret is made with the one that is there by now', async () => {
		const bed = await setUpSourced();
		bed.clock.advance(61 * minutes);
		await accessOf(bed);
		bed.set('second');
		bed.idp.faults.push(clientRefused);
		bed.clock.advance(61 * minutes);
		assert.equal(await accessOf(bed), 'access-3');
		assert.deepEqual(bed.secrets(), ['first', 'first', 'second']);
		assert.deepEqual(bed.idp.asked, ['refresh-1', 'refresh-2', 'refresh-2']);
		const results = bed.audit.events.flatMap((each) => (each.type === 'token-requested' ? [each.result] : []));
		assert.deepEqual(results, ['answered', 'oauth-client-invalid', 'answered']);
	});

	it('that the server refuses for a secret that is still the same is made once, and signs nobody out', async () => {
		const bed = await setUpSourced();
		bed.clock.advance(61 * minutes);
		bed.idp.faults.push(clientRefused);
		assert.equal((await faultOf(bed.get(bed.profile.id))).split(':')[0], 'oauth-client-invalid');
		assert.deepEqual(bed.secrets(), ['first']);
		assert.equal(await bed.isSignedIn(), true);
	});

	it('does not use the refresh token a second time where the lock was lost meanwhile', async () => {
		const bed = await setUpSourced();
		bed.clock.advance(61 * minutes);
		await accessOf(bed);
		bed.set('second');
		bed.idp.faults.push(clientRefused);
		bed.idp.onAnswered = () => {
			bed.signInLock.lost = true;
		};
		bed.clock.advance(61 * minutes);
		assert.equal(await faultOf(bed.get(bed.profile.id)), 'storage-failed: sign-in lock lost');
		assert.deepEqual(bed.secrets(), ['first', 'first']);
	});

	it('that the server refuses for good ends the sign-in as ever', async () => {
		const bed = await setUpSourced();
		bed.clock.advance(61 * minutes);
		bed.idp.end();
		assert.match(await faultOf(bed.get(bed.profile.id)), /^oauth-refresh-revoked/);
		assert.deepEqual([bed.ended.length, await bed.isSignedIn()], [1, false]);
	});
});

describe('where a client’s secret cannot be had', () => {
	it('the old token is used while it is good, then it is said why; nobody is signed out', async () => {
		const bed = await setUpSourced();
		bed.set('');
		bed.clock.advance(56 * minutes);
		assert.equal(await accessOf(bed), 'access-1');
		bed.clock.advance(5 * minutes);
		const outcome = await bed.get(bed.profile.id);
		assert.ok(outcome.kind === 'failed');
		assert.equal(outcome.failure.cause, 'source-failed');
		assert.match(outcome.failure.source?.sentence ?? '', /OAUTH_CLIENT_SECRET/);
		assert.deepEqual([bed.idp.asked, await bed.isSignedIn()], [[], true]);
		bed.set('again');
		assert.equal(await accessOf(bed), 'access-2');
		assert.deepEqual(bed.secrets(), ['again']);
	});

	it('since the person does not allow it, nobody is signed out', async () => {
		const command = { kind: 'command', command: ['print-secret'], timeoutSeconds: 60 };
		const bed = await setUpSourced(command, { isAllowed: false });
		bed.clock.advance(61 * minutes);
		assert.equal(await faultOf(bed.get(bed.profile.id)), 'consent-refused');
		assert.deepEqual([bed.idp.asked, await bed.isSignedIn()], [[], true]);
	});

	it('and the place says so in the words of a refused sign-in, nobody is signed out', async () => {
		const body = '{"error":"invalid_grant"}';
		const fault = failed(failureOfResponse({ httpStatus: 400, body }, { grantType: 'refresh_token' }, []));
		const place = { get: async () => fault, renew: async () => fault };
		const bed = await setUpUser({}, { source, secrets: async () => place });
		bed.clock.advance(61 * minutes);
		await faultOf(bed.get(bed.profile.id));
		assert.deepEqual([bed.idp.asked, bed.ended], [[], []]);
		assert.equal(userOf(await answerOf(bed.store.find(bed.profile.id))).signIn?.ended, undefined);
	});
});
