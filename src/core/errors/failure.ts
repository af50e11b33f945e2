import type { Cause } from './cause.ts';
import type { GoogleError, OAuthError } from './googleError.ts';
import type { CallContext } from './judging/signs.ts';
import type { AnswerEnd } from './reading/answerEnd.ts';
import type { SourceTrouble } from './sourceTrouble.ts';

/** What is known about a failed call. Free of secrets: every text in it went through redact. */
export type Failure = {
	readonly cause: Cause;
	/** HTTP status; absent where no response came. */
	readonly httpStatus?: number;
	/** Host that was asked; absent where nothing was to be sent. */
	readonly host?: string;
	/** The error the body carried, if it carried one. */
	readonly error?: GoogleError;
	/** The error of a token endpoint or a consent page. */
	readonly oauth?: OAuthError;
	/** How an answer ended that came instead. */
	readonly answer?: AnswerEnd;
	/** How long the server asks to wait, in milliseconds. */
	readonly retryDelayMs?: number;
	/** How far this machine's clock is ahead of the server's, in milliseconds; absent where they agree or nothing tells. */
	readonly clockAheadMs?: number;
	/** A technical fact in English that decided the cause, such as `ECONNREFUSED` or `ErrorInfo.reason = API_KEY_INVALID`. */
	readonly evidence?: string;
	/** How often it was tried; absent where once. */
	readonly attempts?: number;
	/** What is the matter with the place where the secret lies. */
	readonly source?: SourceTrouble;
	readonly context?: CallContext;
	/** The body as it came, or its beginning. */
	readonly body?: string;
};
