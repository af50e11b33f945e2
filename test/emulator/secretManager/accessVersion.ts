import { accessVersions, projectResource } from '../callers/policies.ts';
import { requireCaller } from '../callers/requireCaller.ts';
import { namedError } from '../errors/catalogue.ts';
import { errorInfo } from '../errors/details.ts';
import { invalidArgument, RpcError } from '../errors/rpcError.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { cloudPlatform } from '../oauth/scopes.ts';
import { findProject } from '../projects.ts';
import type { RouteRequest } from '../routing.ts';
import { crc32c } from './crc32c.ts';
import { type SecretVersion, secretName } from './secrets.ts';

/** https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions/access */
export async function accessVersion(request: RouteRequest): Promise<Reply> {
	const { state, params, blanks } = request;
	const { members } = await requireCaller(request, [cloudPlatform]);
	const { project: named = '', location, secret = '', version = '' } = params;
	const project = findProject(named);
	if (project === undefined) {
		throw namedError('project-invalid', { ...blanks, project: named });
	}
	const name = secretName({ ...project, location }, secret);
	if (!state.policies.allows(accessVersions, [projectResource(project.projectNumber), name], members)) {
		throw denied(`${secretName({ projectNumber: named, location }, secret)}/versions/${version}`);
	}
	const [number, found] = findVersion(name, version, state.secrets.versionsOf(name));
	const versionName = `${name}/versions/${number}`;
	if (found.state !== 'ENABLED') {
		// `latest` is the newest there is, whatever its state: nothing older is given in its place.
		throw failedPrecondition(`Secret Version [${versionName}] is in ${found.state} state.`);
	}
	const checksum = crc32c(found.payload);
	return jsonReply(200, {
		name: versionName,
		payload: {
			data: found.payload.toString('base64'),
			dataCrc32c: String(state.secrets.wrongChecksums ? (checksum + 1) % 2 ** 32 : checksum),
		},
	});
}

function findVersion(
	name: string,
	version: string,
	versions: readonly SecretVersion[],
): readonly [number: number, version: SecretVersion] {
	if (version !== 'latest' && !/^[1-9]\d*$/.test(version)) {
		throw invalidArgument(
			`The provided Secret ID [${name}/versions/${version}] does not match the expected format ` +
				'[projects/*/secrets/*/versions/*]',
		);
	}
	const number = version === 'latest' ? versions.length : Number(version);
	const found = versions[number - 1];
	if (found === undefined) {
		throw notFound(
			versions.length === 0
				? `Secret [${name}] not found or has no versions.`
				: `Secret Version [${name}/versions/${version}] not found.`,
		);
	}
	return [number, found];
}

/** Told before it is known whether there is such a secret: who may not read it does not learn that either. */
function denied(resource: string): RpcError {
	return new RpcError({
		code: 403,
		message: `Permission '${accessVersions}' denied for resource '${resource}' (or it may not exist).`,
		status: 'PERMISSION_DENIED',
		details: [errorInfo('IAM_PERMISSION_DENIED', { permission: accessVersions, resource }, 'iam.googleapis.com')],
	});
}

const notFound = (message: string) => new RpcError({ code: 404, message, status: 'NOT_FOUND' });
const failedPrecondition = (message: string) => new RpcError({ code: 400, message, status: 'FAILED_PRECONDITION' });
