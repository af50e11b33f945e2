import type { KeyKind } from '../credentials/keyKind.ts';
import type { Cause } from '../errors/cause.ts';
import type { Target } from '../gemini/target.ts';
import type { AuthorizationServer } from '../oauth/authorizationServer.ts';
import type { ClientAuthMethod } from '../oauth/clientAuthMethods.ts';
import type { OAuthClient } from '../oauth/oauthClient.ts';
import type { SignIn } from '../oauth/signIn.ts';
import type { StoredSource } from '../secretSources/secretSource.ts';

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
	/** When the credential ends, as the person noted it or the server said; in milliseconds since the epoch. */
	readonly expiresAt?: number;
	/** Project whose quota is used, in `x-goog-user-project`. */
	readonly quotaProject?: string;
	/** What of Google's is asked; absent: the Gemini Developer API. */
	readonly target?: Target;
	/** Where that is asked instead of at Google's own host: `https://host[/path]`, without the API version. */
	readonly baseUrl?: string;
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

type Sourced = {
	/** Where the secret is kept instead of in the vault, which then holds `keptElsewhere`; of a sign-in, where its client's is. */
	readonly source?: StoredSource;
};

/** A Gemini API key; its secret is the key. */
export type ApiKeyProfile = Common & Sourced & { readonly method: 'api-key'; readonly keyKind: KeyKind };

/** A person's sign-in with an OAuth client of their own; its secret is a UserSecret. */
export type OAuthUserProfile = Common &
	Sourced & {
		readonly method: 'oauth-user';
		readonly server: AuthorizationServer;
		readonly client: OAuthClient;
		/** What is asked for at each sign-in. */
		readonly scopes: readonly string[];
		/** Absent where nobody has signed in, or the person has signed out. */
		readonly signIn?: SignIn;
	};

/** A machine's own identity at a gateway or identity provider (RFC 6749, section 4.4); its secret is a ClientSecret. */
export type ClientCredentialsProfile = Common &
	Sourced & {
		readonly method: 'oauth-client-credentials';
		readonly server: AuthorizationServer;
		readonly clientId: string;
		readonly clientAuth: ClientAuthMethod;
		readonly scopes: readonly string[];
		/** Further parameters of the token request, such as `audience`. */
		readonly parameters: Readonly<Record<string, string>>;
	};

/** A short-lived token from elsewhere, which cannot be renewed; its secret is the token. */
export type AccessTokenProfile = Common & {
	readonly method: 'access-token';
	/** Empty where Google does not know the token. */
	readonly account: string;
	readonly scopes: readonly string[];
};

/** `exchange`: Google gives a token for a signed request. `self-signed`: the account signs its token itself, and Google is not asked. */
export const signings = ['exchange', 'self-signed'] as const;
export type Signing = (typeof signings)[number];

/** A machine's identity at Google, by a key of its own; its secret is the private key, or, kept elsewhere, the whole key file. */
export type ServiceAccountProfile = Common &
	Sourced & {
		readonly method: 'service-account';
		readonly email: string;
		readonly keyId: string;
		/** Of that key, as Google told; absent where it did not, and goes with the key. */
		readonly keyMadeAt?: number;
		/** Empty where the key file did not say. */
		readonly projectId: string;
		readonly scopes: readonly string[];
		readonly signing: Signing;
		/** Mail address of the person it acts for, where the domain delegates that. */
		readonly subject?: string;
	};

/** Another service account, by a token of another profile; it has no secret of its own. */
export type ImpersonationProfile = Common & {
	readonly method: 'impersonation';
	/** Id of the profile whose token is used; not of an API key, and never by a way that leads back here. */
	readonly sourceId: string;
	/** Of the account. */
	readonly email: string;
	/** Accounts in between: each may make tokens of the next, the last of the account. */
	readonly delegates: readonly string[];
	/** Of a token, in seconds. */
	readonly lifetime: number;
	readonly scopes: readonly string[];
};

/** Application Default Credentials: whatever lies where Google's libraries look, each time it is needed. It has no secret of its own. */
export type AdcProfile = Common & { readonly method: 'adc'; readonly scopes: readonly string[] };

/** A workload's identity elsewhere, which Google takes; its secret is the configuration, whose headers may hold one. */
export type WorkloadIdentityProfile = Common & {
	readonly method: 'workload-identity';
	/** The provider in its pool, as Google names it. */
	readonly audience: string;
	/** Where the token of the other side comes from: a path, an address, or `AWS`. */
	readonly proofFrom: string;
	/** Of that address, if it is on the net: the person allowed it. */
	readonly host?: string;
	/** Service account that is acted as, if any. */
	readonly email?: string;
	readonly scopes: readonly string[];
};

/** A credential under a name. Holds no secret: that lies in the vault under `vaultKey`. */
export type Profile =
	| ApiKeyProfile
	| OAuthUserProfile
	| ClientCredentialsProfile
	| AccessTokenProfile
	| ServiceAccountProfile
	| ImpersonationProfile
	| AdcProfile
	| WorkloadIdentityProfile;
export type Method = Profile['method'];

/** A profile that calls with an access token. */
export type TokenProfile = Exclude<Profile, ApiKeyProfile>;

/** Where the vault keeps the secret of a profile. */
export const vaultKey = ({ id, secretVersion }: Pick<Profile, 'id' | 'secretVersion'>): string =>
	`profile/${id}/${secretVersion}`;

/** Longest name, in UTF-16 units: it has to fit where it is shown. */
export const longestName = 80;
