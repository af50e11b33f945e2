import { type Cause, isCause } from '../errors/cause.ts';

/**
 * What is known about a credential. `offline`: Google was not reached; `unverified`: it was, and neither accepted nor
 * rejected the credential. A profile that was never checked is unverified too.
 */
export const checkStates = ['valid', 'rejected', 'offline', 'unverified'] as const;
export type CheckState = (typeof checkStates)[number];

/** `at` in milliseconds since the epoch; `cause` of a check that did not end well. */
export type Check = { readonly at: number; readonly state: CheckState; readonly cause?: Cause };

type Common = {
	/** UUID; names the profile in settings of the window and in the vault, and never changes. */
	readonly id: string;
	readonly name: string;
	/** Milliseconds since the epoch. */
	readonly createdAt: number;
	readonly lastCheck?: Check;
};

/** A Gemini API key; its secret is the key. */
export type ApiKeyProfile = Common & { readonly method: 'api-key' };

/** A credential under a name. Holds no secret: that lies in the vault under `vaultKey`. */
export type Profile = ApiKeyProfile;

/** Where the vault keeps the secret of a profile. */
export const vaultKey = (profileId: string): string => `profile/${profileId}`;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isCheckState = (value: unknown): value is CheckState => (checkStates as readonly unknown[]).includes(value);
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** Parses one stored profile; undefined where it is none. */
export function readProfile(value: unknown): Profile | undefined {
	const { id, name, method, createdAt, lastCheck } = (value ?? {}) as Record<string, unknown>;
	if (!isText(id) || !isText(name) || method !== 'api-key' || !isTime(createdAt)) {
		return undefined;
	}
	const check = readCheck(lastCheck);
	return { id, name, method, createdAt, ...(check ? { lastCheck: check } : {}) };
}

function readCheck(value: unknown): Check | undefined {
	const { at, state, cause } = (value ?? {}) as Record<string, unknown>;
	if (!isTime(at) || !isCheckState(state)) {
		return undefined;
	}
	return { at, state, ...(isCause(cause) ? { cause } : {}) };
}
