import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCredentialFile } from '../../../../src/core/adc/credentialFile.ts';
import { isStsAddress } from '../../../../src/core/adc/googleAddresses.ts';

const client = { client_id: 'id', client_secret: 'secret', refresh_token: 'refresh' };
const user = { type: 'authorized_user', ...client };
const mint = (email: string) =>
	`https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${email}:generateAccessToken`;
const robot = 'robot@p.iam.gserviceaccount.com';
const acting = {
	type: 'impersonated_service_account',
	service_account_impersonation_url: mint(robot),
	delegates: [],
	source_credentials: user,
};
const workforce = {
	type: 'external_account_authorized_user',
	audience: '//iam.googleapis.com/locations/global/workforcePools/p/providers/x',
	...client,
};

const read = (value: unknown) => readCredentialFile(typeof value === 'string' ? value : JSON.stringify(value));

describe('a file of default credentials', () => {
	it('is read by its type', () => {
		for (const value of [user, acting, workforce, { ...acting, delegates: [`projects/-/serviceAccounts/${robot}`] }]) {
			const result = read(value);
			assert.ok(result.ok, JSON.stringify(result));
			assert.equal(result.file.credentials.type, value.type);
		}
		assert.ok(read(`\ufeff${JSON.stringify(user)}\r\n`).ok);
	});

	const refused: readonly [name: string, value: unknown, message: RegExp][] = [
		['no JSON', 'PRIVATE', /no JSON/],
		['ten megabytes', `{"type":"${'x'.repeat(10_000_000)}"}`, /too large/],
		['no type', { ...user, type: undefined }, /“type” is missing/],
		['an unknown type', { type: '[x](command:y)' }, /not known/],
		['an incomplete sign-in', { ...user, refresh_token: '' }, /incomplete/],
		[
			'a sign-in whose tokens come from elsewhere',
			{ ...user, token_uri: 'https://evil.example/token' },
			/evil\.example/,
		],
		['another cloud', { ...user, universe_domain: 'evil.example' }, /another cloud/],
		['an impersonation elsewhere', { ...acting, service_account_impersonation_url: 'https://evil.example/' }, /evil/],
		[
			'an impersonation at a host that only begins like Google’s',
			{ ...acting, service_account_impersonation_url: mint(robot).replace('.com/', '.com.evil.example/') },
			/evil/,
		],
		[
			'an impersonation with somebody’s name before the host',
			{ ...acting, service_account_impersonation_url: mint(robot).replace('https://', 'https://x@') },
			/and not to Google/,
		],
		['an impersonation of nobody', { ...acting, service_account_impersonation_url: mint('a/../b') }, /leads to/],
		['delegates that are none', { ...acting, delegates: ['../x'] }, /delegates/],
		['an impersonation of an impersonation', { ...acting, source_credentials: acting }, /another one/],
		['an impersonation without a source', { ...acting, source_credentials: undefined }, /incomplete/],
		[
			'an impersonation whose source’s tokens come from elsewhere',
			{ ...acting, source_credentials: { ...user, token_uri: 'https://evil.example/' } },
			/evil/,
		],
		['a workforce elsewhere', { ...workforce, token_url: 'https://sts.evil.example/v1/oauthtoken' }, /evil/],
		['a key without its key', { type: 'service_account', client_email: robot, private_key_id: 'a' }, /private_key/],
		['two types', '{"type":"authorized_user","type":"service_account"}', /twice/],
		[
			'two addresses',
			JSON.stringify(user).replace('{', '{"token_uri":"https://oauth2.googleapis.com/token","token_uri":"https://x",'),
			/twice/,
		],
	];
	for (const [name, value, message] of refused) {
		it(`is refused with one sentence: ${name}`, () => {
			const result = read(value);
			assert.ok(!result.ok);
			assert.match(result.message, message);
			assert.ok(result.message.length < 300);
		});
	}
});

describe('the Security Token Service', () => {
	it('is the global one or that of a region, and no other', () => {
		for (const host of ['sts.googleapis.com', 'sts.us-east1.rep.googleapis.com']) {
			assert.ok(isStsAddress(`https://${host}/v1/token`, '/v1/token'), host);
		}
		for (const url of [
			'http://sts.googleapis.com/v1/token',
			'https://sts.googleapis.com.evil.example/v1/token',
			'https://evil.example/https://sts.googleapis.com/v1/token',
			'https://sts.googleapis.com/v1/token?x=/v1/token',
			'https://sts.googleapis.com:8443/v1/token',
			'https://x@sts.googleapis.com/v1/token',
			'https://sts.a.b.rep.googleapis.com/v1/token',
		]) {
			assert.ok(!isStsAddress(url, '/v1/token'), url);
		}
	});
});
