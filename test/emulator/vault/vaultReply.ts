import { randomUUID } from 'node:crypto';

/** What Vault answers: a status and JSON in one line. */
export type VaultReply = { readonly status: number; readonly body: object };

/** https://developer.hashicorp.com/vault/api-docs#error-response; nothing there is a list of no errors. */
export const vaultErrors = (status: number, ...errors: readonly string[]): VaultReply => ({ status, body: { errors } });

/** Around everything that an engine says. */
export const vaultAnswer = (
	status: number,
	data: object | null,
	warnings: readonly string[] | null = null,
): VaultReply => ({
	status,
	body: {
		request_id: randomUUID(),
		lease_id: '',
		renewable: false,
		lease_duration: 0,
		data,
		wrap_info: null,
		warnings,
		auth: null,
		mount_type: 'kv',
	},
});
