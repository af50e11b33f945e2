import type { JsonObject } from '../json.ts';
import type { ClientChanges, OAuthControls } from './oauthControls.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string' && value !== '';
const texts: Check = (value) => Array.isArray(value) && value.every(text);
const oneOf =
	(...values: readonly string[]): Check =>
	(value) =>
		values.includes(value as string);

const ofClient: Readonly<Record<string, Check>> = {
	kind: oneOf('installed', 'web'),
	name: (value) => typeof value === 'string' && /^[a-z0-9]{1,20}$/.test(value),
	projectId: text,
	projectNumber: text,
	redirectUris: texts,
};

const ofChanges: Readonly<Record<string, Check>> = {
	appName: text,
	state: oneOf('enabled', 'disabled', 'deleted'),
	publishingStatus: oneOf('production', 'testing'),
	testUsers: texts,
	internalTo: text,
};

/** A client that came as JSON. Throws with the member that is wrong. */
export function parseClient(body: JsonObject): Parameters<OAuthControls['addClient']>[0] {
	refuseWrong(body, ofClient);
	if (body['kind'] === undefined || body['name'] === undefined) {
		throw new TypeError('Give a "kind" and a "name".');
	}
	return body as Parameters<OAuthControls['addClient']>[0];
}

export function parseClientChanges(body: JsonObject): ClientChanges {
	refuseWrong(body, ofChanges);
	return body as ClientChanges;
}

function refuseWrong(body: JsonObject, checks: Readonly<Record<string, Check>>): void {
	for (const [name, value] of Object.entries(body)) {
		if (!Object.hasOwn(checks, name) || checks[name]?.(value) !== true) {
			throw new TypeError(`No client can have ${JSON.stringify(name)}: ${JSON.stringify(value)}.`);
		}
	}
}
