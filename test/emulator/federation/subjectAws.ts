import { isObject } from '../json.ts';
import { TokenRefused } from '../oauth/tokenRefused.ts';
import { seededAwsCredentials } from './awsCredentials.ts';
import { isSignedWith, readAuthorization, type SignedRequest } from './awsSignature.ts';
import { type AwsProvider, audienceOf } from './provider.ts';
import type { Subject } from './subject.ts';

/** AWS takes a signature for so long. */
const quarterOfAnHour = 15 * 60 * 1000;
const anHour = 3600;

/**
 * A subject token that is a signed call of `GetCallerIdentity`, as JSON encoded for a URL
 * (https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds). Google sends it to AWS; the emulator
 * knows the one secret there is, and so needs to ask nobody.
 */
export function awsSubject(token: string, provider: AwsProvider, now: number): Subject {
	const request = readRequest(token);
	const { accessKeyId, secretAccessKey, accountId, arn, userId } = seededAwsCredentials;
	// Without it, a call that was signed for somebody else could be brought here.
	const target = request.headers.get('x-goog-cloud-target-resource')?.replace(/^https:/, '');
	const authorization = readAuthorization(request.headers.get('authorization') ?? '');
	if (authorization === undefined || target !== audienceOf(provider) || !asksWhoItIs(request)) {
		throw new TokenRefused('aws-credentials-malformed');
	}
	if (authorization.accessKeyId !== accessKeyId) {
		throw refusedByAws('InvalidClientTokenId');
	}
	if (Math.abs(dateOf(request) - now) > quarterOfAnHour || !isSignedWith(request, authorization, secretAccessKey)) {
		throw refusedByAws('SignatureDoesNotMatch');
	}
	// In which words Google refuses another account of AWS is not documented.
	if (provider.accountId !== accountId) {
		throw new TokenRefused('attribute-condition');
	}
	return { claims: { account: accountId, arn, userid: userId }, lifeSeconds: anHour };
}

const refusedByAws = (code: string) =>
	new TokenRefused('aws-refused', `Received invalid AWS response of type ${code}.`);

function readRequest(token: string): SignedRequest {
	try {
		const read: unknown = JSON.parse(decodeURIComponent(token));
		if (isObject(read) && Array.isArray(read['headers'])) {
			const headers = read['headers'].map(({ key, value }): [string, string] => [
				String(key).toLowerCase(),
				String(value),
			]);
			return { method: String(read['method']), url: new URL(String(read['url'])), headers: new Map(headers) };
		}
	} catch {
		// Said below.
	}
	throw new TokenRefused('aws-credentials-malformed');
}

function asksWhoItIs({ method, url, headers }: SignedRequest): boolean {
	return (
		method === 'POST' &&
		/^sts(?:\.[a-z0-9-]+)?\.amazonaws\.com$/.test(url.hostname) &&
		headers.get('host') === url.hostname &&
		url.searchParams.get('Action') === 'GetCallerIdentity'
	);
}

/** `20260102T030405Z` */
function dateOf({ headers }: SignedRequest): number {
	const date = (headers.get('x-amz-date') ?? '').replace(
		/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
		'$1-$2-$3T$4:$5:$6Z',
	);
	return Date.parse(date) || 0;
}
