import { projectNumber } from './apiKeys.ts';
import { arrivalReply } from './arrivalFaults.ts';
import { readCredentials } from './credentials.ts';
import { RpcError } from './errors/rpcError.ts';
import { notFoundPage, tooLargePage } from './http/frontEndPages.ts';
import { header, preflightHeaders } from './http/headers.ts';
import type { Body } from './http/readBody.ts';
import { errorReply, htmlReply, type Reply } from './http/reply.ts';
import type { FoundRoute, RouteRequest } from './routing.ts';

/** The call as a route sees it; calls that no route takes get the same view, so that faults reach them too. */
export function routeRequest(
	given: Pick<RouteRequest, 'message' | 'url' | 'state' | 'noteFault'>,
	found: FoundRoute | undefined,
	bytes: Buffer,
): RouteRequest {
	const { message, url } = given;
	const alt = url.searchParams.get('alt') ?? url.searchParams.get('$alt');
	const key = readCredentials(message, url).find(({ kind }) => kind === 'header-key' || kind === 'query-key');
	return {
		...given,
		params: found?.params ?? {},
		bytes,
		framing: found?.route.streams ? (alt === 'sse' ? 'sse' : 'array') : undefined,
		blanks: {
			service: found?.route.service ?? '',
			method: found?.route.rpc ?? '',
			model: found?.params['model'] ?? '',
			project: projectNumber,
			referer: header(message, 'referer') ?? '<empty>',
			email: `robot@project-${projectNumber}.iam.gserviceaccount.com`,
			key: key?.value ?? '',
		},
	};
}

/** What to answer: a fault's word first, then the front end's, then the route's. */
export async function decide(request: RouteRequest, found: FoundRoute | undefined, body: Body): Promise<Reply> {
	if (found?.route.service === 'control') {
		return found.route.handle(request);
	}
	const fault = arrivalReply(request);
	if (fault !== undefined) {
		return fault;
	}
	if (request.message.method === 'OPTIONS') {
		return { kind: 'whole', status: 200, headers: preflightHeaders(request.message), body: '' };
	}
	if (body.bytes === undefined) {
		return htmlReply(413, tooLargePage());
	}
	if (found === undefined) {
		return htmlReply(404, notFoundPage(request.url.pathname), { 'referrer-policy': 'no-referrer' });
	}
	try {
		return await found.route.handle(request);
	} catch (error) {
		if (error instanceof RpcError) {
			return errorReply(error.rpc, request.framing);
		}
		throw error;
	}
}
