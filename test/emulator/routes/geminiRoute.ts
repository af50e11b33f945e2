import { checkQuery } from '../gemini/checkQuery.ts';
import type { Reply } from '../http/reply.ts';
import { judgeCredential } from '../judgeCredential.ts';
import type { Route, RouteRequest } from '../routing.ts';

/** A call that has passed the checks every Gemini method makes. */
export type GeminiCall = RouteRequest & {
	readonly apiVersion: string;
	/** Without `models/`; empty for `models.list`. */
	readonly modelId: string;
};

type GeminiMethod = Pick<Route, 'method' | 'streams'> & {
	/** Begins with the API version. */
	readonly path: string;
	/** Service and method of the RPC, e.g. `ModelService.ListModels`. */
	readonly rpc: string;
	/** Query parameters of its own. */
	readonly query?: readonly string[];
	readonly answer: (call: GeminiCall) => Reply;
};

/** A row for one RPC: the credential first, then the query, then the method itself, which is Google's order. */
export function geminiRoute({ method, path, streams, rpc, query, answer }: GeminiMethod): Route {
	const apiVersion = path.split('/')[1] ?? '';
	return {
		service: 'generativelanguage.googleapis.com',
		method,
		path,
		rpc: `google.ai.generativelanguage.${apiVersion}.${rpc}`,
		streams: streams ?? false,
		handle: async (request) => {
			await judgeCredential(request, rpc.endsWith('GenerateContent'));
			checkQuery(request.url, query ?? []);
			return answer({ ...request, apiVersion, modelId: request.params['model'] ?? '' });
		},
	};
}
