import { lookUp } from '../../lookUp.ts';
import type { Cause } from '../cause.ts';
import { causeOfAnswer } from './answers.ts';
import { causeOfOAuth } from './oauthErrors.ts';
import { onThisMachine } from './onThisMachine.ts';
import { causeOfQuota, isAboutQuota } from './quotas.ts';
import { causeOfReason, refinementsOfReason } from './reasons.ts';
import { firstOf } from './rule.ts';
import { isKey, type Signs } from './signs.ts';
import { causeOfCode, causeOfCodeName, causeOfLegacyReason, causeOfStatus, genericLegacyReasons } from './statuses.ts';
import { refinementsOfStatus, unmistakable, unmistakableOfCaller } from './texts.ts';
import { onTheWay } from './wayThere.ts';

/** A cause and what decided it, a technical line in English such as `ErrorInfo.reason = API_KEY_INVALID`. */
export type Judgement = { readonly cause: Cause; readonly because: string };

/** A step of the decision: undefined where it has nothing to say. */
type Step = (signs: Signs) => Judgement | undefined;

const because = (cause: Cause | undefined, line: string): Judgement | undefined =>
	cause ? { cause, because: line } : undefined;

/** What looks like a limit by its status may be one of several. */
const limited = (cause: Cause | undefined, signs: Signs): Cause | undefined =>
	cause === 'rate-limited' || (cause === 'quota-exhausted' && signs.reason !== 'QUOTA_EXHAUSTED')
		? sharper(cause, causeOfQuota(signs))
		: cause;

/** A long window stays one, unless something says that the limit is none at all. */
const sharper = (family: Cause, found: Cause): Cause =>
	family === 'quota-exhausted' && found === 'rate-limited' ? family : found;

/** A 400 without words may as well be a bad key; a good status names no fault. */
const isSilent = (signs: Signs): boolean =>
	signs.body.error?.code === undefined &&
	(isGood(signs) || (signs.httpStatus === 400 && !/\w{2} \w{2}/.test(signs.text)));

const isGood = ({ httpStatus }: Signs): boolean => httpStatus !== undefined && httpStatus >= 200 && httpStatus < 300;

/** In the order in which they decide; the first that says something does. */
const steps: readonly Step[] = [
	({ body, httpStatus }) =>
		body.answer && !body.error && !body.oauth && (httpStatus ?? 200) < 300
			? because(causeOfAnswer(body.answer), answerLine(body.answer))
			: undefined,
	(signs) => {
		const family = lookUp(causeOfReason, signs.reason);
		const cause = family && (firstOf(refinementsOfReason, signs) ?? limited(family, signs));
		return because(cause, `ErrorInfo.reason = ${signs.reason}${signs.domain ? ` (${signs.domain})` : ''}`);
	},
	(signs) =>
		because(
			causeOfOAuth(signs),
			`error = ${signs.oauth?.error}${signs.oauth?.subtype ? `, error_subtype = ${signs.oauth.subtype}` : ''}`,
		),
	(signs) => (signs.quotas.length > 0 ? because(causeOfQuota(signs), `QuotaFailure: ${quotaLine(signs)}`) : undefined),
	({ preconditions }) =>
		preconditions.includes('VPC_SERVICE_CONTROLS')
			? because('organization-policy', 'PreconditionFailure.type = VPC_SERVICE_CONTROLS')
			: undefined,
	(signs) => (signs.body.html ? htmlStep(signs) : undefined),
	// A field that is wrong; words in its description mean nothing by themselves, but what they say of the caller does.
	(signs) =>
		isAboutFields(signs)
			? because(
					firstOf(unmistakableOfCaller, signs) ?? 'request-invalid',
					`BadRequest.fieldViolations: ${fieldLine(signs)}`,
				)
			: undefined,
	(signs) => because(firstOf(unmistakable, signs), 'the message'),
	(signs) =>
		signs.status === undefined && signs.legacyReasons.length === 0
			? because(firstOf(onThisMachine, signs), 'the message')
			: undefined,
	({ legacyReasons, ...signs }) => {
		const reason = legacyReasons.find(
			(each) =>
				lookUp(causeOfLegacyReason, each) !== undefined &&
				!(signs.status !== undefined && genericLegacyReasons.has(each)),
		);
		return because(
			limited(lookUp(causeOfLegacyReason, reason), { ...signs, legacyReasons }),
			`errors[].reason = ${reason}`,
		);
	},
	(signs) => (signs.status === undefined ? because(firstOf(onTheWay, signs), 'the message') : undefined),
	(signs) =>
		because(limited(lookUp(causeOfCodeName, signs.codeName?.toLowerCase()), signs), `error.code = ${signs.codeName}`),
	(signs) => {
		const family = lookUp(causeOfStatus, signs.status);
		return because(
			family && (firstOf(refinementsOfStatus, signs) ?? limited(family, signs)),
			`error.status = ${signs.status}`,
		);
	},
	(signs) => {
		const family = isSilent(signs) ? undefined : lookUp(causeOfCode, String(signs.code));
		return because(family && (firstOf(refinementsOfStatus, signs) ?? limited(family, signs)), `HTTP ${signs.code}`);
	},
	(signs) =>
		signs.code !== undefined && signs.code >= 500 ? because('server-error', `HTTP ${signs.code}`) : undefined,
	(signs) => (isAboutQuota(signs) ? because(causeOfQuota(signs), 'the message') : undefined),
	(signs) => (isGood(signs) && signs.body.isEmpty ? because('answer-incomplete', 'an empty body') : undefined),
];

const isAboutFields = ({ fieldViolations, status, code }: Signs): boolean =>
	fieldViolations.length > 0 &&
	(status === undefined ? code === 400 || code === undefined : status === 'INVALID_ARGUMENT');

const fieldLine = ({ fieldViolations: [first] }: Signs): string => first?.field || first?.description || '';

const quotaLine = ({ quotas: [first] }: Signs): string => first?.id || first?.metric || first?.description || '';

/** A page instead of JSON: of Google's front end, or of whatever stands between. */
const htmlStep: Step = (signs) => {
	const { html } = signs.body;
	if (!html) {
		return undefined;
	}
	if (!html.isGoogle) {
		return because('proxy', 'content: HTML that is not Google’s');
	}
	if (/app is blocked|access blocked|not completed the Google verification/i.test(html.text)) {
		return because('oauth-blocked', 'a page of Google’s sign-in');
	}
	const code = Number(/\b([45]\d\d)\b/.exec(html.title)?.[1] ?? signs.code);
	const family = lookUp(causeOfCode, String(code));
	return because(code === 401 && isKey(signs) ? 'api-key-not-accepted' : family, `HTML of Google’s front end, ${code}`);
};

const answerLine = ({ blockReason, finishReason }: NonNullable<Signs['body']['answer']>): string =>
	blockReason === undefined
		? `finishReason = ${finishReason ?? '(none)'}`
		: `promptFeedback.blockReason = ${blockReason}`;

/** The one cause of a failed call. `unknown` where nothing is certain: an honest answer is better than a wrong one. */
export function judge(signs: Signs): Judgement {
	for (const step of steps) {
		const judgement = step(signs);
		if (judgement) {
			return judgement;
		}
	}
	return { cause: 'unknown', because: '' };
}
