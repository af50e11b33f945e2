import type { IncomingMessage } from 'node:http';
import type { Headers } from './reply.ts';

/** Headers every answer of a Google API carries. */
export const googleHeaders: Headers = {
	server: 'scaffolding on HTTPServer2',
	vary: 'Origin, X-Origin, Referer',
	'x-xss-protection': '0',
	'x-frame-options': 'SAMEORIGIN',
	'x-content-type-options': 'nosniff',
};

/** Google lets any page read its answers: it echoes the origin and allows no cookies by it. */
export function corsHeaders(request: IncomingMessage): Headers {
	const origin = request.headers.origin;
	if (origin === undefined) {
		return {};
	}
	return {
		'access-control-allow-origin': origin,
		'access-control-expose-headers': 'vary,content-encoding,date,server,content-length',
	};
}

/** The answer to a browser's preflight: what it asks for is allowed. */
export function preflightHeaders(request: IncomingMessage): Headers {
	const asked = request.headers['access-control-request-headers'];
	return {
		...corsHeaders(request),
		'access-control-allow-methods': 'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT',
		...(asked === undefined ? {} : { 'access-control-allow-headers': asked }),
		'access-control-max-age': '3600',
	};
}

export function header(request: IncomingMessage, name: string): string | undefined {
	const value = request.headers[name];
	return Array.isArray(value) ? value[0] : value;
}
