import { errorInfo } from './details.ts';
import type { RpcStatus } from './rpcError.ts';

/** The server's own trouble. */
export const serverErrors = {
	'server-busy': {
		code: 503,
		message:
			'This model is currently experiencing high demand. Spikes in demand are usually temporary. Please try again later.',
		status: 'UNAVAILABLE',
	},
	'server-overloaded': {
		code: 503,
		message: 'The model is overloaded. Please try again later.',
		status: 'UNAVAILABLE',
	},
	/** Looks like a limit and is none: Vertex AI has no room for anybody at the moment. */
	'shared-capacity': {
		code: 429,
		message:
			'Resource exhausted. Please try again later. Please refer to ' +
			'https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.',
		status: 'RESOURCE_EXHAUSTED',
	},
	'model-capacity': {
		code: 429,
		message: 'No capacity available for model {model} on the server',
		status: 'RESOURCE_EXHAUSTED',
		details: [errorInfo('MODEL_CAPACITY_EXHAUSTED', { model: '{model}' }, 'cloudcode-pa.googleapis.com')],
	},
	internal: {
		code: 500,
		message:
			'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
		status: 'INTERNAL',
	},
	deadline: {
		code: 504,
		message: 'Deadline expired before operation could complete.',
		status: 'DEADLINE_EXCEEDED',
	},
	cancelled: { code: 499, message: 'The operation was cancelled.', status: 'CANCELLED' },
} as const satisfies Record<string, RpcStatus>;
