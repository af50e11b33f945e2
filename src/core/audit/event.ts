import type { Cause } from '../errors/cause.ts';

type OfProfile = { readonly profileId: string; readonly profileName: string };

/** One thing that happened to a credential: names, ids and causes, never a value. */
export type AuditEvent =
	| ({
			readonly type:
				| 'profile-added'
				| 'profile-restored'
				| 'profile-edited'
				| 'profile-deleted'
				| 'secret-replaced'
				| 'signed-in'
				| 'signed-out'
				| 'sign-in-ended'
				| 'token-refreshed';
			readonly method: string;
	  } & OfProfile)
	/** `scope`: what follows the choice from now on. */
	| ({ readonly type: 'profile-switched'; readonly scope: 'folder' | 'window' | 'user' } & OfProfile)
	| ({ readonly type: 'credential-checked'; readonly result: 'accepted' | Cause } & OfProfile)
	| ({
			readonly type: 'credential-used';
			readonly purpose: string;
			readonly result: 'answered' | 'cancelled' | Cause;
	  } & OfProfile)
	/** A token was asked for at a token endpoint; or given to VS Code, which hands it to another extension if the person allows that. */
	| ({
			readonly type: 'token-requested' | 'token-given-to-vscode';
			readonly grantType?: string;
			readonly result: 'answered' | 'cancelled' | Cause;
	  } & OfProfile)
	/** A secret that lies elsewhere was fetched; `source`: the kind of place. Of a profile that is being made there is no id yet. */
	| ({
			readonly type: 'secret-fetched';
			readonly source: string;
			readonly result: 'answered' | 'cancelled' | Cause;
	  } & OfProfile)
	/** How a sign-in, or its end at the server, ended. Of a sign-in that is to become a profile there is no id yet. */
	| ({
			readonly type: 'sign-in-tried' | 'token-revoked';
			readonly result: 'answered' | 'cancelled' | Cause;
	  } & OfProfile)
	/** The damaged index was put aside under that name, and what could be read of it was kept. */
	| { readonly type: 'profiles-repaired'; readonly aside: string; readonly kept: number; readonly recovered: number };
