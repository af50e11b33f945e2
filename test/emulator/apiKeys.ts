import type { ErrorName } from './errors/catalogue.ts';

/** Where a key's refusal shows: on every call, or only where tokens are made (listing and counting stay free). */
type KeyTrouble = { readonly error: ErrorName; readonly on: 'every-call' | 'generation' };

/** The states a key can be in, and what Google answers in each. */
export const keyStates = {
	valid: undefined,
	expired: { error: 'api-key-expired', on: 'every-call' },
	leaked: { error: 'api-key-leaked', on: 'every-call' },
	'service-blocked': { error: 'api-key-service-blocked', on: 'every-call' },
	/** Answers only calls whose Referer is under `allowedReferrer`. */
	'referrer-blocked': { error: 'api-key-referrer-blocked', on: 'every-call' },
	'ip-blocked': { error: 'api-key-ip-blocked', on: 'every-call' },
	suspended: { error: 'project-suspended', on: 'every-call' },
	'project-denied': { error: 'project-denied', on: 'every-call' },
	'api-disabled': { error: 'service-disabled', on: 'every-call' },
	'free-tier-daily-spent': { error: 'quota-daily', on: 'generation' },
} as const satisfies Record<string, KeyTrouble | undefined>;

export type KeyState = keyof typeof keyStates;

export const allowedReferrer = 'https://allowed.example/';

export function isKeyState(value: unknown): value is KeyState {
	return typeof value === 'string' && Object.hasOwn(keyStates, value);
}

/**
 * Keys with the prefix and length of real ones and a marker in clear. They are put together from parts so that a
 * secret scanner that reads this repository finds nothing that looks like a credential.
 */
const seed = (prefix: string, length: number, name: string) => `${prefix}${`-EMULATOR-${name}`.padEnd(length, '-0')}`;
/** `AIza` and 35 characters. */
const standardKey = (name: string) => seed(['AI', 'za'].join(''), 35, name);
/** `AQ.` and 50 characters (Google states no length). */
const authKey = (name: string) => seed(['A', 'Q', '.'].join(''), 50, name);

export const seededKeys = {
	valid: standardKey('valid'),
	validAuth: authKey('valid'),
	expired: standardKey('expired'),
	leaked: standardKey('leaked'),
	serviceBlocked: standardKey('service-blocked'),
	referrerBlocked: standardKey('referrer-blocked'),
	suspended: standardKey('suspended'),
	projectDenied: standardKey('project-denied'),
	apiDisabled: standardKey('api-disabled'),
	freeTierDaily429: standardKey('free-tier-daily'),
} as const;

const seededStates: Readonly<Record<keyof typeof seededKeys, KeyState>> = {
	valid: 'valid',
	validAuth: 'valid',
	expired: 'expired',
	leaked: 'leaked',
	serviceBlocked: 'service-blocked',
	referrerBlocked: 'referrer-blocked',
	suspended: 'suspended',
	projectDenied: 'project-denied',
	apiDisabled: 'api-disabled',
	freeTierDaily429: 'free-tier-daily-spent',
};

/** Every key this emulator knows, with its state. */
export function seedKeyRing(): Map<string, KeyState> {
	return new Map(Object.entries(seededKeys).map(([name, key]) => [key, seededStates[name as keyof typeof seededKeys]]));
}

/** The project every key belongs to; a number no project has. */
export const projectNumber = '100000000001';
