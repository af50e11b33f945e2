import type { Cause } from './cause.ts';
import type { GoogleError } from './googleError.ts';

/** What is known about a failed call. Free of secrets: every text in it went through redact. */
export type Failure = {
	readonly cause: Cause;
	/** HTTP status; absent where no response came. */
	readonly httpStatus?: number;
	/** Host that was asked; absent where nothing was to be sent. */
	readonly host?: string;
	/** The error the body carried, if it carried one. */
	readonly error?: GoogleError;
	/** A technical fact in English that decided the cause, such as `ECONNREFUSED` or `content-type: text/html`. */
	readonly evidence?: string;
	/** The body as it came, or its beginning. */
	readonly body?: string;
};
