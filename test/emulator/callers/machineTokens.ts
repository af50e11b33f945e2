import type { Account } from '../oauth/accounts.ts';
import { newFederatedToken, newMachineToken } from '../oauth/opaqueValues.ts';
import type { ServiceAccount } from '../serviceAccounts/serviceAccount.ts';

/** For whom a token speaks. */
export type Principal =
	| { readonly kind: 'service-account'; readonly account: ServiceAccount }
	/** The account acts for a person of an organization. */
	| { readonly kind: 'delegated'; readonly account: ServiceAccount; readonly subject: Account }
	/** Somebody whom another identity provider knows. */
	| { readonly kind: 'federated'; readonly members: readonly string[]; readonly projectNumber: string };

/** `ends` in milliseconds since 1970. */
export type MachineToken = {
	readonly principal: Principal;
	readonly scopes: readonly string[];
	readonly ends: number;
};

/** Access tokens that no person consented to. Dead ones are kept: they are told apart from what never was a token. */
export class MachineTokens {
	readonly #tokens = new Map<string, MachineToken>();

	give(principal: Principal, scopes: readonly string[], ends: number): string {
		const token = principal.kind === 'federated' ? newFederatedToken() : newMachineToken();
		this.#tokens.set(token, { principal, scopes, ends });
		return token;
	}

	find(token: string): MachineToken | undefined {
		return this.#tokens.get(token);
	}
}
