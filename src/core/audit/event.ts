import type { Cause } from '../errors/cause.ts';

type OfProfile = { readonly profileId: string; readonly profileName: string };

/** One thing that happened to a credential: names, ids and causes, never a value. */
export type AuditEvent =
	| ({ readonly type: 'profile-added'; readonly method: string } & OfProfile)
	| ({ readonly type: 'profile-deleted' } & OfProfile)
	| ({ readonly type: 'profile-switched' } & OfProfile)
	| ({ readonly type: 'credential-checked'; readonly result: 'accepted' | Cause } & OfProfile)
	| ({
			readonly type: 'credential-used';
			readonly purpose: string;
			readonly result: 'answered' | 'cancelled' | Cause;
	  } & OfProfile);
