import type { Cause } from '../cause.ts';
import { firstOf, type Rule, says } from './rule.ts';
import type { Signs } from './signs.ts';

/** Where a limit says for how long it counts: names of quotas, and what the metadata of ErrorInfo says of the limit. */
const namesOf = ({ quotas, metadata }: Signs): string =>
	[
		...quotas.flatMap(({ id, metric, description }) => [id, metric, description]),
		metadata['quota_limit'],
		metadata['quota_metric'],
		metadata['quota_unit'],
	]
		.filter((each) => typeof each === 'string')
		.join('\n');

/** Longer than any limit by the minute makes a person wait. In milliseconds. */
const longWait = 60 * 60_000;

const longTerm = /per[ _-]?(?:day|week|month)|\bdaily\b|\bweekly\b|\bmonthly\b|1\/d\b/i;

const shortTerm = /per[ _-]?(?:minute|second)|1\/min\b/i;

/**
 * A failure of quota: of none, of a long window, or of a short one. proto3 leaves a zero out, so the text's `limit: 0` counts as much as
 * `quotaValue`; RetryInfo is there for daily quotas too and tells nothing.
 */
const rules: readonly Rule[] = [
	[
		'credits-depleted',
		says(
			/\bpre-?pa(?:id|yment)\b.{0,40}\bcredits?\b|credits? (?:balance )?(?:is|are|has been|have been) (?:depleted|exhausted|used up|too low)|credit balance/i,
		),
	],
	['quota-zero', ({ quotas }) => quotas.some(({ value }) => value === 0)],
	['quota-zero', ({ metadata }) => String(metadata['quota_limit_value'] ?? '') === '0'],
	[
		'quota-zero',
		says(
			/\blimit['"]?\s?[:=]\s?['"]?0(?![.\d])|limit of 0\b|quota (?:of|is) 0\b|(?:does not|doesn.t) have a free (?:quota )?tier|no free (?:quota )?tier/i,
		),
	],
	['quota-exhausted', (signs) => longTerm.test(namesOf(signs))],
	['rate-limited', (signs) => shortTerm.test(namesOf(signs))],
	[
		'quota-exhausted',
		says(
			/(?:per|a|each)[ _-](?:day|month|week)\b|\bdaily\b|\bmonthly\b|\bweekly\b|PerDay|spend(?:ing)? (?:cap|limit)/i,
		),
	],
	['quota-exhausted', ({ retryDelayMs }) => (retryDelayMs ?? 0) > longWait],
	['rate-limited', ({ quotas, reason }) => quotas.length > 0 || reason === 'RATE_LIMIT_EXCEEDED'],
	[
		'server-busy',
		says(
			/error-code-429|dynamic shared quota|^resource(?: has been)? exhausted[\s\S]{0,10}(?:please )?try again later/im,
		),
	],
	[
		'server-busy',
		says(
			/overloaded|high demand|(?:no|lack of|insufficient|out of) capacity|capacity (?:available|exhausted|constraints)|MODEL_CAPACITY/i,
		),
	],
];

/** Words for a limit, where nothing else says that it is one. */
export const isAboutQuota = says(
	/quota exceeded|exceeded (?:your|the) (?:current )?quota|rate limit|too many requests|resource (?:has been )?exhausted/i,
);

/** Which of the limits it is; `rate-limited` where nothing says more. */
export const causeOfQuota = (signs: Signs): Cause => firstOf(rules, signs) ?? 'rate-limited';
