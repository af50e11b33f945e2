import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Outcome } from '../../../../src/core/outcome.ts';
import type { Profile } from '../../../../src/core/profiles/profile.ts';
import { authorityOf } from '../../../../src/core/secretSources/authority.ts';
import { secretHostOf, secretNameOf } from '../../../../src/core/secretSources/secretName.ts';
import type { SecretManagerSource } from '../../../../src/core/secretSources/secretSource.ts';
import { aProfile } from '../aProfile.ts';
import { machineProfile, userDraft } from '../credentials/tokenSupport.ts';

const behind = (profileId: string): SecretManagerSource => ({
	kind: 'secret-manager',
	name: 'projects/p/secrets/s/versions/1',
	profileId,
});
const common = { secretVersion: 'v', createdAt: 0 };
const machine: Profile = { ...machineProfile(), id: 'machine' };
const key = (id: string, opener?: string): Profile =>
	aProfile({ id, name: id, ...(opener ? { source: behind(opener) } : {}) });
const faultOf = (outcome: Outcome<Profile>) =>
	outcome.kind === 'failed'
		? outcome.failure.source?.fault
		: outcome.kind === 'answered'
			? outcome.value.id
			: undefined;

describe('the profile that opens Secret Manager', () => {
	it('is one that has tokens', () => {
		assert.equal(faultOf(authorityOf([key('a'), machine], behind('machine'), 'a')), 'machine');
		assert.equal(faultOf(authorityOf([key('a'), key('b')], behind('b'), 'a')), 'manager-profile-a-key');
		assert.equal(faultOf(authorityOf([key('a'), machine], behind('gone'), 'a')), 'manager-profile-gone');
		assert.equal(faultOf(authorityOf([machine], behind('machine'), '')), 'machine');
	});

	it('is none of two that would wait for each other', () => {
		const account = (id: string, opener: string): Profile => ({
			...aProfile({ id, name: id }),
			method: 'service-account',
			email: 'a@b',
			keyId: 'k',
			projectId: '',
			scopes: [],
			signing: 'exchange',
			source: behind(opener),
		});
		const profiles = [account('a', 'b'), account('b', 'a'), account('c', 'c'), account('d', 'machine'), machine];
		assert.equal(faultOf(authorityOf(profiles, behind('b'), 'a')), 'manager-profile-loop');
		assert.equal(faultOf(authorityOf(profiles, behind('a'), 'b')), 'manager-profile-loop');
		assert.equal(faultOf(authorityOf(profiles, behind('c'), 'c')), 'manager-profile-loop');
		assert.equal(faultOf(authorityOf(profiles, behind('a'), 'x')), 'manager-profile-loop');
		assert.equal(faultOf(authorityOf(profiles, behind('d'), 'x')), 'd');
	});

	it('is no sign-in whose client’s secret it is to open, nor one that acts by the token of that', () => {
		const person = (id: string, opener: string): Profile => ({
			...userDraft({ source: behind(opener) }),
			...common,
			id,
		});
		const actor: Profile = {
			...common,
			id: 'actor',
			name: 'actor',
			method: 'impersonation',
			sourceId: 'b',
			email: 'a@b',
			delegates: [],
			lifetime: 600,
			scopes: [],
		};
		const profiles = [person('a', 'a'), person('b', 'actor'), actor, person('c', 'machine'), machine];
		assert.equal(faultOf(authorityOf(profiles, behind('a'), 'a')), 'manager-profile-loop');
		assert.equal(faultOf(authorityOf(profiles, behind('actor'), 'b')), 'manager-profile-loop');
		assert.equal(faultOf(authorityOf(profiles, behind('actor'), 'x')), 'manager-profile-loop');
		assert.equal(faultOf(authorityOf(profiles, behind('machine'), 'c')), 'machine');
		assert.equal(faultOf(authorityOf(profiles, behind('c'), 'x')), 'c');
	});

	it('does not need in the end what it is to open', () => {
		assert.equal(faultOf(authorityOf([key('a', 'a')], behind('a'), 'a')), 'manager-profile-loop');
		const two = [key('a', 'b'), key('b', 'a')];
		assert.equal(faultOf(authorityOf(two, behind('b'), 'a')), 'manager-profile-loop');
		const ring = [key('a', 'b'), key('b', 'c'), key('c', 'b')];
		assert.equal(faultOf(authorityOf(ring, behind('b'), 'a')), 'manager-profile-loop');
	});
});

it('a name of a secret is read as Secret Manager writes it', () => {
	for (const name of [
		'projects/p/secrets/s/versions/1',
		'projects/123456/secrets/My_secret-1/versions/latest',
		'projects/example.com:my-project/secrets/s/versions/prod',
		'projects/p/locations/europe-west3/secrets/s/versions/7',
	]) {
		assert.equal(secretNameOf(name), name);
	}
	assert.equal(secretNameOf(' projects/p/secrets/s '), 'projects/p/secrets/s/versions/latest');
	for (const none of [
		'',
		's',
		'projects/p/secrets/s/versions/',
		'projects/p/secrets/s/versions/1:access',
		'projects/p/secrets/../versions/1',
		'projects/../secrets/s/versions/1',
		'projects/p/secrets/s/versions/1?x',
		'projects/p/secrets/s/versions/1#x',
		'projects/p/locations/evil.example/secrets/s/versions/1',
		'projects/p/locations/a@evil/secrets/s/versions/1',
		'/projects/p/secrets/s/versions/1',
		'https://secretmanager.googleapis.com/v1/projects/p/secrets/s/versions/1',
	]) {
		assert.equal(secretNameOf(none), undefined, none);
	}
});

it('a regional secret lies on a host of its own', () => {
	assert.equal(secretHostOf('projects/p/secrets/s/versions/1'), 'secretmanager.googleapis.com');
	assert.equal(
		secretHostOf('projects/p/locations/europe-west3/secrets/s/versions/7'),
		'secretmanager.europe-west3.rep.googleapis.com',
	);
});
