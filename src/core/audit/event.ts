import type { Cause } from '../errors/cause.ts';

/** `method`: how the profile had its credential then. */
type OfProfile = { readonly profileId: string; readonly profileName: string; readonly method?: string };

/** How long it took, in milliseconds. */
type Timed = { readonly elapsed?: number };

/** Of a key or a secret: the first 12 hexadecimal digits of its SHA-256, which tell it from others and give nothing away. */
type OfSecret = { readonly fingerprint?: string };

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
	  } & Required<OfProfile> &
			OfSecret)
	/** `scope`: what follows the choice from now on. */
	| ({ readonly type: 'profile-switched'; readonly scope: 'folder' | 'window' | 'user' } & OfProfile)
	| ({ readonly type: 'credential-checked'; readonly result: 'accepted' | Cause } & OfProfile)
	| ({
			readonly type: 'credential-used';
			readonly purpose: string;
			readonly result: 'answered' | 'cancelled' | Cause;
	  } & OfProfile &
			Timed)
	/** A token was asked for at a token endpoint. */
	| ({
			readonly type: 'token-requested';
			readonly grantType?: string;
			readonly result: 'answered' | 'cancelled' | Cause;
	  } & OfProfile &
			Timed)
	/**
	 * A credential left Latchkey for another program. `consumer`: an extension's id, a process, or `vscode`, which hands a token to an
	 * extension that the person allows and does not say which.
	 */
	| ({
			readonly type: 'credential-handed-out';
			readonly consumer: string;
			readonly result: 'answered' | 'cancelled' | Cause;
	  } & OfProfile)
	/** A secret that lies elsewhere was fetched; `source`: the kind of place. Of a profile that is being made there is no id yet. */
	| ({
			readonly type: 'secret-fetched';
			readonly source: string;
			readonly result: 'answered' | 'cancelled' | Cause;
	  } & OfProfile &
			Timed)
	/** How a sign-in, or its end at the server, ended. Of a sign-in that is to become a profile there is no id yet. */
	| ({
			readonly type: 'sign-in-tried' | 'token-revoked';
			readonly result: 'answered' | 'cancelled' | Cause;
	  } & OfProfile)
	/** The damaged index was put aside under that name, and what could be read of it was kept. */
	| { readonly type: 'profiles-repaired'; readonly aside: string; readonly kept: number; readonly recovered: number }
	/** So many events could not be kept while nothing could be written. */
	| { readonly type: 'events-lost'; readonly count: number };
