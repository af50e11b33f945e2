import assert from 'node:assert/strict';
import { test } from 'node:test';
import { google, isEndpoint, serverName } from '../../../../src/core/oauth/authorizationServer.ts';
import { clientAuthOf } from '../../../../src/core/oauth/clientAuth.ts';
import { clientAuthMethods } from '../../../../src/core/oauth/clientAuthMethods.ts';
import { isGoogle } from '../../../../src/core/oauth/isGoogle.ts';

const endpoints: readonly (readonly [address: unknown, isOne: boolean])[] = [
	['https://idp.example.com/token', true],
	['https://idp.example.com:8443/token?tenant=x', true],
	['http://127.0.0.1:8080/token', true],
	['http://[::1]:8080/token', true],
	['HTTPS://IDP.EXAMPLE.COM', true],
	['http://idp.example.com/token', false],
	['http://localhost:8080/token', false],
	['http://127.0.0.1.example.com/', false],
	['http://127.0.0.1@example.com/', false],
	['https://user@idp.example.com/', false],
	['https://user:password@idp.example.com/', false],
	['https://idp.example.com/#x', false],
	['ftp://idp.example.com/', false],
	['javascript:alert(1)', false],
	['file:///etc/passwd', false],
	['/token', false],
	['', false],
	[undefined, false],
	[null, false],
	[{}, false],
];
for (const [address, isOne] of endpoints) {
	test(`secrets ${isOne ? 'may' : 'may not'} be sent to ${JSON.stringify(address) ?? 'nothing'}`, () => {
		assert.equal(isEndpoint(address), isOne);
	});
}

test('Google is named so, and another server by its host', () => {
	assert.equal(serverName(google), 'Google');
	const other = { ...google, issuer: 'https://idp.example.com:8443/realms/x' };
	assert.deepEqual([isGoogle(other), serverName(other)], [false, 'idp.example.com:8443']);
	assert.equal(isGoogle({ ...google, issuer: 'https://accounts.google.com.example.com' }), false);
});

test('all of Google’s endpoints may be sent secrets', () => {
	const { authorization_endpoint, token_endpoint, revocation_endpoint } = google;
	assert.ok([authorization_endpoint, token_endpoint, revocation_endpoint].every(isEndpoint));
});

test('a client without secret is a public one, whatever it was registered as', () => {
	for (const method of clientAuthMethods) {
		assert.deepEqual(clientAuthOf(method, undefined), { method: 'none' });
		assert.deepEqual(clientAuthOf(method, ''), { method: 'none' });
		const whole = method === 'none' ? { method } : { method, secret: 's' };
		assert.deepEqual(clientAuthOf(method, 's'), whole);
	}
});
