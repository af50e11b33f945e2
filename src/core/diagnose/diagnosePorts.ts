import type { Machine } from '../adc/machine.ts';
import type { Sources } from '../credentials/callerFor.ts';
import type { OAuthProtocol } from '../oauth/protocol.ts';

/** What diagnosing takes from outside. */
export type DiagnosePorts = Sources & {
	/** Loaded for profiles that call with a token alone. */
	readonly protocol: () => Promise<Pick<OAuthProtocol, 'tokenInfo'>>;
	/** Absent in the browser. */
	readonly machine?: (() => Promise<Machine>) | undefined;
	/** Addresses of a host name. Rejects with an error whose `code` is that of the system, such as ENOTFOUND. Absent in the browser. */
	readonly lookUpHost?: ((host: string, signal: AbortSignal) => Promise<readonly string[]>) | undefined;
	/** Origin of the proxy in use, without user and password; undefined where there is none. */
	readonly proxyFor?: (() => string | undefined) | undefined;
	/** Whether requests to a host go to the emulator instead. */
	readonly isEmulated?: ((host: string) => boolean) | undefined;
};
