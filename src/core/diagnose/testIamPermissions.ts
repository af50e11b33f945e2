import { bearer } from '../credentials/bearer.ts';
import { isRecord, listOf } from '../errors/googleError.ts';
import { exchangeJson } from '../http/exchange.ts';
import type { AccessToken } from '../oauth/tokens.ts';
import type { Outcome } from '../outcome.ts';
import type { HttpTransport } from '../ports.ts';

export const resourceManagerHost = 'cloudresourcemanager.googleapis.com';

/**
 * Those of the permissions that the caller has on a project; none is needed to ask
 * (https://cloud.google.com/resource-manager/reference/rest/v1/projects/testIamPermissions). The token goes to this host alone.
 */
export const testIamPermissions = (
	transport: HttpTransport,
	token: AccessToken,
	{ project, permissions }: { readonly project: string; readonly permissions: readonly string[] },
	signal: AbortSignal,
): Promise<Outcome<readonly string[]>> =>
	exchangeJson(
		{ transport, credential: bearer(token, resourceManagerHost), signal },
		{
			method: 'POST',
			url: `https://${resourceManagerHost}/v1/projects/${encodeURIComponent(project)}:testIamPermissions`,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ permissions }),
		},
		// Where the caller has none of them the list is left out.
		(json) =>
			isRecord(json) && !('error' in json)
				? listOf(json['permissions']).filter((each) => typeof each === 'string')
				: undefined,
	);
