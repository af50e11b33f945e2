import type { KeyKind } from '../credentials/keyKind.ts';
import type { Cause } from '../errors/cause.ts';

/** What a live check can find. `offline`: Google was not reached; `unverified`: it was, and neither accepted nor rejected. */
export const checkStates = ['valid', 'rejected', 'offline', 'unverified'] as const;
export type CheckState = (typeof checkStates)[number];

/** `at` in milliseconds since the epoch; `cause` of a check that did not end well; `project` as far as Google named it. */
export type Check = {
	readonly at: number;
	readonly state: CheckState;
	readonly cause?: Cause;
	/** Number or id of the project, without `projects/`. */
	readonly project?: string;
};

/** Colors that VS Code has in every theme (`charts.…`). */
export const profileColors = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;
export type ProfileColor = (typeof profileColors)[number];

/** Everything a person can change about a profile without touching its secret. */
export type ProfileTraits = {
	readonly name: string;
	/** A person is asked before anything is sent with it. */
	readonly isProtected?: boolean;
	readonly color?: ProfileColor;
	/** When the credential ends, as the person noted it; in milliseconds since the epoch. */
	readonly expiresAt?: number;
};

type Common = ProfileTraits & {
	/** UUID; names the profile in settings of the window and in the vault, and never changes. */
	readonly id: string;
	/** UUID; another for each secret that the profile ever had, so that none is ever mistaken for the other. */
	readonly secretVersion: string;
	/** In milliseconds since the epoch, as are the other times. */
	readonly createdAt: number;
	readonly lastCheck?: Check;
	readonly lastUsedAt?: number;
};

/** A Gemini API key; its secret is the key. */
export type ApiKeyProfile = Common & { readonly method: 'api-key'; readonly keyKind: KeyKind };

/** A credential under a name. Holds no secret: that lies in the vault under `vaultKey`. */
export type Profile = ApiKeyProfile;

/** Where the vault keeps the secret of a profile. */
export const vaultKey = ({ id, secretVersion }: Pick<Profile, 'id' | 'secretVersion'>): string =>
	`profile/${id}/${secretVersion}`;

/** Longest name, in UTF-16 units: it has to fit where it is shown. */
export const longestName = 80;
