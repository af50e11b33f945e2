// The package brings no types. These are of what the tests use of it, by its own names
// (https://github.com/panva/node-oidc-provider/blob/main/docs/README.md).
declare module 'oidc-provider' {
	import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

	export interface Context {
		readonly req: IncomingMessage;
		readonly res: ServerResponse;
		readonly method: string;
		readonly path: string;
		status: number;
		type: string;
		body: unknown;
		/** False: the answer is written past Koa, or there is none. */
		respond: boolean;
		redirect(url: string): void;
		/** Present once the provider has taken the request. */
		readonly oidc?: {
			readonly params?: Readonly<Record<string, string | undefined>>;
			readonly client?: { readonly clientId: string };
		};
	}

	export type Middleware = (context: Context, next: () => Promise<void>) => Promise<void>;

	export interface InteractionDetails {
		readonly prompt: { readonly name: string; readonly details: { readonly missingOIDCScope?: readonly string[] } };
		readonly params: Readonly<Record<string, string | undefined>>;
		readonly session?: { readonly accountId: string };
		readonly grantId?: string;
	}

	export interface Grant {
		addOIDCScope(scope: string): void;
		rejectOIDCScope(scope: string): void;
		save(): Promise<string>;
	}

	export type StoredPayload = Readonly<Record<string, unknown>>;

	export interface Adapter {
		upsert(id: string, payload: StoredPayload, expiresIn?: number): Promise<void>;
		find(id: string): Promise<StoredPayload | undefined>;
		findByUid(uid: string): Promise<StoredPayload | undefined>;
		findByUserCode(userCode: string): Promise<StoredPayload | undefined>;
		consume(id: string): Promise<void>;
		destroy(id: string): Promise<void>;
		revokeByGrantId(grantId: string): Promise<void>;
	}

	interface Model {
		find(id: string): Promise<object | undefined>;
	}

	export class Provider {
		constructor(issuer: string, configuration: object);
		readonly issuer: string;
		readonly AccessToken: Model;
		readonly ClientCredentials: Model;
		readonly Client: {
			readonly prototype: { redirectUriAllowed(this: { readonly clientId: string }, uri: string): boolean };
		};
		readonly Grant: {
			new (owner: { readonly accountId: string; readonly clientId: string }): Grant;
			find(id: string): Promise<Grant | undefined>;
		};
		use(middleware: Middleware): this;
		callback(): RequestListener;
		interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<InteractionDetails>;
		/** Answers the address at which the provider goes on. */
		interactionResult(
			request: IncomingMessage,
			response: ServerResponse,
			result: object,
			options?: { readonly mergeWithLastSubmission?: boolean },
		): Promise<string>;
		on(event: 'server_error', listener: (context: Context, error: Error) => void): this;
	}
}
