import { bearer } from '../credentials/bearer.ts';
import { wordsOf } from '../errors/catalogue/catalogue.ts';
import type { Cause } from '../errors/cause.ts';
import type { Failure } from '../errors/failure.ts';
import { bareSecret, type Caller, exchange, wholeResponse } from '../http/exchange.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import { parseJson } from '../parseJson.ts';
import type { Credential } from '../ports.ts';
import type { TokenProfile } from '../profiles/profile.ts';
import { authorityOf } from './authority.ts';
import { crc32c } from './crc32c.ts';
import { secretHostOf } from './secretName.ts';
import type { SecretManagerSource } from './secretSource.ts';
import { sourceFailed } from './sourceFailure.ts';
import type { SourcePorts } from './sourcePorts.ts';

type Ports = Pick<SourcePorts, 'profiles' | 'tokens' | 'transport' | 'clock' | 'random'>;

/** A payload has 64 KiB at most, in base64 a third more; in UTF-16 units. */
const longestAnswer = 128 * 1024;

/** One version of a secret (https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions/access). */
export async function fromSecretManager(
	ports: Ports,
	source: SecretManagerSource,
	owner: { readonly id: string },
	signal: AbortSignal,
): Promise<Outcome<string>> {
	const profiles = await ports.profiles();
	if (profiles.kind !== 'answered') {
		return profiles;
	}
	const authority = authorityOf(profiles.value, source, owner.id);
	if (authority.kind !== 'answered') {
		return authority;
	}
	const caller = await callerOf(ports, authority.value, secretHostOf(source.name), signal);
	if (caller.kind !== 'answered') {
		return caller.kind === 'failed' ? failed(withoutToken(caller.failure, authority.value)) : caller;
	}
	const url = `https://${secretHostOf(source.name)}/v1/${source.name}:access`;
	const outcome = await exchange<string>(
		caller.value,
		{ method: 'GET', url, headers: { accept: 'application/json' } },
		async (response) => payloadOf((await wholeResponse(response, ports.clock, longestAnswer)).body, source.name),
	);
	return outcome.kind === 'failed' ? failed(explained(outcome.failure, source, authority.value)) : outcome;
}

async function callerOf(
	{ tokens, transport, clock, random }: Ports,
	profile: TokenProfile,
	host: string,
	signal: AbortSignal,
): Promise<Outcome<Caller>> {
	const cache = await tokens();
	const token = await cache.get(profile, signal);
	if (token.kind !== 'answered') {
		return token;
	}
	const credential = bearer(token.value, host);
	const renew = async (): Promise<Outcome<Credential>> => {
		const other = await cache.renew(profile, bareSecret(credential), signal);
		return other.kind === 'answered' ? answered(bearer(other.value, host)) : other;
	};
	return answered({
		transport,
		credential,
		signal,
		retry: { clock, random },
		...(profile.method === 'access-token' ? {} : { renew }),
		...(profile.quotaProject ? { headers: { 'x-goog-user-project': profile.quotaProject } } : {}),
	});
}

/** The text of a payload whose checksum fits. Nothing of an answer that is none is kept: it may be the secret. */
function payloadOf(body: string, name: string): Outcome<string> {
	const { payload } = (parseJson(body) ?? {}) as { readonly payload?: unknown };
	const { data, dataCrc32c } = (payload ?? {}) as { readonly data?: unknown; readonly dataCrc32c?: unknown };
	const bytes = typeof data === 'string' ? bytesOf(data) : undefined;
	if (!bytes) {
		return sourceFailed('manager-strange', name);
	}
	// An int64 stands in JSON as a text (https://protobuf.dev/programming-guides/json/).
	return String(dataCrc32c) === String(crc32c(bytes))
		? answered(new TextDecoder('utf-8').decode(bytes))
		: sourceFailed('manager-checksum', name);
}

function bytesOf(base64: string): Uint8Array | undefined {
	try {
		return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
	} catch {
		return undefined;
	}
}

/** Causes of the way there, which say nothing about the profile. */
const onTheWay: readonly Cause[] = ['network-unreachable', 'network-timeout', 'network-tls', 'proxy', 'server-busy'];

/** The person uses one profile and it fails for another: it is said which. */
const withoutToken = (failure: Failure, { name }: TokenProfile): Failure =>
	onTheWay.includes(failure.cause)
		? failure
		: sourceFailed('manager-no-token', name, wordsOf(failure).sentence).failure;

function explained(failure: Failure, { name }: SecretManagerSource, profile: TokenProfile): Failure {
	const { httpStatus, host, cause, error } = failure;
	const known = { ...(httpStatus === undefined ? {} : { httpStatus }), ...(host ? { host } : {}) };
	const message = error?.message ?? '';
	if (failure.source) {
		return failure;
	}
	if (httpStatus === 404) {
		return sourceFailed('manager-nothing', name, undefined, known).failure;
	}
	if (httpStatus === 400 && /\bin (?:DISABLED|DESTROYED) state/.test(message)) {
		const fault = message.includes('DESTROYED') ? 'manager-destroyed' : 'manager-disabled';
		return sourceFailed(fault, name, undefined, known).failure;
	}
	if (httpStatus === 403 && /secretmanager\.versions\.access/.test(message)) {
		return sourceFailed('manager-denied', name, profile.name, known).failure;
	}
	return ['token-invalid', 'scope-insufficient', 'credentials-missing', 'project-invalid', 'source-failed'].includes(
		cause,
	)
		? sourceFailed('manager-refused', profile.name, wordsOf(failure).sentence, known).failure
		: failure;
}
