import { errorInfo, localizedMessage } from './details.ts';
import type { RpcStatus } from './rpcError.ts';

const unusableKey = (message: string) =>
	({
		code: 400,
		message,
		status: 'INVALID_ARGUMENT',
		details: [errorInfo('API_KEY_INVALID', { service: '{service}' }), localizedMessage(message)],
	}) as const;

const restrictedKey = (reason: string, message: string, metadata: Record<string, string> = {}) =>
	({
		code: 403,
		message,
		status: 'PERMISSION_DENIED',
		details: [
			errorInfo(reason, { consumer: 'projects/{project}', service: '{service}', ...metadata }),
			localizedMessage(message),
		],
	}) as const;

/** Refusals of an API key, and of none or two. Mind the codes: a bad key is 400, a wrong kind 401, a restricted key 403. */
export const credentialErrors = {
	'api-key-invalid': unusableKey('API key not valid. Please pass a valid API key.'),
	'api-key-expired': unusableKey('API key expired. Please renew the API key.'),
	'api-key-leaked': {
		code: 403,
		message: 'Your API key was reported as leaked. Please use another API key.',
		status: 'PERMISSION_DENIED',
	},
	'api-key-service-blocked': restrictedKey(
		'API_KEY_SERVICE_BLOCKED',
		'Requests to this API {service} method {method} are blocked.',
		{ apiName: '{service}', methodName: '{method}' },
	),
	'api-key-referrer-blocked': restrictedKey(
		'API_KEY_HTTP_REFERRER_BLOCKED',
		'Requests from referer {referer} are blocked.',
		{ httpReferrer: '{referer}' },
	),
	'api-key-ip-blocked': restrictedKey(
		'API_KEY_IP_ADDRESS_BLOCKED',
		'The provided API key has an IP address restriction. The originating IP address of the call (192.0.2.10) violates this restriction.',
	),
	'api-key-app-blocked': restrictedKey(
		'API_KEY_ANDROID_APP_BLOCKED',
		'Requests from this Android client application <empty> are blocked.',
	),
	'credentials-missing': {
		code: 403,
		message:
			"Method doesn't allow unregistered callers (callers without established identity). Please use API Key or " +
			'other form of API consumer identity to call this API.',
		status: 'PERMISSION_DENIED',
	},
	'credentials-conflict': {
		code: 400,
		message: 'Multiple authentication credentials received. Please pass only one.',
		status: 'INVALID_ARGUMENT',
	},
} as const satisfies Record<string, RpcStatus>;
