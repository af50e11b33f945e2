import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOf } from '../../../src/core/errors/catalogue/catalogue.ts';
import { causes } from '../../../src/core/errors/cause.ts';
import type { ApiKeyProfile, ServiceAccountProfile } from '../../../src/core/profiles/profile.ts';
import { factsOf } from '../../../src/core/profiles/profileFacts.ts';
import { projectInWords, stateInWords } from '../../../src/core/profiles/profileWords.ts';
import { aProfile } from './aProfile.ts';

const now = new Date(2026, 10, 24, 12).getTime();
const day = 24 * 60 * 60_000;
const facts = (different: Partial<ApiKeyProfile> = {}) => factsOf(aProfile({ createdAt: now, ...different }), now);
const valueUnder = (label: string, different: Partial<ApiKeyProfile> = {}) =>
	facts(different).find((fact) => fact.label === label)?.value;

test('of a profile that was never used or checked that much is known', () => {
	assert.deepEqual(
		facts().map(({ label, value }) => [label, value]),
		[
			['State', 'unverified'],
			['Method', 'API key (auth key by its prefix)'],
			['Target', 'generativelanguage.googleapis.com'],
			['Project', 'not known; Google names it only when it refuses a call'],
			['Last checked', 'never'],
			['Last used', 'never'],
			['Added', 'just now'],
		],
	);
});

test('what happened and what is to come is told in its place', () => {
	const different: Partial<ApiKeyProfile> = {
		createdAt: now - 3 * day,
		lastUsedAt: now - 2 * 60_000,
		lastCheck: { at: now - day, state: 'valid', project: '123' },
		expiresAt: new Date(2026, 11, 1, 23, 59, 59, 999).getTime(),
		isProtected: true,
	};
	assert.deepEqual(
		facts(different).map(({ label, value }) => [label, value]),
		[
			['State', 'expiring'],
			['Method', 'API key (auth key by its prefix)'],
			['Target', 'generativelanguage.googleapis.com'],
			['Project', '123'],
			['Protected', 'asks before anything is sent'],
			['Last checked', '1 day ago'],
			['Last used', '2 minutes ago'],
			['Added', '3 days ago'],
			['Ends', '2026-12-01'],
		],
	);
});

test('a profile used at the epoch was used', () => {
	assert.match(valueUnder('Last used', { lastUsedAt: 0 }) ?? '', /days ago$/);
});

for (const cause of causes) {
	test(`a state caused by ${cause} says so, in its title and in its sentence`, () => {
		const lastCheck = { at: now, state: 'rejected', cause } as const;
		const { title, sentence } = wordsOf({ cause });
		const words = cause === 'api-key-expired' ? 'expired' : 'rejected';
		assert.equal(stateInWords(aProfile({ lastCheck }), now), `${words}: ${title}`);
		assert.equal(facts({ lastCheck })[0]?.hint, sentence);
	});
}

test('of a key whose noted day has passed no older check is the reason', () => {
	const ended = { expiresAt: now - day, lastCheck: { at: now, state: 'offline', cause: 'network-timeout' } } as const;
	assert.equal(stateInWords(aProfile(ended), now), 'expired');
	assert.equal(facts(ended)[0]?.hint, undefined);
});

test('a standard key says what Google has announced for it', () => {
	const method = facts({ keyKind: 'standard' }).find(({ label }) => label === 'Method');
	assert.match(method?.hint ?? '', /September 2026/);
});

test('a project is told as Google named it', () => {
	assert.equal(
		projectInWords(aProfile({ lastCheck: { at: 0, state: 'rejected', project: 'my-project' } })),
		'my-project',
	);
});

test('every fact has a label and an icon of its own', () => {
	const all = facts({ isProtected: true, expiresAt: now + 100 * day });
	assert.equal(new Set(all.map(({ label }) => label)).size, all.length);
	assert.equal(new Set(all.map(({ icon }) => icon)).size, all.length);
});

const accountFacts = (keyMadeAt?: number) => {
	const profile: ServiceAccountProfile = {
		...{ id: 'p', secretVersion: 's', name: 'Robot', createdAt: now, method: 'service-account', signing: 'exchange' },
		...{ email: 'robot@my-project.iam.gserviceaccount.com', keyId: 'one', projectId: 'my-project', scopes: [] },
		...(keyMadeAt === undefined ? {} : { keyMadeAt }),
	};
	return factsOf(profile, now);
};
const keyMade = (madeAt: number) => accountFacts(madeAt).find(({ label }) => label === 'Key made');

test('how old the key of a service account is stands below its id', () => {
	const labels = accountFacts(now - day).map(({ label }) => label);
	assert.equal(labels.indexOf('Key made'), labels.indexOf('Key id') + 1);
	assert.equal(keyMade(new Date(2025, 9, 8, 12).getTime())?.value, '412 days ago (2025-10-08)');
	assert.equal(keyMade(now - day)?.value, '1 day ago (2026-11-23)');
	assert.equal(keyMade(now - 60_000)?.value, '1 minute ago (2026-11-24)');
});

test('of a key whose age is not known nothing is said about it', () => {
	assert.deepEqual(
		accountFacts().filter(({ label }) => label === 'Key made'),
		[],
	);
});

test('a key is too old after 90 days, and not before', () => {
	assert.equal(keyMade(now - 90 * day)?.hint, undefined);
	assert.match(keyMade(now - 90 * day - 1)?.hint ?? '', /Google advises .* 90 days/);
	assert.equal(keyMade(now + day)?.hint, undefined);
});
