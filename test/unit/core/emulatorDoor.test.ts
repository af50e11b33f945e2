import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doorHosts, readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import { throughDoor } from '../../../src/core/hosts/throughDoor.ts';

const host = 'generativelanguage.googleapis.com';

for (const origin of [
	'http://127.0.0.1:8080',
	'http://[::1]:8080',
	'https://127.0.0.1:8443',
	'http://127.0.0.1:8080/',
]) {
	test(`the door opens to ${origin}`, () => {
		assert.deepEqual(readEmulatorDoor({ [host]: origin }).hosts, { [host]: new URL(origin).origin });
	});
}

test('every host that Latchkey asks at Google has a door', () => {
	assert.deepEqual([...doorHosts].sort(), [
		'accounts.google.com',
		'aiplatform.googleapis.com',
		'cloudresourcemanager.googleapis.com',
		'generativelanguage.googleapis.com',
		'iamcredentials.googleapis.com',
		'oauth2.googleapis.com',
		'secretmanager.googleapis.com',
		'sts.googleapis.com',
		'www.googleapis.com',
	]);
	for (const each of doorHosts) {
		const door = readEmulatorDoor({ [each]: 'http://127.0.0.1:7000' });
		assert.equal(throughDoor(new URL(`https://${each}/x`), door)?.href, 'http://127.0.0.1:7000/x');
	}
});

const refused = [
	'http://evil.example',
	'http://127.0.0.1@evil.example',
	'http://127.0.0.1.evil.example',
	'http://evil.example#127.0.0.1',
	'http://localhost:8080',
	'http://127.0.0.2:80',
	'http://[::ffff:127.0.0.1]:80',
	'http://0.0.0.0:80',
	'http://user@127.0.0.1:80',
	'http://127.0.0.1:80/path',
	'http://127.0.0.1:80/?q',
	'http://127.0.0.1:80/#f',
	'http://:word@127.0.0.1:80',
	'http://127.0.0.1:80//',
	'ws://127.0.0.1:80',
	'ftp://127.0.0.1',
	'file:///etc/passwd',
	'javascript:alert(1)',
	'',
	7,
	null,
	['http://127.0.0.1:80', 'x'],
];
for (const value of refused) {
	test(`${JSON.stringify(value)} leads nowhere, and nothing is sent to Google in its place`, () => {
		const door = readEmulatorDoor({ [host]: value });
		assert.deepEqual(door, { hosts: { [host]: 'unusable' }, origins: [] });
		assert.equal(throughDoor(new URL(`https://${host}/x`), door), undefined);
	});
}

test('a host that is not on the list of Google hosts is led nowhere else', () => {
	const door = readEmulatorDoor({ 'evil.example': 'http://127.0.0.1:80', constructor: 'http://127.0.0.1:80' });
	assert.deepEqual(door.hosts, {});
	assert.equal(throughDoor(new URL('https://evil.example/x'), door)?.href, 'https://evil.example/x');
});

test('plain http goes to an origin of this machine that the setting names, and to no other', () => {
	const door = readEmulatorDoor({ 'identity provider': 'http://[::1]:7000', elsewhere: 'http://10.0.0.1:7000' });
	assert.equal(throughDoor(new URL('http://[::1]:7000/token'), door)?.href, 'http://[::1]:7000/token');
	for (const url of [
		'http://[::1]:7001/token',
		'http://127.0.0.1:7000/token',
		'http://localhost:7000/token',
		'http://10.0.0.1:7000/token',
		'http://[::1]:7000@evil.example/token',
		'http://example.com/',
		'ws://[::1]:7000/',
	]) {
		assert.equal(throughDoor(new URL(url), door), undefined, url);
	}
});

for (const setting of [undefined, null, 'http://127.0.0.1', 5, []]) {
	test(`a setting of ${JSON.stringify(setting)} opens nothing`, () => {
		assert.deepEqual(readEmulatorDoor(setting), { hosts: {}, origins: [] });
	});
}

test('through the door goes path and query of its own host, and nothing of others', () => {
	const door = readEmulatorDoor({ [host]: 'http://127.0.0.1:8080' });
	const url = new URL(`https://${host}/v1beta/models/a%2Fb:x?alt=sse`);
	assert.equal(throughDoor(url, door)?.href, 'http://127.0.0.1:8080/v1beta/models/a%2Fb:x?alt=sse');
	assert.equal(throughDoor(new URL('https://example.com/x'), door)?.href, 'https://example.com/x');
	assert.equal(throughDoor(url, readEmulatorDoor({}))?.href, url.href);
});

test('a path that looks like a host stays a path', () => {
	const door = readEmulatorDoor({ [host]: 'http://127.0.0.1:8080' });
	assert.equal(throughDoor(new URL(`https://${host}//evil.example/x`), door)?.host, '127.0.0.1:8080');
});

test('a regional endpoint goes by the door of the global one, and nothing else that only looks like it', () => {
	const door = readEmulatorDoor({ 'secretmanager.googleapis.com': 'http://127.0.0.1:7000' });
	const led = (url: string) => throughDoor(new URL(url), door)?.href;
	assert.equal(led('https://secretmanager.europe-west3.rep.googleapis.com/v1/x'), 'http://127.0.0.1:7000/v1/x');
	for (const url of [
		'https://secretmanager.europe-west3.rep.googleapis.com.evil.example/',
		'https://secretmanager.a.b.rep.googleapis.com/',
		'https://evilsecretmanager.a.rep.googleapis.com/',
		'https://secretmanager.a.rep.googleapis.com:8443/',
	]) {
		assert.equal(led(url), url);
	}
	const shut = readEmulatorDoor({ 'secretmanager.googleapis.com': 'http://10.0.0.1' });
	assert.equal(throughDoor(new URL('https://secretmanager.europe-west3.rep.googleapis.com/v1/x'), shut), undefined);
});

test('every endpoint of Vertex AI goes by the one door, and nothing else that only looks like it', () => {
	const door = readEmulatorDoor({ 'aiplatform.googleapis.com': 'http://127.0.0.1:7000' });
	const led = (url: string) => throughDoor(new URL(url), door)?.href;
	for (const each of ['', 'us-central1-', 'northamerica-northeast1-']) {
		assert.equal(led(`https://${each}aiplatform.googleapis.com/v1/x`), 'http://127.0.0.1:7000/v1/x');
	}
	for (const each of ['us', 'eu']) {
		assert.equal(led(`https://aiplatform.${each}.rep.googleapis.com/v1/x`), 'http://127.0.0.1:7000/v1/x');
	}
	for (const url of [
		'https://us-aiplatform.googleapis.com.evil.example/',
		'https://evil.example/us-aiplatform.googleapis.com',
		'https://us.evil-aiplatform.googleapis.com/',
		'https://evilaiplatform.googleapis.com/',
		'https://aiplatform.a.b.rep.googleapis.com/',
		'https://us-aiplatform.googleapis.com:8443/',
	]) {
		assert.equal(led(url), url);
	}
	const shut = readEmulatorDoor({ 'aiplatform.googleapis.com': 'http://10.0.0.1' });
	assert.equal(throughDoor(new URL('https://us-aiplatform.googleapis.com/v1/x'), shut), undefined);
});
