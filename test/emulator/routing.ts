import type { IncomingMessage } from 'node:http';
import type { KeyState } from './apiKeys.ts';
import type { MachineTokens } from './callers/machineTokens.ts';
import type { Policies } from './callers/policies.ts';
import type { OpenCall } from './calls.ts';
import type { Blanks } from './errors/fill.ts';
import type { FaultQueue } from './faults.ts';
import type { FederationState } from './federation/federationState.ts';
import type { Reply, StreamFraming } from './http/reply.ts';
import type { MetadataState } from './metadata/metadataState.ts';
import type { OAuthState } from './oauth/oauthState.ts';
import type { Secrets } from './secretManager/secrets.ts';
import type { ServiceAccounts } from './serviceAccounts/serviceAccounts.ts';

/** What all routes share. */
export type EmulatorState = {
	readonly keys: Map<string, KeyState>;
	readonly faults: FaultQueue;
	readonly calls: OpenCall[];
	readonly oauth: OAuthState;
	readonly serviceAccounts: ServiceAccounts;
	readonly federation: FederationState;
	readonly metadata: MetadataState;
	readonly secrets: Secrets;
	/** Access tokens of machines; those of people lie with their grants. */
	readonly tokens: MachineTokens;
	/** Who may do what, as far as it matters here. */
	readonly policies: Policies;
	/** Milliseconds since 1970; `Date` headers, call times and the ends of tokens come from it. */
	readonly clock: () => number;
	readonly advanceClock: (ms: number) => void;
	/** Numbers of calls. */
	readonly ids: { next(): number };
};

/** A call as a route gets it: its body read, its faults of arrival behind it. */
export type RouteRequest = {
	readonly message: IncomingMessage;
	readonly url: URL;
	/** Values of the `{name}` parts of the route's path. */
	readonly params: { readonly [name: string]: string };
	readonly bytes: Buffer;
	readonly blanks: Blanks;
	/** How the answer, and so an error, is framed; undefined where the route does not stream. */
	readonly framing: StreamFraming | undefined;
	readonly state: EmulatorState;
	/** Writes into the record of this call that a fault took effect. */
	readonly noteFault: (what: string) => void;
};

/** One row of the route table. */
export type Route = {
	/** The host it plays, or `control` for the emulator's own doors. */
	readonly service: string;
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** `{name}` takes the characters up to the next `/` or `:`, and `{name*}` all that follow. */
	readonly path: string;
	/** Full name of the RPC behind it, which Google's errors name. */
	readonly rpc?: string;
	/** What is sent there is secret even where it is JSON, so no record of the call keeps it. */
	readonly secret?: boolean;
	/** Answers in pieces: as events with `alt=sse`, as one JSON array without. */
	readonly streams?: boolean;
	/** May throw an RpcError, which is answered in the route's framing. */
	readonly handle: (request: RouteRequest) => Reply | Promise<Reply>;
};

export type FoundRoute = { readonly route: Route; readonly params: { readonly [name: string]: string } };

/** A table looked through in order. HEAD is answered where GET is. */
export function compileRoutes(routes: readonly Route[]): (method: string, path: string) => FoundRoute | undefined {
	const compiled = routes.map((route) => ({ route, pattern: pathPattern(route.path) }));
	return (method, path) => {
		const wanted = method === 'HEAD' ? 'GET' : method;
		for (const { route, pattern } of compiled) {
			const match = route.method === wanted ? pattern.exec(path) : null;
			if (match !== null) {
				return { route, params: { ...match.groups } };
			}
		}
		return undefined;
	};
}

function pathPattern(path: string): RegExp {
	const source = path
		.split(/(\{\w+\*?\})/)
		.map((piece) => {
			const [, name, isRest] = /^\{(\w+)(\*?)\}$/.exec(piece) ?? [];
			return name === undefined
				? piece.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
				: `(?<${name}>${isRest === '*' ? '.*' : '[^/:]+'})`;
		})
		.join('');
	return new RegExp(`^${source}$`);
}
