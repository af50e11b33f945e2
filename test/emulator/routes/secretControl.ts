import type { JsonObject } from '../json.ts';
import type { Route } from '../routing.ts';
import { type SecretControls, type SecretRef, secretControls } from '../secretManager/secretControls.ts';
import { oneOf, optionalText, text } from './controlBody.ts';
import { controlAction } from './controlRoute.ts';

const place = ['secretId', 'project', 'location'] as const;

/** `Emulator.secrets` for tests in another process. */
export const secretControlRoutes: readonly Route[] = [
	action('versions', [...place, 'payload'], (secrets, body) => ({
		version: secrets.addVersion(readRef(body), text(body, 'payload')),
	})),
	action('version-state', [...place, 'version', 'state'], (secrets, body) =>
		secrets.setVersionState(
			readRef(body),
			Number(body['version']),
			oneOf(body, 'state', ['ENABLED', 'DISABLED', 'DESTROYED']),
		),
	),
	action('allow-access', [...place, 'member'], (secrets, body) =>
		secrets.allowAccess(text(body, 'member'), readRef(body)),
	),
	action('allow-project', ['member', 'project'], (secrets, body) =>
		secrets.allowProject(text(body, 'member'), optionalText(body, 'project')),
	),
	action('forbid-project', ['member', 'project'], (secrets, body) =>
		secrets.forbidProject(text(body, 'member'), optionalText(body, 'project')),
	),
	action('wrong-checksums', ['wrong'], (secrets, { wrong }) => {
		if (typeof wrong !== 'boolean') {
			throw new TypeError('Give {"wrong": true or false}.');
		}
		secrets.sendWrongChecksums(wrong);
	}),
];

function action(
	name: string,
	members: readonly string[],
	act: (secrets: SecretControls, body: JsonObject) => unknown,
): Route {
	return controlAction(`secrets/${name}`, members, (state, body) => act(secretControls(state), body));
}

function readRef(body: JsonObject): SecretRef {
	const project = optionalText(body, 'project');
	const location = optionalText(body, 'location');
	return {
		secretId: text(body, 'secretId'),
		...(project === undefined ? {} : { project }),
		...(location === undefined ? {} : { location }),
	};
}
