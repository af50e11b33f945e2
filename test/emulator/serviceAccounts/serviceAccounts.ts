import { type Project, projectOf } from '../projects.ts';
import { newServiceAccount, type ServiceAccount, seededServiceAccounts } from './serviceAccount.ts';

/** Every service account there is or was, and which clients may act for the people of a Workspace organization. */
export class ServiceAccounts {
	readonly #byEmail = new Map<string, ServiceAccount>();
	/** Unique id of a service account to the scopes an administrator has delegated to it. */
	readonly #delegations = new Map<string, Set<string>>();

	readonly #clock: () => number;

	/** `clock` gives milliseconds since 1970, for when keys are made. */
	constructor(clock: () => number) {
		this.#clock = clock;
		for (const email of Object.values(seededServiceAccounts)) {
			const [name = '', projectId = ''] = email.replace('.iam.gserviceaccount.com', '').split('@');
			this.add(name, projectOf(projectId));
		}
		this.of(seededServiceAccounts.disabled).state = 'disabled';
		this.of(seededServiceAccounts.deleted).state = 'deleted';
		for (const key of this.of(seededServiceAccounts.keyDeleted).keys) {
			key.state = 'deleted';
		}
	}

	get all(): readonly ServiceAccount[] {
		return [...this.#byEmail.values()];
	}

	add(name: string, project: Project): ServiceAccount {
		const account = newServiceAccount(name, project, this.#byEmail.size + 1, this.#clock());
		if (this.#byEmail.has(account.email)) {
			throw new TypeError(`There is a service account ${account.email} already.`);
		}
		this.#byEmail.set(account.email, account);
		return account;
	}

	/** Google takes the unique id in place of the email. */
	find(emailOrId: string): ServiceAccount | undefined {
		return this.#byEmail.get(emailOrId) ?? this.all.find(({ uniqueId }) => uniqueId === emailOrId);
	}

	of(emailOrId: string): ServiceAccount {
		const account = this.find(emailOrId);
		if (account === undefined) {
			throw new TypeError(`No service account has the email ${JSON.stringify(emailOrId)}.`);
		}
		return account;
	}

	/** Domain-wide delegation, as the Admin console grants it: to a client id, for scopes, in place of what was granted before. */
	delegate(clientId: string, scopes: readonly string[]): void {
		this.#delegations.set(clientId, new Set(scopes));
	}

	isDelegated(clientId: string, scopes: readonly string[]): boolean {
		const delegated = this.#delegations.get(clientId);
		return delegated !== undefined && scopes.every((scope) => delegated.has(scope));
	}
}
