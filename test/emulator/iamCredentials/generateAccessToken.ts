import { memberOf } from '../callers/caller.ts';
import { accountResource, getAccessToken } from '../callers/policies.ts';
import { requireCaller } from '../callers/requireCaller.ts';
import { namedError } from '../errors/catalogue.ts';
import { decodePath } from '../http/decodePath.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { cloudPlatform, iamScope } from '../oauth/scopes.ts';
import type { RouteRequest } from '../routing.ts';
import type { ServiceAccount } from '../serviceAccounts/serviceAccount.ts';
import { readAccountName, readTokenRequest } from './tokenRequest.ts';

/**
 * `projects.serviceAccounts.generateAccessToken`: whoever may, makes a token of another account
 * (https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken). With
 * delegates, each has to be allowed to the one before it, and the last of them to the account.
 */
export async function generateAccessToken(request: RouteRequest): Promise<Reply> {
	const { state, params, blanks } = request;
	const caller = await requireCaller(request, [cloudPlatform, iamScope]);
	const asked = readTokenRequest(request.bytes);
	const name = `projects/${params['project']}/serviceAccounts/${decodePath(params['email'] ?? '')}`;
	const chain = [...asked.delegates, name].map((each) => accountNamed(each, request));
	let members = caller.members;
	for (const { email } of chain) {
		if (!state.policies.allows(getAccessToken, [accountResource(email)], members)) {
			throw namedError('impersonation-denied', blanks);
		}
		members = [memberOf(email)];
	}
	const account = chain.at(-1);
	if (account === undefined) {
		throw namedError('impersonation-denied', blanks);
	}
	const ends = state.clock() + asked.lifetimeSeconds * 1000;
	return jsonReply(200, {
		accessToken: state.tokens.give({ kind: 'service-account', account }, asked.scopes, ends),
		expireTime: new Date(ends).toISOString().replace(/\.\d+Z$/, 'Z'),
	});
}

function accountNamed(name: string, { state, blanks }: RouteRequest): ServiceAccount {
	const email = readAccountName(name);
	const account = state.serviceAccounts.find(email);
	if (account === undefined || account.state !== 'enabled') {
		throw namedError('service-account-unknown', { ...blanks, email });
	}
	return account;
}
