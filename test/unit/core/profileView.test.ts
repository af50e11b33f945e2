import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileView } from '../../../src/core/panel/profileView.ts';
import { aProfile } from './aProfile.ts';

const now = Date.UTC(2026, 10, 24);

test('a profile is shown with method, target, project, state and reason', () => {
	assert.deepEqual(profileView(aProfile(), 'Chosen for this window.', now), {
		name: 'Work',
		method: 'API key (auth key by its prefix)',
		target: 'generativelanguage.googleapis.com',
		project: 'not known; Google names it only when it refuses a call',
		state: 'unverified',
		icon: 'question',
		isProtected: false,
		reason: 'Chosen for this window.',
	});
});

test('color, protection and what a check found are shown where they are there', () => {
	const lastCheck = { at: 0, state: 'rejected', cause: 'api-key-leaked', project: '123' } as const;
	const view = profileView(aProfile({ color: 'red', isProtected: true, lastCheck }), '', now);
	assert.deepEqual(
		[view.color, view.isProtected, view.state, view.icon, view.project],
		['red', true, 'rejected: API key reported as leaked', 'error', '123'],
	);
});

test('a state is that of the moment it is shown', () => {
	const profile = aProfile({ expiresAt: now, lastCheck: { at: 0, state: 'valid' } });
	assert.deepEqual(
		[profileView(profile, '', now - 1).state, profileView(profile, '', now).state],
		['expiring', 'expired'],
	);
});

test('nothing of where the secret lies goes to the page', () => {
	const profile = aProfile({ id: 'id-of-it', secretVersion: 'version-of-it' });
	assert.doesNotMatch(JSON.stringify(profileView(profile, '', now)), /-of-it/);
});
