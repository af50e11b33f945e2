import type { JSONWebKeySet } from 'jose';
import { type FederationControls, federationControls, type ProviderChanges } from '../federation/federationControls.ts';
import { jsonReply } from '../http/reply.ts';
import { isObject, type JsonObject } from '../json.ts';
import { metadataControls } from '../metadata/metadataControls.ts';
import type { Route } from '../routing.ts';
import { oneOf, optionalText, optionalTexts, text, textMap, texts } from './controlBody.ts';
import { control, controlAction } from './controlRoute.ts';

const changes = ['state', 'attributes', 'condition', 'issuer', 'allowedAudiences', 'jwks'] as const;
const states = ['ACTIVE', 'DISABLED', 'DELETED'] as const;

/** `Emulator.federation` and `Emulator.metadata` for tests in another process. */
export const federationControlRoutes: readonly Route[] = [
	control('GET', 'federation', ({ state }) => {
		const { providers, poolId, issuer, aws, audienceOf } = federationControls(state);
		const audiences = Object.values(providers).map((providerId) => [providerId, audienceOf(providerId)]);
		return jsonReply(200, { providers, poolId, issuer, aws, audiences: Object.fromEntries(audiences) });
	}),
	action('subject-token', ['claims', 'providerId'], async (federation, body) => ({
		subjectToken: await federation.subjectToken(readClaims(body), optionalText(body, 'providerId')),
	})),
	action('credential-json', ['providerId', 'source', 'serviceAccount'], (federation, body) => {
		const serviceAccount = optionalText(body, 'serviceAccount');
		const options = {
			...(isObject(body['source']) ? { source: body['source'] } : {}),
			...(serviceAccount === undefined ? {} : { serviceAccount }),
		};
		return JSON.parse(federation.credentialJson(text(body, 'providerId'), options));
	}),
	action('providers', ['providerId', 'poolId', ...changes], (federation, body) =>
		federation.addProvider(text(body, 'providerId'), readChanges(body), optionalText(body, 'poolId')),
	),
	action('provider', ['providerId', ...changes], (federation, body) =>
		federation.changeProvider(text(body, 'providerId'), readChanges(body)),
	),
	action('pool', ['poolId', 'state'], (federation, body) =>
		federation.changePool(text(body, 'poolId'), oneOf(body, 'state', states)),
	),
	...(['allowUse', 'forbidUse'] as const).map((method) =>
		action(method === 'allowUse' ? 'allow-use' : 'forbid-use', ['member', 'project'], (federation, body) =>
			federation[method](text(body, 'member'), optionalText(body, 'project')),
		),
	),
	control('GET', 'metadata', ({ state }) => jsonReply(200, metadataControls(state).current)),
	controlAction('metadata/on', ['email', 'scopes'], (state, body) =>
		metadataControls(state).turnOn({
			...(body['email'] === undefined ? {} : { email: text(body, 'email') }),
			...(body['scopes'] === undefined ? {} : { scopes: texts(body, 'scopes') }),
		}),
	),
	controlAction('metadata/off', [], (state) => metadataControls(state).turnOff()),
];

function action(
	name: string,
	members: readonly string[],
	act: (federation: FederationControls, body: JsonObject) => unknown,
): Route {
	return controlAction(`federation/${name}`, members, (state, body) => act(federationControls(state), body));
}

/** A claim that is null is left out. */
function readClaims(body: JsonObject): JsonObject {
	const claims = body['claims'] ?? {};
	if (!isObject(claims)) {
		throw new TypeError('Give {"claims": an object}.');
	}
	return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, value ?? undefined]));
}

function readChanges(body: JsonObject): ProviderChanges {
	const has = (name: (typeof changes)[number]) => body[name] !== undefined;
	const allowedAudiences = optionalTexts(body, 'allowedAudiences');
	return {
		...(has('state') ? { state: oneOf(body, 'state', states) } : {}),
		...(has('attributes') ? { attributes: textMap(body, 'attributes') } : {}),
		...(has('condition') ? { condition: textMap(body, 'condition') } : {}),
		...(has('issuer') ? { issuer: text(body, 'issuer') } : {}),
		...(allowedAudiences === undefined ? {} : { allowedAudiences }),
		...(has('jwks') ? { jwks: readJwks(body['jwks']) } : {}),
	};
}

function readJwks(value: unknown): JSONWebKeySet {
	if (!isObject(value) || !Array.isArray(value['keys'])) {
		throw new TypeError('Give {"jwks": {"keys": […]}}.');
	}
	return value as unknown as JSONWebKeySet;
}
