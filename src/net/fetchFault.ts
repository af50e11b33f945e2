import { TransportFault, type TransportFaultKind } from '../core/transportFault.ts';

/** Codes of Node, OpenSSL and undici; a browser gives none and says `TypeError: Failed to fetch` for all of them. */
const kindOfCode: readonly (readonly [RegExp, TransportFaultKind])[] = [
	[/^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/, 'timeout'],
	[/CERT|^ERR_(SSL|TLS)|UNABLE_TO_(GET|VERIFY)|^EPROTO$|^HOSTNAME_MISMATCH$|^UND_ERR_PRX_TLS$/, 'tls'],
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
	const refusal = refusalOfProxy(error);
	if (refusal !== undefined) {
		return new TransportFault('proxy-refused', host, refusal);
	}
	const kind = kindOfCode.find(([pattern]) => pattern.test(code))?.[1] ?? 'unreachable';
	return new TransportFault(kind, host, kind === 'unreachable' ? `${code}${peerOf(error)}` : code);
}

type Link = { readonly [member in 'code' | 'message' | 'syscall' | 'address' | 'port']?: unknown };

/** The chain of causes, which undici nests, and of which a happy-eyeballs failure has several at one level. */
function* chainOf(error: unknown, depth = 0): Generator<Link> {
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

/** The address that could not be reached, with a space before it: where it is not the server's, a proxy is what is missing. */
function peerOf(error: unknown): string {
	for (const { syscall, address, port } of chainOf(error)) {
		if (syscall === 'connect' && typeof address === 'string' && typeof port === 'number') {
			return ` ${address.includes(':') ? `[${address}]` : address}:${port}`;
		}
	}
	return '';
}

/**
 * fetch turns every 407 into an error and tells no status. A proxy that refuses the CONNECT of a tunnel leaves its status in
 * the message (undici: `Proxy response (403) !== 200 when HTTP Tunneling`, with or without a code); one that answers in place
 * of the server leaves the only network error of undici that has neither code nor message.
 */
function refusalOfProxy(error: unknown): string | undefined {
	const [, cause] = [...chainOf(error)];
	const message = String(cause?.message ?? '');
	const status = /^Proxy response \((\d{3})\)/.exec(message)?.[1];
	const isSilent = cause !== undefined && cause.code === undefined && (message === '' || /\b407\b/.test(message));
	if (status === '407' || isSilent) {
		return 'HTTP 407';
	}
	return status === undefined ? undefined : `CONNECT HTTP ${status}`;
}
