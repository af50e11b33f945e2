import { namedError } from '../errors/catalogue.ts';
import { isLive } from '../oauth/grants.ts';
import type { RouteRequest } from '../routing.ts';
import { type Caller, memberOf } from './caller.ts';
import type { MachineToken } from './machineTokens.ts';
import { looksLikeJwt, selfSignedCaller } from './selfSignedCaller.ts';

/**
 * Who calls, by what was sent as access token. What was never a token, an API key for one, is the wrong kind; what was
 * one is out of date, and Google says so of a revoked one too.
 */
export async function readCaller(request: RouteRequest, sent: string): Promise<Caller> {
	if (looksLikeJwt(sent)) {
		return selfSignedCaller(request, sent);
	}
	const { state, blanks } = request;
	const now = state.clock();
	const person = state.oauth.grants.accessToken(sent);
	if (person !== undefined) {
		if (!isLive(person, now)) {
			throw namedError('token-expired', blanks);
		}
		const { account, projectNumber } = person.grant;
		return { kind: 'person', members: [memberOf(account.email)], scopes: person.scopes, projectNumber };
	}
	const machine = state.tokens.find(sent);
	if (machine === undefined) {
		throw namedError('token-type-unsupported', blanks);
	}
	if (now >= machine.ends) {
		throw namedError('token-expired', blanks);
	}
	return machineCaller(machine, request);
}

/** A token ends with its account: whoever disables one wants its tokens refused from then on. */
function machineCaller({ principal, scopes }: MachineToken, { blanks }: RouteRequest): Caller {
	if (principal.kind === 'federated') {
		return { kind: 'federated', members: principal.members, scopes, projectNumber: principal.projectNumber };
	}
	const { email, state, project } = principal.account;
	if (state !== 'enabled') {
		throw namedError('account-disabled', { ...blanks, email });
	}
	const member = memberOf(principal.kind === 'delegated' ? principal.subject.email : email);
	return { kind: 'service-account', members: [member], scopes, projectNumber: project.projectNumber };
}
