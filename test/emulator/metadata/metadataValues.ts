import type { Reply } from '../http/reply.ts';
import { cloudPlatform, isMachineScope } from '../oauth/scopes.ts';
import type { RouteRequest } from '../routing.ts';
import { machineIdToken } from '../serviceAccounts/machineIdToken.ts';
import type { ServiceAccount } from '../serviceAccounts/serviceAccount.ts';
import { metadataJson, metadataText } from './metadataReply.ts';

type Value = (request: RouteRequest, account: ServiceAccount) => Reply | Promise<Reply>;

const text =
	(tell: (account: ServiceAccount, request: RouteRequest) => string): Value =>
	(request, account) =>
		metadataText(tell(account, request));

const machine = { id: '1000000000000000001', name: 'latchkey-machine', zone: 'us-central1-a' } as const;

/**
 * What the metadata server knows, by path (https://cloud.google.com/compute/docs/metadata/predefined-metadata-keys). The
 * attached account stands here under `default`; its email is another name of the same directory.
 */
export const metadataValues: Readonly<Record<string, Value>> = {
	'project/project-id': text(({ project }) => project.projectId),
	'project/numeric-project-id': text(({ project }) => project.projectNumber),
	'instance/id': text(() => machine.id),
	'instance/name': text(() => machine.name),
	'instance/zone': text(({ project }) => `projects/${project.projectNumber}/zones/${machine.zone}`),
	'instance/service-accounts/default/aliases': text(() => 'default\n'),
	'instance/service-accounts/default/email': text(({ email }) => email),
	'instance/service-accounts/default/identity': identity,
	'instance/service-accounts/default/scopes': text((_, { state }) => `${state.metadata.scopes.join('\n')}\n`),
	'instance/service-accounts/default/token': token,
	'universe/universe-domain': text(() => 'googleapis.com'),
};

/** With `scopes`, separated by commas, a token for fewer things. */
function token({ url, state }: RouteRequest, account: ServiceAccount): Reply {
	const { scopes } = state.metadata;
	const asked = (url.searchParams.get('scopes') ?? '').split(',').filter((scope) => scope !== '');
	const isGiven = (scope: string) =>
		scopes.includes(scope) || (scopes.includes(cloudPlatform) && isMachineScope(scope));
	if (!asked.every(isGiven)) {
		return metadataText('Invalid scopes parameter\n', 400);
	}
	const seconds = state.oauth.settings.accessTokenSeconds;
	const given = state.tokens.give(
		{ kind: 'service-account', account },
		asked.length === 0 ? scopes : asked,
		state.clock() + seconds * 1000,
	);
	return metadataJson({ access_token: given, expires_in: seconds, token_type: 'Bearer' });
}

/** `format=full` tells about the machine too (https://cloud.google.com/compute/docs/instances/verifying-instance-identity). */
async function identity({ url, state }: RouteRequest, account: ServiceAccount): Promise<Reply> {
	const audience = url.searchParams.get('audience') ?? '';
	if (audience === '') {
		return metadataText('non-empty audience parameter required\n', 400);
	}
	const { projectId, projectNumber } = account.project;
	const engine = {
		instance_id: machine.id,
		instance_name: machine.name,
		project_id: projectId,
		project_number: Number(projectNumber),
		zone: machine.zone,
	};
	const more = url.searchParams.get('format') === 'full' ? { google: { compute_engine: engine } } : {};
	return metadataText(await machineIdToken(account, audience, state, more));
}
