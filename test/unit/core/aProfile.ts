import type { ApiKeyProfile } from '../../../src/core/profiles/profile.ts';

/** A profile as the index has it, with what a test wants to be different. */
export const aProfile = (different: Partial<ApiKeyProfile> = {}): ApiKeyProfile => ({
	id: 'p',
	secretVersion: 's',
	name: 'Work',
	method: 'api-key',
	keyKind: 'auth',
	createdAt: 0,
	...different,
});
