import type { RpcStatus } from './rpcError.ts';

/** The server's own trouble, and requests it could not serve. */
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
	unimplemented: {
		code: 501,
		message: 'Operation is not implemented, or supported, or enabled.',
		status: 'UNIMPLEMENTED',
	},
	conflict: { code: 409, message: 'The operation was aborted.', status: 'ABORTED' },
	'invalid-argument': { code: 400, message: 'Request contains an invalid argument.', status: 'INVALID_ARGUMENT' },
} as const satisfies Record<string, RpcStatus>;
