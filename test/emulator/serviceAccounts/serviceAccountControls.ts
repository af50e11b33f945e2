import { memberOf } from '../callers/caller.ts';
import { accountResource, getAccessToken } from '../callers/policies.ts';
import { cloudPlatform } from '../oauth/scopes.ts';
import { projectOf, seededProjects } from '../projects.ts';
import type { EmulatorState } from '../routing.ts';
import { keyJson } from './keyJson.ts';
import { newKey, type ServiceAccount, type ServiceAccountKey, seededServiceAccounts } from './serviceAccount.ts';

/** A service account without its keys' secrets. */
export type ServiceAccountView = Pick<ServiceAccount, 'email' | 'uniqueId' | 'project' | 'state'> & {
	readonly keys: readonly Pick<ServiceAccountKey, 'keyId' | 'state'>[];
};

/**
 * What a test, or whoever tries the emulator out, may know and change of service accounts. Each method throws where there
 * is no such account.
 */
export type ServiceAccountControls = {
	/** Emails by what is the matter with the account. */
	readonly seeded: typeof seededServiceAccounts;
	readonly list: readonly ServiceAccountView[];
	/** Email of a further account with one key; in the first project unless another is named. */
	add(name: string, project?: string): string;
	/** The file of a key: of the account's first, unless another is named. What was deleted has its file still. */
	keyJson(email: string, keyId?: string): Promise<string>;
	/** Its id. `madeAt`: in milliseconds since 1970; now, unless told otherwise. */
	addKey(email: string, madeAt?: number): string;
	disableKey(email: string, keyId: string): void;
	enableKey(email: string, keyId: string): void;
	deleteKey(email: string, keyId: string): void;
	/** Takes effect on the tokens it has as well. */
	disable(email: string): void;
	/** After `disable` and after `delete`. */
	enable(email: string): void;
	delete(email: string): void;
	/** Domain-wide delegation to the unique id of an account, in place of what it had. */
	grantDelegation(clientId: string, scopes: readonly string[]): void;
	/** `source`: an email, or a member as IAM names it, may make tokens of the account. */
	allowImpersonation(source: string, targetEmail: string): void;
	forbidImpersonation(source: string, targetEmail: string): void;
	/** An access token without asking for one, for cloud-platform unless other scopes are named. */
	giveToken(email: string, scopes?: readonly string[]): string;
};

export function serviceAccountControls(state: EmulatorState): ServiceAccountControls {
	const { serviceAccounts, policies } = state;
	const keyOf = (email: string, keyId?: string): ServiceAccountKey => {
		const { keys } = serviceAccounts.of(email);
		const key = keyId === undefined ? keys[0] : keys.find((each) => each.keyId === keyId);
		if (key === undefined) {
			throw new TypeError(`${email} has no key ${JSON.stringify(keyId)}.`);
		}
		return key;
	};
	const setKey = (keyState: ServiceAccountKey['state']) => (email: string, keyId: string) => {
		keyOf(email, keyId).state = keyState;
	};
	const setAccount = (accountState: ServiceAccount['state']) => (email: string) => {
		serviceAccounts.of(email).state = accountState;
	};
	return {
		seeded: seededServiceAccounts,
		get list() {
			return serviceAccounts.all.map(viewOf);
		},
		add: (name, project) => serviceAccounts.add(name, projectOf(project ?? seededProjects.first.projectId)).email,
		keyJson: async (email, keyId) => keyJson(serviceAccounts.of(email), keyOf(email, keyId)),
		addKey: (email, madeAt = state.clock()) => {
			const key = newKey(email, madeAt);
			serviceAccounts.of(email).keys.push(key);
			return key.keyId;
		},
		disableKey: setKey('disabled'),
		enableKey: setKey('enabled'),
		deleteKey: setKey('deleted'),
		disable: setAccount('disabled'),
		enable: setAccount('enabled'),
		delete: setAccount('deleted'),
		grantDelegation: (clientId, scopes) => serviceAccounts.delegate(serviceAccounts.of(clientId).uniqueId, scopes),
		allowImpersonation: (source, targetEmail) =>
			policies.allow(getAccessToken, accountResource(serviceAccounts.of(targetEmail).email), memberOf(source)),
		forbidImpersonation: (source, targetEmail) =>
			policies.forbid(getAccessToken, accountResource(serviceAccounts.of(targetEmail).email), memberOf(source)),
		giveToken: (email, scopes = [cloudPlatform]) =>
			state.tokens.give(
				{ kind: 'service-account', account: serviceAccounts.of(email) },
				scopes,
				state.clock() + state.oauth.settings.accessTokenSeconds * 1000,
			),
	};
}

function viewOf({ keys, ...account }: ServiceAccount): ServiceAccountView {
	return { ...account, keys: keys.map(({ keyId, state }) => ({ keyId, state })) };
}
