import { badRequest } from '../errors/details.ts';
import { RpcError } from '../errors/rpcError.ts';

/** Parameters every Google API takes (https://cloud.google.com/apis/docs/system-parameters). */
const systemParameters: readonly string[] = [
	...['key', 'access_token', 'oauth_token', 'alt', 'callback', 'fields', 'prettyPrint', 'quotaUser', 'uploadType'],
	...['upload_protocol', '$alt', '$.xgafv', '$fields', '$prettyPrint', '$userProject', '$httpHeaders'],
];

/** A query parameter that belongs to no field of the request is refused, not passed over. */
export function checkQuery(url: URL, own: readonly string[]): void {
	const unknown = [...url.searchParams.keys()].filter(
		(name) => !systemParameters.includes(name) && !own.includes(name),
	);
	if (unknown.length === 0) {
		return;
	}
	const fieldViolations = unknown.map((name) => ({
		description: `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
	}));
	throw new RpcError({
		code: 400,
		message: fieldViolations.map(({ description }) => description).join('\n'),
		status: 'INVALID_ARGUMENT',
		details: [badRequest(fieldViolations)],
	});
}
