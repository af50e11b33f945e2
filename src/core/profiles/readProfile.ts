import { keyKinds } from '../credentials/keyKind.ts';
import type { Cause } from '../errors/cause.ts';
import { type Check, checkStates, type Profile, profileColors } from './profile.ts';

/** Parses one stored profile; undefined where it is none. What is not essential and does not parse is left out. */
export function readProfile(value: unknown): Profile | undefined {
	const stored = (value ?? {}) as Record<string, unknown>;
	const { id, secretVersion, name, method, createdAt } = stored;
	if (!isText(id) || !isText(secretVersion) || !isText(name) || method !== 'api-key' || !isTime(createdAt)) {
		return undefined;
	}
	const { color, expiresAt, lastUsedAt, keyKind } = stored;
	const lastCheck = readCheck(stored['lastCheck']);
	return {
		id,
		secretVersion,
		name,
		method,
		createdAt,
		keyKind: oneOf(keyKinds, keyKind) ?? 'other',
		...(stored['isProtected'] === true ? { isProtected: true } : {}),
		...present('color', oneOf(profileColors, color)),
		...present('expiresAt', isTime(expiresAt) ? expiresAt : undefined),
		...present('lastUsedAt', isTime(lastUsedAt) ? lastUsedAt : undefined),
		...present('lastCheck', lastCheck),
	};
}

function readCheck(value: unknown): Check | undefined {
	const { at, state, cause, project } = (value ?? {}) as Record<string, unknown>;
	const known = oneOf(checkStates, state);
	if (!isTime(at) || known === undefined) {
		return undefined;
	}
	return {
		at,
		state: known,
		...present('cause', isCauseLike(cause) ? cause : undefined),
		...present('project', isText(project) ? project : undefined),
	};
}

/** The list of causes is not loaded for this: one of a newer version is kept, and shown as unknown. */
const isCauseLike = (value: unknown): value is Cause => typeof value === 'string' && /^[a-z][a-z-]{2,40}$/.test(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const oneOf = <T extends string>(words: readonly T[], value: unknown): T | undefined =>
	words.find((word) => word === value);
const present = <K extends string, V>(key: K, value: V | undefined): { [_ in K]?: V } =>
	(value === undefined ? {} : { [key]: value }) as { [_ in K]?: V };
