import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { readKeyFile } from '../../../../src/core/serviceAccounts/keyFile.ts';
import { WebSigner } from '../../../../src/net/oauth/webSigner.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const fields = (different: Record<string, unknown> = {}): Record<string, unknown> => ({
	type: 'service_account',
	project_id: 'my-project-1234',
	private_key_id: '0123456789abcdef',
	private_key: pem,
	client_email: 'robot@my-project-1234.iam.gserviceaccount.com',
	client_id: '100000000000000000001',
	auth_uri: 'https://accounts.google.com/o/oauth2/auth',
	token_uri: 'https://oauth2.googleapis.com/token',
	universe_domain: 'googleapis.com',
	...different,
});
const file = (different: Record<string, unknown> = {}): string => JSON.stringify(fields(different), undefined, 2);

const keyOf = (text: string) => {
	const read = readKeyFile(text);
	assert.ok(read.ok, read.ok ? '' : read.message);
	return read.key;
};
const refusalOf = (text: string): string => {
	const read = readKeyFile(text);
	assert.ok(!read.ok);
	return read.message;
};

describe('the key file of a service account', () => {
	it('is read as Google’s console gives it', () => {
		assert.deepEqual(keyOf(file()), {
			email: 'robot@my-project-1234.iam.gserviceaccount.com',
			keyId: '0123456789abcdef',
			privateKey: pem,
			projectId: 'my-project-1234',
		});
	});

	const mended: Record<string, string> = {
		'a byte order mark': `\ufeff${file()}`,
		'line ends of Windows': file({ private_key: pem.replaceAll('\n', '\r\n') }),
		'line ends that were escaped twice': file({ private_key: pem.replaceAll('\n', '\\n') }),
		'a key that became one line': file({ private_key: pem.replaceAll('\n', ' ').trim() }),
		'no last line end': file({ private_key: pem.trimEnd() }),
		'no universe, as in older files': file({ universe_domain: undefined }),
		'the token endpoint of older files': file({ token_uri: 'https://accounts.google.com/o/oauth2/token' }),
		'spaces and lines around it': `\n\n  ${file()}  \n`,
	};
	for (const [what, text] of Object.entries(mended)) {
		it(`is read with ${what}, and its key signs`, async () => {
			const key = keyOf(text);
			assert.equal(key.privateKey, pem);
			assert.ok(await new WebSigner().isRsaKey(key.privateKey));
		});
	}

	it('keeps no project that could not stand in a header', () => {
		assert.equal(keyOf(file({ project_id: 'my\r\nproject' })).projectId, '');
		assert.equal(keyOf(file({ project_id: 5 })).projectId, '');
	});

	const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
	const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
	const refused: readonly (readonly [what: string, text: string, message: RegExp])[] = [
		['nothing', '', /no JSON/],
		['rubbish', 'rubbish', /no JSON/],
		['the key alone', pem, /private key alone/],
		['a JSON list', '[]', /no JSON/],
		['ten megabytes', JSON.stringify({ ...fields(), filler: 'x'.repeat(10_000_000) }), /too large/],
		['somebody’s sign-in', JSON.stringify({ type: 'authorized_user', refresh_token: 'x' }), /somebody’s sign-in/],
		['a workload identity', JSON.stringify({ type: 'external_account' }), /workload identity/],
		['an impersonation', JSON.stringify({ type: 'impersonated_service_account' }), /impersonation/],
		['an OAuth client', JSON.stringify({ installed: { client_id: 'x' } }), /Sign in with it/],
		['another type', file({ type: 'constructor' }), /“type” says something else/],
		['no type', file({ type: undefined }), /“type” says something else/],
		['no address', file({ client_email: undefined }), /client_email/],
		['the address of a person', file({ client_email: 'ada@example.com' }), /client_email/],
		['a look-alike address', file({ client_email: 'a@b.iam.gserviceaccount.com.evil.example' }), /client_email/],
		[
			'a token endpoint elsewhere',
			file({ token_uri: 'https://evil.example/token' }),
			/leads to https:\/\/evil\.example/,
		],
		['a token endpoint by http', file({ token_uri: 'http://oauth2.googleapis.com/token' }), /not to Google/],
		[
			'a look-alike token endpoint',
			file({ token_uri: 'https://oauth2.googleapis.com@evil.example/token' }),
			/not to Google/,
		],
		['another path', file({ token_uri: 'https://oauth2.googleapis.com/token/../x' }), /not to Google/],
		['another cloud', file({ universe_domain: 'example.cloud' }), /another cloud/],
		['no key id', file({ private_key_id: '' }), /private_key_id/],
		['no key', file({ private_key: undefined }), /first or last line is missing/],
		['half a key', file({ private_key: pem.slice(0, 500) }), /first or last line is missing/],
		['a key with a hole', file({ private_key: pem.replace(/\n(.{3})/, '\n') }), /damaged/],
		['a key with foreign characters', file({ private_key: pem.replace(/\n(.{4})/, '\n★★') }), /damaged/],
		['a key as PKCS #1', file({ private_key: pkcs1 }), /RSA PRIVATE KEY.*openssl/],
		['a key as SEC 1', file({ private_key: ec.export({ type: 'sec1', format: 'pem' }).toString() }), /EC PRIVATE KEY/],
		['a public key', file({ private_key: createPublic() }), /PUBLIC KEY/],
		[
			'two token endpoints',
			file().replace('"token_uri"', '"token_uri": "https://evil.example",\n"token_uri"'),
			/twice/,
		],
		['two keys', file().replace('"private_key"', '"private_key": "x",\n"private_key"'), /twice/],
	];
	for (const [what, text, message] of refused) {
		it(`is refused with ${what}, and the message holds nothing of the key`, () => {
			const refusal = refusalOf(text);
			assert.match(refusal, message);
			assert.ok(!refusal.includes(pem.slice(40, 80)));
		});
	}

	it('with a key of another kind is read, and is no key that can sign', async () => {
		const other = ec.export({ type: 'pkcs8', format: 'pem' }).toString();
		assert.equal(await new WebSigner().isRsaKey(keyOf(file({ private_key: other })).privateKey), false);
	});
});

function createPublic(): string {
	const { n, e } = createPrivateKey(pem).export({ format: 'jwk' });
	assert.ok(n && e);
	return `-----BEGIN PUBLIC KEY-----\n${Buffer.from(n, 'base64url').toString('base64')}\n-----END PUBLIC KEY-----\n`;
}
