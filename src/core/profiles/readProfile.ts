import { keyKinds } from '../credentials/keyKind.ts';
import type { Cause } from '../errors/cause.ts';
import { readTarget } from '../gemini/target.ts';
import type { AuthorizationServer } from '../oauth/authorizationServer.ts';
import { clientAuthMethods } from '../oauth/clientAuthMethods.ts';
import { clientKinds, type OAuthClient } from '../oauth/oauthClient.ts';
import type { SignIn } from '../oauth/signIn.ts';
import { type Check, checkStates, type Profile, profileColors, signings } from './profile.ts';

type Stored = Record<string, unknown>;

/** Parses one stored profile; undefined where it is none. What is not essential and does not parse is left out. */
export function readProfile(value: unknown): Profile | undefined {
	const stored = recordOf(value);
	const { id, secretVersion, name, createdAt } = stored;
	const { color, lastCheck, baseUrl, source, target: storedTarget } = stored;
	const target = readTarget(storedTarget);
	const own = ofMethod(stored);
	if (!isId(id) || !isId(secretVersion) || !isText(name) || !isTime(createdAt) || !own) {
		return undefined;
	}
	// Left out, the first would send to Google what is a gateway's, the second what stands for a secret, the third elsewhere.
	if (
		(baseUrl !== undefined && !isAddress(baseUrl)) ||
		(source !== undefined && !isText(recordOf(source)['kind'])) ||
		(storedTarget !== undefined && !target)
	) {
		return undefined;
	}
	return {
		id,
		secretVersion,
		name,
		createdAt,
		...own,
		...kept(stored, isTrue, 'isProtected'),
		...present('source', source),
		...present('target', target),
		...present('color', oneOf(profileColors, color)),
		...present('lastCheck', readCheck(lastCheck)),
		...kept(stored, isTime, 'expiresAt', 'lastUsedAt'),
		...kept(stored, isText, 'quotaProject', 'baseUrl'),
	} as Profile;
}

/** What profiles of a method have beside what all have. */
function ofMethod(stored: Stored): object | undefined {
	const { method, keyKind, server: storedServer, clientId, clientAuth, signIn } = stored;
	const scopes = texts(stored['scopes']);
	const server = readServer(storedServer);
	const client = readClient(stored['client']);
	switch (method) {
		case 'api-key':
			return { method, keyKind: oneOf(keyKinds, keyKind) ?? 'other' };
		case 'oauth-user':
			return server && client
				? { method, server, client, scopes, ...present('signIn', readSignIn(signIn)) }
				: undefined;
		case 'oauth-client-credentials': {
			const auth = oneOf(clientAuthMethods, clientAuth);
			const parameters = Object.fromEntries(
				Object.entries(recordOf(stored['parameters'])).filter(([, each]) => isText(each)),
			);
			return server && auth && isText(clientId)
				? { method, server, clientId, clientAuth: auth, scopes, parameters }
				: undefined;
		}
		case 'access-token':
			return { method, scopes, account: textOr(stored['account']) };
		case 'service-account': {
			const { email, keyId, projectId } = stored;
			const signing = oneOf(signings, stored['signing']);
			return isText(email) && isText(keyId) && signing
				? {
						method,
						email,
						keyId,
						projectId: textOr(projectId),
						scopes,
						signing,
						...kept(stored, isText, 'subject'),
						...kept(stored, isTime, 'keyMadeAt'),
					}
				: undefined;
		}
		case 'adc':
			return { method, scopes };
		case 'workload-identity': {
			const { audience, proofFrom } = stored;
			return isText(audience) && isText(proofFrom)
				? { method, audience, proofFrom, scopes, ...kept(stored, isText, 'host', 'email') }
				: undefined;
		}
		case 'impersonation': {
			const { email, sourceId, lifetime } = stored;
			return isText(email) && isText(sourceId) && isTime(lifetime)
				? { method, email, sourceId, delegates: texts(stored['delegates']), lifetime, scopes }
				: undefined;
		}
		default:
			return undefined;
	}
}

function readServer(value: unknown): AuthorizationServer | undefined {
	const stored = recordOf(value);
	const { issuer, token_endpoint } = stored;
	return isAddress(issuer) && isAddress(token_endpoint)
		? {
				issuer,
				token_endpoint,
				...kept(stored, isAddress, 'authorization_endpoint', 'revocation_endpoint'),
				...kept(stored, isTrue, 'authorization_response_iss_parameter_supported', 'isIssuerUnknown'),
			}
		: undefined;
}

function readClient(value: unknown): OAuthClient | undefined {
	const { id, kind: storedKind, auth: storedAuth, redirectUris } = recordOf(value);
	const kind = oneOf(clientKinds, storedKind);
	const auth = oneOf(clientAuthMethods, storedAuth);
	return isText(id) && kind && auth ? { id, kind, auth, redirectUris: texts(redirectUris) } : undefined;
}

function readSignIn(value: unknown): SignIn | undefined {
	const stored = recordOf(value);
	const { at, account, scopes, ended: end } = stored;
	const { at: endedAt, cause } = recordOf(end);
	return isTime(at)
		? {
				at,
				account: textOr(account),
				scopes: texts(scopes),
				...kept(stored, isTime, 'refreshExpiresAt'),
				...(isTime(endedAt) && isCauseLike(cause) ? { ended: { at: endedAt, cause } } : {}),
			}
		: undefined;
}

function readCheck(value: unknown): Check | undefined {
	const stored = recordOf(value);
	const { at, state } = stored;
	const known = oneOf(checkStates, state);
	return isTime(at) && known
		? { at, state: known, ...kept(stored, isCauseLike, 'cause'), ...kept(stored, isText, 'project') }
		: undefined;
}

/** The list of causes is not loaded for this: one of a newer version is kept, and shown as unknown. */
const isCauseLike = (value: unknown): value is Cause => typeof value === 'string' && /^[a-z][a-z-]{2,40}$/.test(value);
/** Ids name files and keys of the vault. */
const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
/** Which addresses may be asked is decided where they are; here they only have to be some. */
const isAddress = (value: unknown): value is string => {
	try {
		return isText(value) && /^https?:$/.test(new URL(value).protocol);
	} catch {
		return false;
	}
};
const isTrue = (value: unknown): value is true => value === true;
const textOr = (value: unknown): string => (isText(value) ? value : '');
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(isText) : []);
const recordOf = (value: unknown): Stored =>
	(typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}) as Stored;
const oneOf = <T extends string>(words: readonly T[], value: unknown): T | undefined =>
	words.find((word) => word === value);
const present = <K extends string, V>(key: K, value: V | undefined): { [_ in K]?: V } =>
	(value === undefined ? {} : { [key]: value }) as { [_ in K]?: V };
/** Those of the properties that are there and of the right kind. */
const kept = <K extends string, V>(
	stored: Stored,
	isKind: (value: unknown) => value is V,
	...keys: readonly K[]
): { [_ in K]?: V } =>
	Object.fromEntries(keys.filter((key) => isKind(stored[key])).map((key) => [key, stored[key]])) as { [_ in K]?: V };
