import { badRequest } from './details.ts';
import type { RpcStatus } from './rpcError.ts';

const unknownField =
	'Invalid JSON payload received. Unknown name "temprature" at \'generation_config\': Cannot find field.';

/** Refusals of what was asked: too much, or of something that is not there. */
export const requestErrors = {
	'invalid-argument': { code: 400, message: 'Request contains an invalid argument.', status: 'INVALID_ARGUMENT' },
	'unknown-field': {
		code: 400,
		message: unknownField,
		status: 'INVALID_ARGUMENT',
		// The path is in snake_case however the request was written.
		details: [badRequest([{ field: 'generation_config', description: unknownField }])],
	},
	'input-too-long': {
		code: 400,
		message: 'The input token count (1048577) exceeds the maximum number of tokens allowed (1048576).',
		status: 'INVALID_ARGUMENT',
	},
	'payload-too-large': {
		code: 400,
		message: 'Request payload size exceeds the limit: 20971520 bytes.',
		status: 'INVALID_ARGUMENT',
	},
	'model-not-found': {
		code: 404,
		message:
			'models/{model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels ' +
			'to see the list of available models and their supported methods.',
		status: 'NOT_FOUND',
	},
	'model-retired': {
		code: 404,
		message:
			'This model models/{model} is no longer available to new users. Please update your code to use a newer model ' +
			'for the latest features and improvements.',
		status: 'NOT_FOUND',
	},
	/** A file, a cache, an operation: whatever is no model. */
	'resource-not-found': { code: 404, message: 'Requested entity was not found.', status: 'NOT_FOUND' },
	'already-exists': { code: 409, message: 'Requested entity already exists', status: 'ALREADY_EXISTS' },
	conflict: { code: 409, message: 'The operation was aborted.', status: 'ABORTED' },
	unimplemented: {
		code: 501,
		message: 'Operation is not implemented, or supported, or enabled.',
		status: 'UNIMPLEMENTED',
	},
	/** Secret Manager's, for a version that was switched off. */
	'secret-version-disabled': {
		code: 400,
		message: 'Secret Version [projects/{project}/secrets/gemini-key/versions/1] is in DISABLED state.',
		status: 'FAILED_PRECONDITION',
	},
} as const satisfies Record<string, RpcStatus>;
