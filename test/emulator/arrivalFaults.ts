import { namedError } from './errors/catalogue.ts';
import { arrivalKinds } from './faults.ts';
import { obstaclePages } from './http/frontEndPages.ts';
import { errorReply, type Headers, type Reply } from './http/reply.ts';
import type { RouteRequest } from './routing.ts';

/** What a waiting fault says in place of the service; undefined where none waits for this call. */
export function arrivalReply({ message, url, state, blanks, framing, noteFault }: RouteRequest): Reply | undefined {
	const fault = state.faults.take(arrivalKinds, message.method ?? '', url.pathname);
	if (fault === undefined) {
		return undefined;
	}
	noteFault(fault.kind === 'error' ? `error ${fault.name}` : fault.kind);
	switch (fault.kind) {
		case 'error':
			return errorReply(namedError(fault.name, blanks).rpc, framing);
		case 'respond':
			return inBetween(
				fault.status,
				fault.headers ?? {},
				fault.bodyBase64 === undefined ? (fault.body ?? '') : Buffer.from(fault.bodyBase64, 'base64'),
			);
		case 'page': {
			const { status, body, headers } = obstaclePages[fault.page];
			return inBetween(status, { 'content-type': 'text/html; charset=UTF-8', ...headers }, body);
		}
		case 'redirect':
			return inBetween(
				fault.status ?? 302,
				{ 'content-type': 'text/html; charset=UTF-8', location: fault.location },
				'<HTML><BODY>The document has moved.</BODY></HTML>\n',
			);
		case 'hang':
		case 'close':
			return { kind: fault.kind };
	}
}

function inBetween(status: number, headers: Headers, body: string | Uint8Array): Reply {
	return { kind: 'whole', status, headers, body, from: 'in-between' };
}
