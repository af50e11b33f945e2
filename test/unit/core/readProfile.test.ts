import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProfile } from '../../../src/core/profiles/readProfile.ts';
import { aProfile } from './aProfile.ts';

const account = {
	id: 'p',
	secretVersion: 's',
	name: 'Robot',
	createdAt: 0,
	method: 'service-account',
	email: 'robot@my-project.iam.gserviceaccount.com',
	keyId: 'one',
	projectId: 'my-project',
	scopes: [],
	signing: 'exchange',
};

test('when the key of a service account was made is read again as it was written', () => {
	for (const keyMadeAt of [0, Date.UTC(2025, 9, 9, 8, 7, 6)]) {
		const profile = { ...account, keyMadeAt };
		assert.deepEqual(readProfile(JSON.parse(JSON.stringify(profile))), profile);
	}
	assert.deepEqual(readProfile(account), account);
});

for (const keyMadeAt of [-1, '2025-10-09', null, Number.NaN, Number.POSITIVE_INFINITY, {}, [5]]) {
	test(`${JSON.stringify(keyMadeAt)} (${typeof keyMadeAt}) is no time, and the profile is there without it`, () => {
		assert.deepEqual(readProfile({ ...account, keyMadeAt }), account);
	});
}

test('an API key has no such time', () => {
	assert.deepEqual(readProfile({ ...aProfile(), keyMadeAt: 5 }), aProfile());
});
