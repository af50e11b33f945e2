import { errorInfo, help, localizedMessage, preconditionFailure } from './details.ts';
import type { RpcStatus } from './rpcError.ts';

const activationUrl = 'https://console.developers.google.com/apis/api/{service}/overview?project={project}';

const serviceDisabled =
	`Generative Language API has not been used in project {project} before or it is disabled. Enable it by visiting ${activationUrl} ` +
	'then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.';

const iamPage = 'https://console.developers.google.com/iam-admin/iam/project?project={project}';

const userProjectDenied =
	'Caller does not have required permission to use project {project}. Grant the caller the ' +
	'roles/serviceusage.serviceUsageConsumer role, or a custom role with the serviceusage.services.use permission, by ' +
	`visiting ${iamPage} and then retry. Propagation of the new permission may take a few minutes.`;

const quotaProjectMissing =
	'Your application is authenticating by using local Application Default Credentials. The {service} API requires a quota ' +
	'project, which is not set by default. To learn how to set your quota project, see ' +
	'https://cloud.google.com/docs/authentication/adc-troubleshooting/user-creds .';

const noSuchProject = 'Permission denied on resource project {project}.';

const consumer = { consumer: 'projects/{project}', service: '{service}' } as const;

/** Refusals about the project, its billing, its policies and its place. */
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
	/** The project that a header or a path names does not exist, or is somebody else's: Google does not tell which. */
	'project-invalid': {
		code: 403,
		message: noSuchProject,
		status: 'PERMISSION_DENIED',
		details: [
			errorInfo('CONSUMER_INVALID', { ...consumer, containerInfo: '{project}' }),
			localizedMessage(noSuchProject),
			help('Google developers console', 'https://console.developers.google.com'),
		],
	},
	/** For `x-goog-user-project`, and for the project that credentials bill by default. */
	'quota-project-denied': {
		code: 403,
		message: userProjectDenied,
		status: 'PERMISSION_DENIED',
		details: [
			errorInfo('USER_PROJECT_DENIED', { ...consumer, containerInfo: '{project}' }),
			localizedMessage(userProjectDenied),
			help('Google developer console IAM admin', iamPage),
		],
	},
	/** The client belongs to a project without the API, and no header says which other to use. */
	'quota-project-missing': {
		code: 403,
		message: quotaProjectMissing,
		status: 'PERMISSION_DENIED',
		details: [errorInfo('SERVICE_DISABLED', consumer), localizedMessage(quotaProjectMissing)],
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
	'location-unsupported': {
		code: 400,
		message: 'User location is not supported for the API use.',
		status: 'FAILED_PRECONDITION',
	},
	'organization-policy': {
		code: 403,
		message: "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: emulator-{project}",
		status: 'PERMISSION_DENIED',
		details: [
			preconditionFailure({ type: 'VPC_SERVICE_CONTROLS', description: 'emulator-{project}' }),
			errorInfo('SECURITY_POLICY_VIOLATED', { ...consumer, uid: 'emulator-{project}' }),
		],
	},
} as const satisfies Record<string, RpcStatus>;
