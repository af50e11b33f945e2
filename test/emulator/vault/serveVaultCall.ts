import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodePath } from '../http/decodePath.ts';
import { header } from '../http/headers.ts';
import { joinPath, type KvStore } from './kvStore.ts';
import { readSecret } from './readSecret.ts';
import { type VaultReply, vaultErrors } from './vaultReply.ts';
import { mayRead, type VaultPolicy } from './vaultToken.ts';

/** A call that arrived, without its token. */
export type VaultCall = {
	readonly method: string;
	readonly path: string;
	readonly namespace: string | undefined;
	readonly hasToken: boolean;
	readonly status: number;
};

export type VaultState = {
	readonly store: KvStore;
	readonly tokens: Map<string, VaultPolicy>;
	sealed: boolean;
};

/** Answers one call, and gives the record of it. */
export function serveVaultCall(message: IncomingMessage, response: ServerResponse, state: VaultState): VaultCall {
	const { pathname, searchParams } = new URL(message.url ?? '/', 'http://vault.invalid');
	const { status, body } = answer(message, pathname, searchParams, state);
	message.resume();
	response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
	response.end(`${JSON.stringify(body)}\n`);
	return {
		method: message.method ?? '',
		path: pathname,
		namespace: header(message, 'x-vault-namespace'),
		hasToken: message.headers['x-vault-token'] !== undefined,
		status,
	};
}

function answer(
	message: IncomingMessage,
	pathname: string,
	query: URLSearchParams,
	{ store, tokens, sealed }: VaultState,
): VaultReply {
	if (pathname === '/v1/sys/health') {
		return { status: sealed ? 503 : 200, body: { initialized: true, sealed, standby: false } };
	}
	if (sealed) {
		return vaultErrors(503, 'Vault is sealed');
	}
	const called = /^\/v1\/(.+)$/.exec(decodePath(pathname))?.[1];
	if (called === undefined) {
		return vaultErrors(404);
	}
	// A namespace may be named in the path as well (https://developer.hashicorp.com/vault/docs/enterprise/namespaces#usage).
	const path = joinPath(header(message, 'x-vault-namespace') ?? '', called);
	if (!mayRead(tokens.get(header(message, 'x-vault-token') ?? ''), path)) {
		return vaultErrors(403, 'permission denied');
	}
	return message.method === 'GET'
		? readSecret(store, path, query.get('version'))
		: vaultErrors(405, 'unsupported operation');
}
