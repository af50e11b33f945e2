import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloudPlatform } from '../../emulator/oauth/scopes.ts';
import { credentialsOf, post, refreshed, signedIn, type TokenBody } from './oauthSupport.ts';
import { emulatorFor } from './support.ts';

type Info = Readonly<Record<string, string>>;
const revokedOrExpired = { error: 'invalid_token', error_description: 'Token expired or revoked' };
const invalidValue = { error: 'invalid_token', error_description: 'Invalid Value' };

for (const which of ['access_token', 'refresh_token'] as const) {
	test(`revoking the ${which} ends every token of the account and the project`, async (t) => {
		const emulator = await emulatorFor(t);
		const { oauth } = emulator;
		const first = await signedIn(emulator);
		const second = await signedIn(emulator);
		const otherAccount = await signedIn(emulator, {}, { account: oauth.accounts.second.email });
		const elsewhere = oauth.addClient({
			kind: 'installed',
			name: 'other',
			projectId: 'x',
			projectNumber: '200000000002',
		});
		const otherProject = await signedIn(emulator, {}, {}, elsewhere);
		const { status, body } = await post<object>(emulator, '/revoke', { token: first[which] });
		assert.deepEqual([status, body], [200, {}]);
		for (const { access_token, refresh_token } of [first, second]) {
			assert.equal((await post(emulator, '/tokeninfo', { access_token })).status, 400);
			assert.equal((await refreshed(emulator, refresh_token)).body.error, 'invalid_grant');
		}
		assert.equal((await refreshed(emulator, otherAccount.refresh_token)).status, 200);
		assert.equal((await refreshed(emulator, otherProject.refresh_token, credentialsOf(elsewhere))).status, 200);
		assert.equal(oauth.liveGrants.length, 2);
		const again = await post(emulator, '/revoke', { token: first[which] });
		assert.deepEqual([again.status, again.body], [400, revokedOrExpired]);
	});
}

test('what is no token, or a dead one, cannot be revoked', async (t) => {
	const emulator = await emulatorFor(t);
	const { access_token } = await signedIn(emulator);
	assert.deepEqual((await post(emulator, '/revoke', { token: 'x' })).body, revokedOrExpired);
	assert.equal((await post(emulator, '/revoke', {})).body.error, 'invalid_request');
	emulator.oauth.advanceClock(3600);
	assert.deepEqual((await post(emulator, '/revoke', { token: access_token })).body, revokedOrExpired);
});

test('revoking takes a POST, with the token in the query too', async (t) => {
	const emulator = await emulatorFor(t);
	const { access_token } = await signedIn(emulator);
	const url = `${emulator.origin}/revoke?token=${access_token}`;
	assert.equal((await fetch(url)).status, 404);
	assert.equal(emulator.oauth.liveGrants.length, 1);
	assert.equal((await fetch(url, { method: 'POST' })).status, 200);
	assert.equal(emulator.oauth.liveGrants.length, 0);
});

test('tokeninfo tells whose a token is, what it may do and how long, in strings', async (t) => {
	const emulator = await emulatorFor(t, { clock: () => 1_800_000_000_000 });
	const { access_token } = await signedIn(emulator);
	const { clientId } = emulator.oauth.desktopClient;
	const { sub, email } = emulator.oauth.accounts.personal;
	const expected = {
		...{
			azp: clientId,
			aud: clientId,
			sub,
			scope: `openid https://www.googleapis.com/auth/userinfo.email ${cloudPlatform}`,
		},
		...{ exp: '1800003599', expires_in: '3599', email, email_verified: 'true', access_type: 'offline' },
	};
	const url = `${emulator.origin}/tokeninfo`;
	assert.deepEqual((await post<Info>(emulator, '/tokeninfo', { access_token })).body, expected);
	assert.deepEqual(await (await fetch(`${url}?access_token=${access_token}`)).json(), expected);
	const headers = { authorization: `Bearer ${access_token}` };
	assert.deepEqual(await (await fetch(url, { method: 'POST', headers })).json(), expected);
});

test('tokeninfo hides the email from who did not ask for it', async (t) => {
	const emulator = await emulatorFor(t);
	const { access_token } = await signedIn(emulator, { scope: cloudPlatform });
	const { body } = await post<Info>(emulator, '/tokeninfo', { access_token });
	assert.equal(body['email'], undefined);
	assert.equal(body['email_verified'], undefined);
});

test('tokeninfo refuses what is no live access token', async (t) => {
	const emulator = await emulatorFor(t);
	const { access_token, refresh_token } = await signedIn(emulator);
	const info = (token: string | undefined) => post<TokenBody>(emulator, '/tokeninfo', { access_token: token });
	for (const token of ['x', undefined, refresh_token]) {
		const { status, body } = await info(token);
		assert.deepEqual([status, body], [400, invalidValue]);
	}
	emulator.oauth.advanceClock(3598);
	assert.equal((await info(access_token)).status, 200);
	emulator.oauth.advanceClock(1);
	assert.deepEqual((await info(access_token)).body, invalidValue);
});
