/** Why a request got no (whole) response. `cancelled` is an outcome, the others are failures. */
export type TransportFaultKind =
	| 'cancelled'
	| 'unreachable'
	| 'timeout'
	| 'tls'
	/** A proxy on the way answered in place of the server: it wants a password (code `HTTP 407`), or does not lead there (`HTTP 403`). */
	| 'proxy-refused'
	| 'redirected'
	| 'host-not-allowed';

/** Thrown by a transport, caught in one place (http/exchange.ts). Carries no URL query and no header. */
export class TransportFault extends Error {
	override readonly name = 'TransportFault';
	readonly kind: TransportFaultKind;
	/** Host that was asked, as the person would recognise it. */
	readonly host: string;
	/** The platform's own code, such as `UND_ERR_SOCKET` or `ECONNREFUSED 127.0.0.1 port 3128`; empty where it gave none. */
	readonly code: string;

	constructor(kind: TransportFaultKind, host: string, code = '') {
		super(`${kind}: ${host}${code ? ` (${code})` : ''}`);
		this.kind = kind;
		this.host = host;
		this.code = code;
	}
}
