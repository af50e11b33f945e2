import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isClientId, isRedirectUri, readClientFile } from '../../../../src/core/oauth/clientFile.ts';

/** What Google's console gives, with what a test wants to be different. */
const desktop = (different: object = {}) => ({
	client_id: '123-abc.apps.googleusercontent.com',
	project_id: 'my-project',
	auth_uri: 'https://accounts.google.com/o/oauth2/auth',
	token_uri: 'https://oauth2.googleapis.com/token',
	auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
	client_secret: 'GOCSPX-secret',
	redirect_uris: ['http://localhost'],
	...different,
});

function fileOf(text: string) {
	const read = readClientFile(text);
	assert.ok(read.ok, JSON.stringify(read));
	return read.file;
}

function refusalOf(text: string): string {
	const read = readClientFile(text);
	assert.ok(!read.ok);
	return read.message;
}

describe('the file of an OAuth client', () => {
	it('of a Desktop client is read whole', () => {
		assert.deepEqual(fileOf(JSON.stringify({ installed: desktop() })), {
			client: {
				id: '123-abc.apps.googleusercontent.com',
				kind: 'installed',
				auth: 'client_secret_post',
				redirectUris: ['http://localhost'],
			},
			clientSecret: 'GOCSPX-secret',
			projectId: 'my-project',
		});
	});

	it('of a Web client is read with all its redirect addresses, and nothing else of it', () => {
		const web = desktop({
			redirect_uris: ['https://relay.example.com/', 'http://localhost:8080/callback'],
			javascript_origins: ['https://relay.example.com'],
		});
		const { client } = fileOf(JSON.stringify({ web }));
		assert.equal(client.kind, 'web');
		assert.deepEqual(client.redirectUris, ['https://relay.example.com/', 'http://localhost:8080/callback']);
		assert.deepEqual(Object.keys(client), ['id', 'kind', 'auth', 'redirectUris']);
	});

	it('leads to no other server, whatever endpoints it names', () => {
		const evil = desktop({ auth_uri: 'https://evil.example/', token_uri: 'https://evil.example/' });
		assert.doesNotMatch(JSON.stringify(fileOf(JSON.stringify({ installed: evil }))), /evil/);
	});

	it('may be without secret, project and addresses', () => {
		const { client, clientSecret, projectId } = fileOf('{"installed":{"client_id":"x"}}');
		assert.deepEqual([client.redirectUris, clientSecret, projectId], [[], '', '']);
	});

	it('may have white space and a byte order mark around it', () => {
		assert.equal(fileOf(`\ufeff\n ${JSON.stringify({ installed: desktop() })} \r\n`).client.kind, 'installed');
	});

	const kinds: readonly (readonly [type: string, words: RegExp])[] = [
		['service_account', /service account/],
		['authorized_user', /somebody’s sign-in/],
		['external_account', /workload identity/],
	];
	for (const [type, words] of kinds) {
		it(`is told apart from one of the type ${type}`, () => {
			const file = { type, client_id: '1', client_email: 'a@b', private_key: '-----BEGIN PRIVATE KEY-----' };
			assert.match(refusalOf(JSON.stringify(file)), words);
		});
	}

	const none = ['', 'x', '[]', '"installed"', 'null', '1', '{"installed":', `${'['.repeat(10_000)}`];
	for (const text of none) {
		it(`is none that begins ${JSON.stringify(text.slice(0, 12))} and is no object`, () => {
			assert.match(refusalOf(text), /no JSON/);
		});
	}

	const others = [
		'{}',
		'{"type":"constructor"}',
		'{"type":"toString"}',
		'{"installed":[]}',
		'{"web":null}',
		'{"web":"x"}',
	];
	for (const text of others) {
		it(`is not ${text}`, () => assert.match(refusalOf(text), /neither “installed” nor “web”/));
	}

	const ids: readonly unknown[] = [undefined, null, '', ' ', 'a b', 'a\nb', 5, {}, ['x'], 'x'.repeat(257), 'ä'];
	for (const id of ids) {
		it(`names no client with the ID ${JSON.stringify(id)?.slice(0, 20)}`, () => {
			assert.match(refusalOf(JSON.stringify({ installed: desktop({ client_id: id }) })), /no client ID/);
		});
	}

	it('keeps of its redirect addresses those that are some', () => {
		const uris = [
			'http://localhost',
			'javascript:alert(1)',
			'data:text/html,x',
			'file:///etc/passwd',
			'https://user@relay.example.com/',
			'https://relay.example.com/#x',
			'relay.example.com',
			'',
			5,
			null,
			{ href: 'https://relay.example.com/' },
			'https://relay.example.com/',
		];
		const file = JSON.stringify({ web: desktop({ redirect_uris: uris }) });
		assert.deepEqual(fileOf(file).client.redirectUris, ['http://localhost', 'https://relay.example.com/']);
		assert.deepEqual(fileOf(JSON.stringify({ web: desktop({ redirect_uris: 'https://x/' }) })).client.redirectUris, []);
	});

	it('has a secret and a project that are words, or none', () => {
		const odd = JSON.stringify({ web: desktop({ client_secret: { a: 1 }, project_id: 7 }) });
		assert.deepEqual([fileOf(odd).clientSecret, fileOf(odd).projectId], ['', '']);
	});

	it('does not name what it was read from in a refusal', () => {
		const file = JSON.stringify({ type: 'service_account', private_key: 'the-private-key' });
		assert.doesNotMatch(refusalOf(file), /the-private-key/);
		assert.doesNotMatch(refusalOf('the-private-key'), /the-private-key/);
	});
});

describe('what is typed instead', () => {
	it('is a client ID where it is one printable word', () => {
		for (const id of ['x', '123-abc.apps.googleusercontent.com', 'urn:a:b', '~!@'] as const) {
			assert.equal(isClientId(id), true, id);
		}
	});

	it('is a redirect address where it is absolute, whatever its scheme', () => {
		for (const uri of ['vscode://latchkey.latchkey-gemini/oauth/callback', 'http://[::1]:1/', 'https://a/b?c=d']) {
			assert.equal(isRedirectUri(uri), true, uri);
		}
		for (const uri of ['/callback', 'https://', 'VBScript:x', 'JAVASCRIPT:x', 'https://a/#']) {
			assert.equal(isRedirectUri(uri), uri === 'https://a/#', uri);
		}
	});
});
