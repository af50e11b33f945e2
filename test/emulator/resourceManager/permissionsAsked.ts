import { badRequest } from '../errors/details.ts';
import { invalidArgument, RpcError } from '../errors/rpcError.ts';
import { isObject } from '../json.ts';

/** `service.resource.verb`, written out: wildcards are not allowed (google/iam/v1/iam_policy.proto). */
const isPermission = (value: unknown): value is string =>
	typeof value === 'string' && /^[a-z][\w-]*(?:\.\w+){2,}$/.test(value);

/** The `permissions` of a TestIamPermissionsRequest, each once. */
export function readPermissions(body: unknown): readonly string[] {
	if (!isObject(body)) {
		throw invalidArgument('Request contains an invalid argument.');
	}
	const unknown = Object.keys(body).find((name) => name !== 'permissions');
	if (unknown !== undefined) {
		throw malformed(`Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`);
	}
	const { permissions } = body;
	if (!Array.isArray(permissions) || permissions.length === 0) {
		throw invalidArgument('Request contains an invalid argument.');
	}
	const wrong = permissions.find((each) => !isPermission(each));
	if (wrong !== undefined) {
		throw invalidArgument(`Permission ${String(wrong)} is not valid for this resource.`);
	}
	return [...new Set(permissions.filter(isPermission))];
}

const malformed = (description: string) =>
	new RpcError({
		code: 400,
		message: description,
		status: 'INVALID_ARGUMENT',
		details: [badRequest([{ description }])],
	});
