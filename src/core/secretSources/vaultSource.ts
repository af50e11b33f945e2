import type { Failure } from '../errors/failure.ts';
import { type Caller, exchange, wholeResponse } from '../http/exchange.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import { parseJson } from '../parseJson.ts';
import type { HttpRequest } from '../ports.ts';
import { fromEnvironment } from './localSources.ts';
import type { VaultSource } from './secretSource.ts';
import { sourceFailed } from './sourceFailure.ts';
import type { SourcePorts } from './sourcePorts.ts';

type Ports = Pick<SourcePorts, 'machine' | 'folder' | 'transport' | 'clock' | 'random'>;

/** A secret of Vault holds a megabyte at most (its own limit for the storage entry); in UTF-16 units. */
const longestAnswer = 2 * 1024 * 1024;

/**
 * One key of a secret in Vault
 * (https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#read-secret-version). Of an answer nothing is kept but this
 * key: what else the secret holds is nobody's business here.
 */
export async function fromVault(ports: Ports, source: VaultSource, signal: AbortSignal): Promise<Outcome<string>> {
	const { transport, clock, random } = ports;
	const token = fromEnvironment(ports, source.token);
	if (token.kind !== 'answered') {
		return ports.machine ? sourceFailed('vault-token-unset', source.token.name) : token;
	}
	const opening = token.value.trim();
	// What no header can carry; whoever sends it would complain of it by name.
	if (!/^[\x21-\x7e]+$/.test(opening)) {
		return sourceFailed('vault-token-unset', source.token.name);
	}
	const { host } = new URL(source.address);
	const caller: Caller = {
		transport,
		credential: { header: 'x-vault-token', value: opening, allowedHosts: [host] },
		signal,
		retry: { clock, random },
	};
	const outcome = await exchange<string>(caller, requestFor(source), async (response) => {
		const { body } = await wholeResponse(response, clock, longestAnswer);
		return keyOf(body, source);
	});
	return outcome.kind === 'failed' ? failed(explained(outcome.failure, source)) : outcome;
}

function requestFor({ address, mount, path, version, namespace }: VaultSource): HttpRequest {
	const query = version === undefined ? '' : `?version=${version}`;
	return {
		method: 'GET',
		url: `${address}/v1/${encoded(mount)}/data/${encoded(path)}${query}`,
		headers: { accept: 'application/json', ...(namespace ? { 'x-vault-namespace': encoded(namespace) } : {}) },
	};
}

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

type Json = Readonly<Record<string, unknown>>;

const recordOf = (value: unknown): Json =>
	(typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}) as Json;

/** How a secret is called in a message. */
const nameOf = ({ mount, path }: VaultSource): string => `${mount}/${path}`;

function keyOf(body: string, source: VaultSource): Outcome<string> {
	const { data } = recordOf(recordOf(parseJson(body))['data']);
	if (typeof data !== 'object' || data === null) {
		return sourceFailed('vault-strange', new URL(source.address).host);
	}
	const value = Object.hasOwn(data, source.key) ? (data as Json)[source.key] : undefined;
	return value === undefined
		? sourceFailed('vault-no-key', nameOf(source), source.key)
		: typeof value === 'string' && value !== ''
			? answered(value)
			: sourceFailed('vault-no-text', nameOf(source), source.key);
}

/** What Vault's refusals mean. Those of the way there, and of what stands before Vault, stay what they are. */
function explained(failure: Failure, source: VaultSource): Failure {
	const { httpStatus, body = '', host } = failure;
	if (httpStatus === undefined || failure.source) {
		return failure;
	}
	const json = recordOf(parseJson(body));
	const says = Array.isArray(json['errors']) ? json['errors'].join(' ') : undefined;
	const known = { httpStatus, ...(host ? { host } : {}) };
	const name = nameOf(source);
	if (httpStatus === 503 && says?.includes('sealed')) {
		return sourceFailed('vault-sealed', new URL(source.address).host, undefined, known).failure;
	}
	// It tells nobody which of the two it is.
	if (httpStatus === 403 && says !== undefined) {
		return sourceFailed('vault-denied', name, undefined, known).failure;
	}
	if (httpStatus !== 404) {
		return failure;
	}
	const { destroyed, deletion_time } = recordOf(recordOf(json['data'])['metadata']);
	if (destroyed === true) {
		return sourceFailed('vault-destroyed', name, undefined, known).failure;
	}
	if (typeof deletion_time === 'string' && deletion_time !== '') {
		return sourceFailed('vault-deleted', name, undefined, known).failure;
	}
	if (says === undefined || says.includes('no handler for route')) {
		return json['warnings'] || says
			? sourceFailed('vault-no-engine', source.mount, undefined, known).failure
			: sourceFailed('vault-strange', new URL(source.address).host, undefined, known).failure;
	}
	return source.version === undefined
		? sourceFailed('vault-nothing', name, undefined, known).failure
		: sourceFailed('vault-no-version', name, String(source.version), known).failure;
}
