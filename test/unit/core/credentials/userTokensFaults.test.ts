import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Failure } from '../../../../src/core/errors/failure.ts';
import { failureOfResponse } from '../../../../src/core/errors/failureOf.ts';
import { LockBusy } from '../../../../src/core/lockBusy.ts';
import { replaceSignIn } from '../../../../src/core/oauth/keepSignIn.ts';
import { writeOAuthSecret } from '../../../../src/core/oauth/oauthSecret.ts';
import { MemoryLock } from '../../../fakes/memoryDocument.ts';
import { MemoryVault } from '../../../fakes/memoryVault.ts';
import { refused } from '../../../fakes/rotatingServer.ts';
import { answerOf, faultOf, settled } from '../profileSupport.ts';
import { minutes, setUpUser, storedSecret, userOf, window } from './tokenSupport.ts';

type Bed = Awaited<ReturnType<typeof setUpUser>>;
const accessOf = async (grant: ReturnType<Bed['get']>) => (await answerOf(grant)).token.accessToken;
const signInOf = async ({ store, profile }: Pick<Bed, 'store' | 'profile'>) =>
	userOf(await answerOf(store.find(profile.id))).signIn;

/** What a token endpoint answers that is down, or is none, as it is judged. */
const said = (httpStatus: number, body: string): Failure =>
	failureOfResponse({ httpStatus, body }, { grantType: 'refresh_token' }, []);

const passing: readonly (readonly [what: string, failure: Failure])[] = [
	['no network', { cause: 'network-unreachable', evidence: 'ENETDOWN' }],
	['no answer in time', { cause: 'network-timeout' }],
	['a certificate that nobody trusts', { cause: 'network-tls', evidence: 'CERT_HAS_EXPIRED' }],
	['a proxy that wants a password', { cause: 'proxy', evidence: 'HTTP 407' }],
	['a server error', said(500, '{"error":"server_error"}')],
	['a server error without body', said(500, '')],
	['a server that is busy', said(503, '{"error":"temporarily_unavailable"}')],
	['a page', said(502, '<html><body><h1>502 Bad Gateway</h1></body></html>')],
	['a login page of a hotel', said(200, '<html><title>Welcome</title></html>')],
	['an empty answer', said(200, '')],
	['an answer that is no token', said(200, '{"ok":true}')],
	['too many requests', said(429, '{"error":"rate_limit_exceeded"}')],
	['a client that is not known any more', said(401, '{"error":"invalid_client"}')],
	['the words of a refusal in a page', said(400, '<html><body>{"error":"invalid_grant"}</body></html>')],
	['the words of a refusal from a server in trouble', said(503, '{"error":"invalid_grant"}')],
	['the words of a refusal as the answer', said(200, '{"error":"invalid_grant"}')],
	['the words of a refusal that was cut', said(400, '{"error":"invalid_grant","error_des')],
	['the words of a refusal from a proxy', said(407, '{"error":"invalid_grant"}')],
	['another refusal that says them', said(400, '{"error":"invalid_request","error_description":"invalid_grant"}')],
	['a scope that is not allowed any more', said(400, '{"error":"invalid_scope"}')],
];

describe('a renewal that comes to nothing', () => {
	for (const [what, failure] of passing) {
		it(`for ${what} signs nobody out: the old token is used while it is good, and then the next renewal`, async () => {
			const bed = await setUpUser();
			const { get, profile, clock, idp, ended } = bed;
			clock.advance(56 * minutes);
			idp.faults.push(failure);
			assert.equal(await accessOf(get(profile.id)), 'access-1');
			clock.advance(5 * minutes);
			idp.faults.push(failure);
			assert.equal((await faultOf(get(profile.id))).split(':')[0], failure.cause);
			assert.deepEqual([(await signInOf(bed))?.ended, ended], [undefined, []]);
			assert.equal(await accessOf(get(profile.id)), 'access-2');
		});
	}

	it('gives no token back that a server has refused', async () => {
		const { get, profile, idp } = await setUpUser();
		idp.faults.push({ cause: 'network-unreachable' });
		assert.equal(await faultOf(get(profile.id, 'access-1')), 'network-unreachable');
		assert.equal(await accessOf(get(profile.id, 'access-1')), 'access-2');
	});

	it('since the window closes is no failure', async () => {
		const { tokens, profile, clock, ended } = await setUpUser();
		clock.advance(61 * minutes);
		assert.deepEqual(await tokens.get(profile, undefined, AbortSignal.abort()), { kind: 'cancelled' });
		assert.deepEqual(ended, []);
	});

	for (const [what, error, fault] of [
		['another window holds the lock for too long', new LockBusy('x'), 'another window renews the sign-in: LockBusy'],
		['the lock cannot be had', new Error('EACCES: the secret path'), 'sign-in lock: Error'],
	] as const) {
		it(`since ${what} says so, and asks nobody`, async () => {
			const { tokens: _, ...bed } = await setUpUser();
			const lock = { hold: () => Promise.reject(error) };
			const { get } = window(bed.ports, { idp: bed.idp, lock });
			bed.clock.advance(61 * minutes);
			assert.equal(await faultOf(get(bed.profile.id)), `storage-failed: ${fault}`);
			assert.deepEqual(bed.idp.asked, []);
		});
	}
});

