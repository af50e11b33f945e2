import { TransportFault, type TransportFaultKind } from '../core/transportFault.ts';

/** Codes of Node, OpenSSL and undici; a browser gives none and says `TypeError: Failed to fetch` for all of them. */
const kindOfCode: readonly (readonly [RegExp, TransportFaultKind])[] = [
	[/^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/, 'timeout'],
	[/CERT|^ERR_(SSL|TLS)|UNABLE_TO_(GET|VERIFY)|^EPROTO$|^HOSTNAME_MISMATCH$/, 'tls'],
];

/** The fault behind an error that `fetch` or the reading of a body threw. */
export function faultOf(error: unknown, host: string, now: { cancelled: boolean; timedOut: boolean }): TransportFault {
	if (error instanceof TransportFault) {
		return error;
	}
	if (now.cancelled) {
		return new TransportFault('cancelled', host);
	}
	const code = codeOf(error);
	if (now.timedOut) {
		return new TransportFault('timeout', host, code === 'ABORT_ERR' ? '' : code);
	}
	if (isProxyAuthentication(error)) {
		return new TransportFault('proxy-authentication', host, 'HTTP 407');
	}
	return new TransportFault(kindOfCode.find(([pattern]) => pattern.test(code))?.[1] ?? 'unreachable', host, code);
}

/** The chain of causes, which undici nests, and of which a happy-eyeballs failure has several at one level. */
function* chainOf(error: unknown, depth = 0): Generator<{ readonly code?: unknown; readonly message?: unknown }> {
	if (typeof error !== 'object' || error === null || depth > 5) {
		return;
	}
	yield error;
	const { cause, errors } = error as { cause?: unknown; errors?: unknown };
	yield* chainOf(cause, depth + 1);
	for (const each of Array.isArray(errors) ? errors : []) {
		yield* chainOf(each, depth + 1);
	}
}

function codeOf(error: unknown): string {
	for (const { code } of chainOf(error)) {
		if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) {
			return code;
		}
	}
	return '';
}

/**
 * fetch turns every 407 into an error and tells no status. A proxy that refuses the CONNECT of a tunnel leaves it in the
 * message; one that answers in place of the server leaves the only network error of undici that has no message at all.
 */
function isProxyAuthentication(error: unknown): boolean {
	const [, cause] = [...chainOf(error)];
	return (
		cause !== undefined && cause.code === undefined && (cause.message === '' || /\b407\b/.test(String(cause.message)))
	);
}
