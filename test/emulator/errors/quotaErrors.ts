import type { JsonObject } from '../json.ts';
import { help, quotaFailure, retryInfo } from './details.ts';
import type { RpcStatus } from './rpcError.ts';

type Exceeded = { readonly metric: string; readonly quotaId: string; readonly limit: number };

const requests = 'generativelanguage.googleapis.com/generate_content_free_tier_requests';
const inputTokens = 'generativelanguage.googleapis.com/generate_content_free_tier_input_token_count';

/** A limit of 0 leaves `quotaValue` out: proto3 JSON omits zeros. */
function violation({ metric, quotaId, limit }: Exceeded): JsonObject {
	return {
		quotaMetric: metric,
		quotaId,
		quotaDimensions: { location: 'global', model: '{model}' },
		...(limit > 0 ? { quotaValue: String(limit) } : {}),
	};
}

/** `retryDelay` is filled in even where waiting cannot help (per day, limit 0), exactly as Google does. */
function quotaExceeded(retrySeconds: number, ...exceeded: readonly Exceeded[]): RpcStatus {
	const lines = exceeded.map(
		({ metric, limit }) => `* Quota exceeded for metric: ${metric}, limit: ${limit}, model: {model}`,
	);
	return {
		code: 429,
		message: [
			'You exceeded your current quota, please check your plan and billing details. For more information on this ' +
				'error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. To monitor your current usage, head ' +
				'to: https://ai.dev/rate-limit. ',
			...lines,
			`Please retry in ${retrySeconds}s.`,
		].join('\n'),
		status: 'RESOURCE_EXHAUSTED',
		details: [
			help('Learn more about Gemini API quotas', 'https://ai.google.dev/gemini-api/docs/rate-limits'),
			quotaFailure(...exceeded.map(violation)),
			retryInfo(`${Math.floor(retrySeconds)}s`),
		],
	};
}

/** Limits in time and money. The quota id tells the kinds apart; the status and the text hardly do. */
export const quotaErrors = {
	'quota-daily': quotaExceeded(41.503, {
		metric: requests,
		quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier',
		limit: 20,
	}),
	'quota-minute': quotaExceeded(7.25, {
		metric: requests,
		quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier',
		limit: 10,
	}),
	'quota-tokens-minute': quotaExceeded(22.75, {
		metric: inputTokens,
		quotaId: 'GenerateContentInputTokensPerModelPerMinute-FreeTier',
		limit: 250000,
	}),
	'quota-zero': quotaExceeded(
		13.874,
		{ metric: requests, quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier', limit: 0 },
		{ metric: requests, quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier', limit: 0 },
		{ metric: inputTokens, quotaId: 'GenerateContentInputTokensPerModelPerMinute-FreeTier', limit: 0 },
	),
	'credits-depleted': {
		code: 429,
		message:
			'Your prepayment credits are depleted. Please go to AI Studio at https://ai.studio/projects to manage your ' +
			'project and billing.',
		status: 'RESOURCE_EXHAUSTED',
	},
} as const satisfies Record<string, RpcStatus>;
