import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ApiKeyProfile, checkStates } from '../../../src/core/profiles/profile.ts';
import { lookOf, type ProfileState, stateOf } from '../../../src/core/profiles/profileState.ts';
import { aProfile } from './aProfile.ts';

const now = Date.UTC(2026, 10, 24);
const day = 24 * 60 * 60_000;
const stateWith = (facts: Partial<ApiKeyProfile>) => stateOf(aProfile(facts), now);
const valid = { at: now, state: 'valid' } as const;

test('a profile that was never checked is unverified', () => {
	assert.equal(stateWith({}), 'unverified');
});

for (const state of checkStates) {
	test(`a check that found “${state}” is believed where no end is known`, () => {
		assert.equal(stateWith({ lastCheck: { at: 0, state } }), state);
	});
}

const ends: readonly (readonly [string, number, ProfileState])[] = [
	['the day before', now - day, 'expired'],
	['a millisecond ago', now - 1, 'expired'],
	['right now', now, 'expired'],
	['in a millisecond', now + 1, 'expiring'],
	['a millisecond within two weeks', now + 14 * day - 1, 'expiring'],
	['in just two weeks', now + 14 * day, 'valid'],
];
for (const [when, expiresAt, state] of ends) {
	test(`a valid key that ends ${when} is ${state}`, () => {
		assert.equal(stateWith({ expiresAt, lastCheck: valid }), state);
	});
}

for (const state of ['rejected', 'offline', 'unverified'] as const) {
	test(`a key that is ${state} and ends soon is ${state}: that matters more`, () => {
		assert.equal(stateWith({ expiresAt: now + day, lastCheck: { at: now, state } }), state);
	});
	test(`a key that is ${state} and has ended is expired`, () => {
		assert.equal(stateWith({ expiresAt: now - day, lastCheck: { at: now, state } }), 'expired');
	});
}

test('a key that Google calls expired is, whatever end was noted', () => {
	const lastCheck = { at: now, state: 'rejected', cause: 'api-key-expired' } as const;
	assert.equal(stateWith({ expiresAt: now + 100 * day, lastCheck }), 'expired');
});

test('every state has words and an icon of its own, so that color says nothing alone', () => {
	const states = ['valid', 'expiring', 'expired', 'rejected', 'offline', 'unverified'] as const;
	const looks = states.map(lookOf);
	assert.deepEqual(
		looks.map(({ words }) => words),
		states,
	);
	assert.equal(new Set(looks.map(({ icon }) => icon)).size, states.length);
});
