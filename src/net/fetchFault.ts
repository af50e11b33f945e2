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
	if (refusal) {
		return new TransportFault('proxy-refused', host, `HTTP ${refusal}`);
	}
	const kind = kindOfCode.find(([pattern]) => pattern.test(code))?.[1] ?? 'unreachable';
	return new TransportFault(kind, host, kind === 'unreachable' ? `${code}${peerOf(error)}` : code);
}

type Link = { readonly [member in 'code' | 'message' | 'address' | 'port']?: unknown };

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
	const peer = [...chainOf(error)].find(({ port }) => port);
	return peer ? ` ${peer.address} port ${peer.port}` : '';
}

/**
 * The HTTP status a proxy refused with. fetch turns it into an error: a tunnel that was refused leaves it in a message (undici:
 * `Proxy response (403) !== 200 when HTTP Tunneling`), which VS Code's fetch has two layers below its own error; a 407 that
 * came in place of the server's answer is the only network error of undici that has neither code nor message.
 */
function refusalOfProxy(error: unknown): string | undefined {
	const [, ...causes] = chainOf(error);
	const said = causes.map(({ message }) => /^Proxy response .(\d+)/.exec(String(message))?.[1]).find(Boolean);
	return said ?? (causes[0]?.message === '' && causes[0].code === undefined ? '407' : undefined);
}
