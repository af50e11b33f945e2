import type { Adapter, StoredPayload } from 'oidc-provider';

/** What an authorization server remembers, for as long as one test. */
export class ProviderStore {
	readonly #entries = new Map<string, StoredPayload>();

	/** Forgets every sign-in and every token. */
	clear(): void {
		this.#entries.clear();
	}

	adapter(model: string): Adapter {
		const entries = this.#entries;
		const find = (matches: (payload: StoredPayload) => boolean) =>
			[...entries].find(([key, payload]) => key.startsWith(`${model}:`) && matches(payload))?.[1];
		const keyOf = (id: string) => `${model}:${id}`;
		return {
			async upsert(id, payload) {
				entries.set(keyOf(id), payload);
			},
			async find(id) {
				return entries.get(keyOf(id));
			},
			async findByUid(uid) {
				return find((payload) => payload['uid'] === uid);
			},
			async findByUserCode(userCode) {
				return find((payload) => payload['userCode'] === userCode);
			},
			async consume(id) {
				const payload = entries.get(keyOf(id));
				if (payload) entries.set(keyOf(id), { ...payload, consumed: Math.floor(Date.now() / 1000) });
			},
			async destroy(id) {
				entries.delete(keyOf(id));
			},
			async revokeByGrantId(grantId) {
				for (const [key, payload] of entries) {
					if (key.startsWith(`${model}:`) && payload['grantId'] === grantId) entries.delete(key);
				}
			},
		};
	}
}
