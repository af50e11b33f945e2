import { errorInfo, help, localizedMessage } from './details.ts';
import type { RpcStatus } from './rpcError.ts';

const activationUrl = 'https://console.developers.google.com/apis/api/{service}/overview?project={project}';

const serviceDisabled =
	`Generative Language API has not been used in project {project} before or it is disabled. Enable it by visiting ${activationUrl} ` +
	'then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.';

const consumer = { consumer: 'projects/{project}', service: '{service}' } as const;

/** Refusals about the project, its billing, its permissions and its place. */
export const projectErrors = {
	'service-disabled': {
		code: 403,
		message: serviceDisabled,
		status: 'PERMISSION_DENIED',
		details: [
			errorInfo('SERVICE_DISABLED', {
				...consumer,
				serviceTitle: 'Generative Language API',
				containerInfo: '{project}',
				activationUrl,
			}),
			localizedMessage(serviceDisabled),
			help('Google developers console API activation', activationUrl),
		],
	},
	'project-denied': {
		code: 403,
		message: 'Your project has been denied access. Please contact support.',
		status: 'PERMISSION_DENIED',
	},
	'project-suspended': {
		code: 403,
		// The consumer is the whole key, in clear: whoever shows this message has to cut it out.
		message: "Permission denied: Consumer 'api_key:{key}' has been suspended.",
		status: 'PERMISSION_DENIED',
		details: [errorInfo('CONSUMER_SUSPENDED', { ...consumer, containerInfo: 'api_key:{key}' })],
	},
	'billing-disabled': {
		code: 403,
		message:
			'This API method requires billing to be enabled. Please enable billing on project #{project} by visiting ' +
			'https://console.developers.google.com/billing/enable?project={project} then retry.',
		status: 'PERMISSION_DENIED',
		details: [
			help(
				'Google developers console billing',
				'https://console.developers.google.com/billing/enable?project={project}',
			),
			errorInfo('BILLING_DISABLED', consumer),
		],
	},
	'permission-denied': {
		code: 403,
		message: 'The caller does not have permission',
		status: 'PERMISSION_DENIED',
	},
	'location-unsupported': {
		code: 400,
		message: 'User location is not supported for the API use.',
		status: 'FAILED_PRECONDITION',
	},
	'organization-policy': {
		code: 403,
		message: "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: {project}",
		status: 'PERMISSION_DENIED',
		details: [errorInfo('SECURITY_POLICY_VIOLATED', { ...consumer, uid: 'emulator-{project}' })],
	},
} as const satisfies Record<string, RpcStatus>;
