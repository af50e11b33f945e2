import { readCredentials } from '../credentials.ts';
import { namedError } from '../errors/catalogue.ts';
import type { RouteRequest } from '../routing.ts';
import type { Caller } from './caller.ts';
import { readCaller } from './readCaller.ts';

/** Who calls a service that takes tokens alone and wants one of these scopes. An API key tells a project and nobody in it. */
export async function requireCaller(request: RouteRequest, scopes: readonly string[]): Promise<Caller> {
	const { message, url, blanks } = request;
	const [credential, second] = readCredentials(message, url);
	if (credential === undefined) {
		throw namedError('token-missing', blanks);
	}
	if (second !== undefined) {
		throw namedError('credentials-conflict', blanks);
	}
	if (credential.kind === 'header-key' || credential.kind === 'query-key') {
		throw namedError('api-key-not-accepted', blanks);
	}
	if (credential.kind === 'other-authorization') {
		throw namedError('token-type-unsupported', blanks);
	}
	const caller = await readCaller(request, credential.value);
	if (caller.scopes?.some((scope) => scopes.includes(scope)) === false) {
		throw namedError('scope-insufficient', blanks);
	}
	return caller;
}
