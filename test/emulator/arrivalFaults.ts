import { namedError } from './errors/catalogue.ts';
import { oauthErrors } from './errors/oauthErrors.ts';
import { arrivalKinds, type Fault } from './faults.ts';
import { formedErrorReply } from './http/errorForms.ts';
import { obstaclePages } from './http/frontEndPages.ts';
import { oauthReply } from './http/oauthReply.ts';
import { errorReply, type Headers, type Reply } from './http/reply.ts';
import type { RouteRequest } from './routing.ts';

/** What a waiting fault says in place of the service; undefined where none waits for this call. */
export function arrivalReply({ message, url, state, blanks, framing, noteFault }: RouteRequest): Reply | undefined {
	const fault = state.faults.take(arrivalKinds, message.method ?? '', url.pathname);
	if (fault === undefined) {
		return undefined;
	}
	noteFault(describeFault(fault));
	switch (fault.kind) {
		case 'error':
			return fault.form === undefined
				? errorReply(namedError(fault.name, blanks).rpc, framing)
				: formedErrorReply(namedError(fault.name, blanks).rpc, fault.form);
		case 'oauth':
			return oauthReply(oauthErrors[fault.name]);
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

function describeFault(fault: Fault): string {
	const form = fault.kind === 'error' && fault.form !== undefined ? ` ${fault.form}` : '';
	return fault.kind === 'error' || fault.kind === 'oauth' ? `${fault.kind} ${fault.name}${form}` : fault.kind;
}

function inBetween(status: number, headers: Headers, body: string | Uint8Array): Reply {
	return { kind: 'whole', status, headers, body, from: 'in-between' };
}
