import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EnteredKey, factsOfKey, storedKey, withNewKey } from '../../../../src/core/credentials/enteredKey.ts';
import type { Profile } from '../../../../src/core/profiles/profile.ts';
import { factsOf } from '../../../../src/core/profiles/profileFacts.ts';
import { readProfile } from '../../../../src/core/profiles/readProfile.ts';
import { repairProfiles } from '../../../../src/core/profiles/repairProfiles.ts';
import { keptElsewhere, type SecretSource } from '../../../../src/core/secretSources/secretSource.ts';
import { MemoryDocument } from '../../../fakes/memoryDocument.ts';
import { aProfile } from '../aProfile.ts';
import { answerOf, setUp } from '../profileSupport.ts';

const source: SecretSource = { kind: 'environment', name: 'GEMINI_API_KEY' };
const stored = (profile: Profile): Record<string, unknown> => JSON.parse(JSON.stringify(profile));

describe('a profile whose key is kept elsewhere', () => {
	it('is read as it was stored', () => {
		const profile = aProfile({ source });
		assert.deepEqual(readProfile(stored(profile)), profile);
		const ofNewerVersion = aProfile({ source: { kind: 'clipboard' } });
		assert.deepEqual(readProfile(stored(ofNewerVersion)), ofNewerVersion);
	});

	it('is none where that does not parse: what stands for its key must not be sent', () => {
		for (const damaged of [null, '', 'environment', 7, [], {}, { kind: 7 }, { kind: '' }]) {
			assert.equal(readProfile({ ...aProfile(), source: damaged }), undefined, JSON.stringify(damaged));
		}
	});

	it('says where its key is kept', () => {
		const value = (kept: Profile) => factsOf(kept, 0).find(({ label }) => label === 'Secret kept in')?.value;
		assert.equal(value(aProfile({ source })), 'GEMINI_API_KEY of the environment');
		assert.equal(value(aProfile({ source: { kind: 'clipboard' } })), 'a place this version does not know');
		assert.equal(value(aProfile()), undefined);
	});

	it('becomes one with a key of its own, and the other way round', () => {
		const typed: EnteredKey = { key: 'k', keyKind: 'other', check: { at: 1, state: 'valid' }, models: [] };
		const fetched: EnteredKey = { ...typed, source };
		const elsewhere = withNewKey(factsOfKey(fetched))(aProfile({ expiresAt: 5 }));
		assert.deepEqual(elsewhere, aProfile({ source, keyKind: 'other', lastCheck: typed.check }));
		assert.deepEqual(withNewKey(factsOfKey(typed))(elsewhere), aProfile({ keyKind: 'other', lastCheck: typed.check }));
		assert.deepEqual([storedKey(typed), storedKey(fetched)], ['k', keptElsewhere]);
	});

	it('that is lost with a damaged index leaves no key to recover', async () => {
		const bed = setUp({ index: new MemoryDocument('{') });
		await bed.vault.store('profile/p/s', keptElsewhere);
		const repair = await answerOf(repairProfiles(bed));
		assert.equal(repair?.recovered, 0);
	});
});
