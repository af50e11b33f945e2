import { jsonReply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import type { Route } from '../routing.ts';
import { type ServiceAccountControls, serviceAccountControls } from '../serviceAccounts/serviceAccountControls.ts';
import { optionalText, optionalTexts, optionalTime, text, texts } from './controlBody.ts';
import { control, controlAction } from './controlRoute.ts';

/** `Emulator.serviceAccounts` for tests in another process. */
export const serviceAccountControlRoutes: readonly Route[] = [
	control('GET', 'service-accounts', ({ state }) => {
		const { seeded, list } = serviceAccountControls(state);
		return jsonReply(200, { seeded, list });
	}),
	control('GET', 'service-accounts/key-json', async ({ state, url: { searchParams } }) => {
		const keyId = searchParams.get('keyId') ?? undefined;
		const file = await serviceAccountControls(state).keyJson(searchParams.get('email') ?? '', keyId);
		return jsonReply(200, JSON.parse(file));
	}),
	action('add', ['name', 'project'], (accounts, body) => ({
		email: accounts.add(text(body, 'name'), optionalText(body, 'project')),
	})),
	action('add-key', ['email', 'madeAt'], (accounts, body) => ({
		keyId: accounts.addKey(text(body, 'email'), optionalTime(body, 'madeAt')),
	})),
	...(['disableKey', 'enableKey', 'deleteKey'] as const).map((method) =>
		action(kebab(method), ['email', 'keyId'], (accounts, body) =>
			accounts[method](text(body, 'email'), text(body, 'keyId')),
		),
	),
	...(['disable', 'enable', 'delete'] as const).map((method) =>
		action(method, ['email'], (accounts, body) => accounts[method](text(body, 'email'))),
	),
	action('grant-delegation', ['clientId', 'scopes'], (accounts, body) =>
		accounts.grantDelegation(text(body, 'clientId'), texts(body, 'scopes')),
	),
	...(['allowImpersonation', 'forbidImpersonation'] as const).map((method) =>
		action(kebab(method), ['source', 'target'], (accounts, body) =>
			accounts[method](text(body, 'source'), text(body, 'target')),
		),
	),
	action('give-token', ['email', 'scopes'], (accounts, body) => ({
		accessToken: accounts.giveToken(text(body, 'email'), optionalTexts(body, 'scopes')),
	})),
];

function action(
	name: string,
	members: readonly string[],
	act: (accounts: ServiceAccountControls, body: JsonObject) => unknown,
): Route {
	return controlAction(`service-accounts/${name}`, members, (state, body) => act(serviceAccountControls(state), body));
}

function kebab(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
