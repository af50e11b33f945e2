import { wordsOf } from '../errors/catalogue/catalogue.ts';
import type { Waiting } from '../http/exchange.ts';
import type { AttemptView } from './turn.ts';

/** An attempt that failed, such as `Google is busy (503 UNAVAILABLE)`. */
export function attemptView({ failure, delayMs }: Waiting): AttemptView {
	const code = [failure.error?.code ?? failure.httpStatus, failure.error?.status].filter(Boolean).join(' ');
	const { title } = wordsOf(failure);
	return { words: code ? `${title} (${code})` : title, delayMs };
}
