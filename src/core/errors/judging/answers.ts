import { lookUp } from '../../lookUp.ts';
import type { Cause } from '../cause.ts';
import type { AnswerEnd } from '../reading/answerEnd.ts';

/** Candidate.FinishReason (https://ai.google.dev/api/generate-content#FinishReason) of an answer that is not whole. */
const causeOfFinish: Readonly<Record<string, Cause>> = {
	MAX_TOKENS: 'answer-truncated',
	SAFETY: 'answer-blocked',
	RECITATION: 'answer-blocked',
	LANGUAGE: 'answer-blocked',
	BLOCKLIST: 'answer-blocked',
	PROHIBITED_CONTENT: 'answer-blocked',
	SPII: 'answer-blocked',
	IMAGE_SAFETY: 'answer-blocked',
	IMAGE_PROHIBITED_CONTENT: 'answer-blocked',
	IMAGE_RECITATION: 'answer-blocked',
	MODEL_ARMOR: 'answer-blocked',
	IMAGE_OTHER: 'answer-malformed',
	NO_IMAGE: 'answer-malformed',
	MALFORMED_FUNCTION_CALL: 'answer-malformed',
	MALFORMED_RESPONSE: 'answer-malformed',
	UNEXPECTED_TOOL_CALL: 'answer-malformed',
	TOO_MANY_TOOL_CALLS: 'answer-malformed',
	MISSING_THOUGHT_SIGNATURE: 'answer-malformed',
	OTHER: 'answer-malformed',
};

/** Why an answer with a good status is none; undefined where it is whole. */
export function causeOfAnswer({ finishReason, blockReason, hasContent }: AnswerEnd): Cause | undefined {
	if (blockReason !== undefined && !hasContent) {
		return 'prompt-blocked';
	}
	if (finishReason === undefined) {
		return 'answer-incomplete';
	}
	if (finishReason === 'STOP') {
		return hasContent ? undefined : 'answer-malformed';
	}
	return lookUp(causeOfFinish, finishReason) ?? 'unknown';
}
