import type { Failure } from '../errors/failure.ts';
import { failureOfBody, failureOfResponse } from '../errors/failureOf.ts';
import type { CallContext } from '../errors/judging/signs.ts';
import type { AnswerTrouble } from './answerReading.ts';

/** Says what the trouble of a streamed answer means. */
export function explainTrouble(
	trouble: AnswerTrouble,
	httpStatus: number,
	context: CallContext,
	secrets: readonly string[],
): Failure {
	if (trouble.kind === 'event') {
		const failure = failureOfResponse({ httpStatus, body: trouble.body }, context, secrets);
		// Half a piece of an answer names no cause of its own.
		return failure.cause === 'unknown' && trouble.isPiece ? { ...failure, cause: 'answer-incomplete' } : failure;
	}
	const body = { answer: trouble.answer, texts: [], isCut: false, isEmpty: false };
	const failure = failureOfBody(body, { httpStatus, body: '' }, context, secrets);
	return trouble.kind === 'endless'
		? { ...failure, cause: 'answer-malformed', evidence: 'longer than 32 MB' }
		: failure;
}
