import type { Cause } from '../errors/cause.ts';
import type { Failure } from '../errors/failure.ts';

/** What says that a sign-in is over, whatever its status. */
const ends: ReadonlySet<Cause> = new Set(['oauth-refresh-revoked', 'oauth-reauth-required', 'signed-out']);

/** Whether a refusal may be one of an old secret, where another may stand in its place by now. */
export const isClientRefused = ({ cause, httpStatus }: Failure): boolean =>
	cause === 'oauth-client-invalid' || ((httpStatus === 401 || httpStatus === 403) && !ends.has(cause));