describe('a disk that is full after the server has rotated', () => {
	async function setUpUnsaved() {
		const bed = await setUpUser();
		const { get, profile, clock, idp, index } = bed;
		clock.advance(61 * minutes);
		idp.onAnswered = () => {
			index.failing = 'write';
		};
		assert.match(await faultOf(get(profile.id)), /^storage-failed/);
		idp.onAnswered = () => undefined;
		return bed;
	}

	it('signs nobody out: what the server gave is kept, and stored at the next try without another request', async () => {
		const bed = await setUpUnsaved();
		const { get, profile, idp, index, store, ended } = bed;
		assert.match(await faultOf(get(profile.id)), /^storage-failed/);
		assert.equal((await storedSecret(store, profile.id)).refreshToken, 'refresh-1');
		index.failing = 'nothing';
		assert.equal(await accessOf(get(profile.id)), 'access-2');
		assert.equal((await storedSecret(store, profile.id)).refreshToken, 'refresh-2');
		assert.deepEqual([idp.asked, ended, (await signInOf(bed))?.ended], [['refresh-1'], [], undefined]);
	});

	it('for hours, until what was kept is over, has another token asked for with the refresh token that was kept', async () => {
		const { get, profile, idp, index, clock, store } = await setUpUnsaved();
		clock.advance(180 * minutes);
		index.failing = 'nothing';
		assert.equal(await accessOf(get(profile.id)), 'access-3');
		assert.deepEqual(idp.asked, ['refresh-1', 'refresh-2']);
		assert.equal((await storedSecret(store, profile.id)).refreshToken, 'refresh-3');
	});

	it('does not undo a sign-in that another window made meanwhile', async () => {
		const { get, profile, idp, index, clock, store } = await setUpUnsaved();
		index.failing = 'nothing';
		const { accessToken, obtainedAt, refreshToken = '' } = idp.signIn();
		const access = { accessToken, obtainedAt, expiresAt: clock.now() + 60 * minutes, scopes: ['a'] };
		const secret = writeOAuthSecret({ clientSecret: 'the client secret', refreshToken, access });
		await answerOf(store.replaceSecret(profile.id, secret, (each) => each));
		assert.equal(await accessOf(get(profile.id)), 'access-3');
		clock.advance(61 * minutes);
		assert.equal(await accessOf(get(profile.id)), 'access-4');
		assert.deepEqual(idp.asked, ['refresh-1', 'refresh-3']);
	});

	it('that took the write and complained all the same has the new token be found', async () => {
		const { get, profile, clock, idp, index, vault } = await setUpUser();
		clock.advance(61 * minutes);
		const write = index.write.bind(index);
		let writes = 0;
		index.write = async (text) => {
			await write(text);
			// The second one makes the profile name the new secret.
			if (++writes === 2) {
				throw new Error('The disk may be full.');
			}
		};
		assert.match(await faultOf(get(profile.id)), /^storage-failed/);
		assert.equal(await accessOf(get(profile.id)), 'access-2');
		assert.deepEqual(idp.asked, ['refresh-1']);
		assert.ok([...vault.secrets.values()].some((secret) => secret.includes('refresh-2')));
	});

	it('and a keyring that is locked are treated alike', async () => {
		const bed = await setUpUser();
		const { get, profile, clock, idp, vault, store } = bed;
		clock.advance(61 * minutes);
		idp.onAnswered = () => {
			vault.failing = true;
		};
		assert.match(await faultOf(get(profile.id)), /^storage-failed: secret write/);
		idp.onAnswered = () => undefined;
		vault.failing = false;
		assert.equal(await accessOf(get(profile.id)), 'access-2');
		assert.equal((await storedSecret(store, profile.id)).refreshToken, 'refresh-2');
		assert.deepEqual(idp.asked, ['refresh-1']);
	});
});

describe('a sign-in that the server does not renew any more', () => {
	type Row = readonly [what: string, body: Readonly<Record<string, string>>, cause: string];
	const ends: readonly Row[] = [
		[
			'was revoked',
			{ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
			'oauth-refresh-revoked',
		],
		['is refused without a word', { error: 'invalid_grant' }, 'oauth-refresh-revoked'],
		['needs the person again', { error: 'invalid_grant', error_subtype: 'invalid_rapt' }, 'oauth-reauth-required'],
		[
			'belongs to an account that is gone',
			{ error: 'invalid_grant', error_description: 'Account has been deleted' },
			'oauth-refresh-revoked',
		],
	];
	for (const [what, body, cause] of ends) {
		it(`since it ${what} ends once, with the cause, and nothing is asked any more`, async () => {
			const bed = await setUpUser();
			const { get, profile, clock, idp, ended, audit } = bed;
			clock.advance(61 * minutes);
			idp.end(body);
			assert.equal((await faultOf(get(profile.id))).split(':')[0], cause);
			assert.deepEqual((await signInOf(bed))?.ended, { at: clock.now(), cause });
			assert.equal(await faultOf(get(profile.id)), cause);
			assert.equal(await faultOf(get(profile.id, 'access-1')), cause);
			assert.deepEqual(
				ended.map(([name, failure]) => [name, failure.cause]),
				[['Ada', cause]],
			);
			assert.deepEqual(idp.asked, ['refresh-1']);
			assert.deepEqual(audit.events.filter(({ type }) => type === 'sign-in-ended').length, 1);
		});
	}

	it('ends once for all who asked at once, in two windows, of which one learns it', async () => {
		const { get, profile, clock, idp, ended, ports, signInLock } = await setUpUser();
		const other = window(ports, { idp, lock: signInLock });
		clock.advance(61 * minutes);
		idp.end();
		const all = [get, other.get, get, other.get].map((each) => faultOf(each(profile.id)));
		for (const fault of await Promise.all(all)) {
			assert.match(fault, /^oauth-refresh-revoked/);
		}
		assert.deepEqual([ended.length + other.ended.length, idp.asked.length], [1, 1]);
	});

	it('ends although its access token would still be good', async () => {
		const { get, profile, clock, idp, ended } = await setUpUser();
		clock.advance(56 * minutes);
		idp.end();
		assert.match(await faultOf(get(profile.id)), /^oauth-refresh-revoked/);
		assert.equal(ended.length, 1);
	});

	it('keeps its client, so that the person only has to sign in again', async () => {
		const { get, profile, clock, idp, store } = await setUpUser();
		clock.advance(61 * minutes);
		idp.end();
		await faultOf(get(profile.id));
		assert.equal((await storedSecret(store, profile.id)).clientSecret, 'the client secret');
	});

	it('that was used up by a lost answer ends when it is tried again', async () => {
		const { get, profile, clock, idp, ended } = await setUpUser();
		clock.advance(61 * minutes);
		idp.faults.push('lost');
		assert.match(await faultOf(get(profile.id)), /^network-unreachable/);
		assert.deepEqual(ended, []);
		assert.match(await faultOf(get(profile.id)), /^oauth-refresh-revoked/);
		assert.equal(ended.length, 1);
	});
});

describe('a refresh token that is refused', () => {
	/** A window on another machine that shares the vault, and of which no lock and no event tells. */
	async function setUpElsewhere() {
		const bed = await setUpUser();
		const { clock, idp, profile, store } = bed;
		// What this window has read stays in its memory.
		await storedSecret(store, profile.id);
		clock.advance(61 * minutes);
		return {
			...bed,
			/** As if the vault had been written elsewhere, under the key it had. */
			write: (refreshToken: string, life: number) => {
				const access = {
					accessToken: 'elsewhere',
					obtainedAt: clock.now(),
					expiresAt: clock.now() + life,
					scopes: ['a'],
				};
				const [key = ''] = bed.vault.secrets.keys();
				bed.vault.secrets.set(key, writeOAuthSecret({ clientSecret: 'the client secret', refreshToken, access }));
				idp.signIn();
			},
		};
	}

	it('is not the last word where the vault holds another by now, with a token that is good', async () => {
		const bed = await setUpElsewhere();
		bed.write('refresh-2', 60 * minutes);
		assert.equal(await accessOf(bed.get(bed.profile.id)), 'elsewhere');
		assert.deepEqual([bed.idp.asked, bed.ended], [['refresh-1'], []]);
	});

	it('is not the last word where the vault holds another by now, which is then used', async () => {
		const bed = await setUpElsewhere();
		bed.write('refresh-2', 0);
		assert.equal(await accessOf(bed.get(bed.profile.id)), 'access-3');
		assert.deepEqual([bed.idp.asked, bed.ended], [['refresh-1', 'refresh-2'], []]);
	});

	it('is the last word where that other one is refused too', async () => {
		const bed = await setUpElsewhere();
		bed.write('rubbish', 0);
		assert.match(await faultOf(bed.get(bed.profile.id)), /^oauth-refresh-revoked/);
		assert.deepEqual([bed.idp.asked, bed.ended.length], [['refresh-1', 'rubbish'], 1]);
	});

	it('is not told as the end of a sign-in that was made anew meanwhile', async () => {
		class RacingVault extends MemoryVault {
			afterRead: (() => Promise<unknown>) | undefined;
			override async get(key: string): Promise<string | undefined> {
				const secret = await super.get(key);
				const race = this.afterRead;
				this.afterRead = undefined;
				await race?.();
				return secret;
			}
		}
		const vault = new RacingVault();
		const bed = await setUpUser({ vault });
		const { get, profile, clock, idp, store, audit, ended } = bed;
		clock.advance(61 * minutes);
		idp.end();
		const elsewhere = { store, clock, lockOf: () => new MemoryLock() };
		idp.onAnswered = () => {
			// Right after the last look at the vault.
			vault.afterRead = () => replaceSignIn(elsewhere, profile, 'x', { tokens: idp.signIn(), scopes: ['a'] });
		};
		assert.match(await faultOf(get(profile.id)), /^oauth-refresh-revoked/);
		assert.deepEqual([ended, (await signInOf(bed))?.ended], [[], undefined]);
		assert.ok(audit.events.every(({ type }) => type !== 'sign-in-ended'));
		assert.equal(await accessOf(get(profile.id)), 'access-2');
	});

	it('is the last word only when that could be written down', async () => {
		const bed = await setUpUser();
		const { get, profile, clock, idp, index, ended } = bed;
		clock.advance(61 * minutes);
		idp.end();
		idp.onAnswered = () => {
			index.failing = 'write';
		};
		assert.match(await faultOf(get(profile.id)), /^oauth-refresh-revoked/);
		assert.deepEqual(ended, []);
		index.failing = 'nothing';
		idp.onAnswered = () => undefined;
		assert.match(await faultOf(get(profile.id)), /^oauth-refresh-revoked/);
		assert.equal(ended.length, 1);
	});
});

it('a secret that the vault has garbled is a fault of the vault, and signs nobody out', async () => {
	const bed = await setUpUser();
	const { get, profile, clock, idp, vault, store, ended } = bed;
	clock.advance(61 * minutes);
	const [[key, secret] = ['', '']] = vault.secrets;
	for (const garbled of ['', 'rubbish', 'null', secret.slice(0, -1), '{"oauth":null}']) {
		vault.secrets.set(key, garbled);
		store.forgetSecrets();
		assert.equal(await faultOf(get(profile.id)), 'storage-failed: secret unreadable', garbled);
	}
	assert.deepEqual([idp.asked, ended, (await signInOf(bed))?.ended], [[], [], undefined]);
	vault.secrets.set(key, secret);
	store.forgetSecrets();
	assert.equal(await accessOf(get(profile.id)), 'access-2');
});

it('a failure of the server says as much as the server did', async () => {
	const { get, profile, clock, idp } = await setUpUser();
	clock.advance(61 * minutes);
	idp.faults.push(refused({ error: 'invalid_client', error_description: 'The OAuth client was deleted.' }, 401));
	const outcome = await get(profile.id);
	await settled();
	assert.ok(outcome.kind === 'failed');
	assert.deepEqual(
		[outcome.failure.cause, outcome.failure.oauth?.description],
		['oauth-client-invalid', 'The OAuth client was deleted.'],
	);
});
