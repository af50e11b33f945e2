import type { Context, Middleware } from 'oidc-provider';

/**
 * What can go wrong between a client and the token endpoint. `lose-answer` is the worst: the server has done all it was
 * asked, so that a rotated refresh token is gone, and the client does not hear of it.
 */
export type TokenFault = 'hang' | 'error-500' | 'html' | 'drop' | 'lose-answer';

/** A request to the token endpoint; what it asked for is filled in when the server has read it, and missing if it never did. */
export interface TokenRequest {
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly grantType?: string;
	readonly clientId?: string;
	/** As it came; the server itself takes either secret for the other. */
	readonly clientAuth?: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none';
	readonly status?: number;
	readonly fault?: TokenFault;
}

type OpenTokenRequest = { -readonly [name in keyof TokenRequest]: TokenRequest[name] };

/** Stands in front of the token endpoint, counts, and spoils the next requests as it is told. */
export class TokenFaults {
	readonly requests: OpenTokenRequest[] = [];
	#pending: TokenFault[] = [];

	failNext(fault: TokenFault, times: number): void {
		this.#pending.push(...Array<TokenFault>(times).fill(fault));
	}

	readonly middleware: Middleware = async (context, next) => {
		if (context.path !== '/token' || context.method !== 'POST') return await next();
		const request: OpenTokenRequest = { at: Date.now() };
		this.requests.push(request);
		const fault = this.#pending.shift();
		if (fault) request.fault = fault;
		if (fault && fault !== 'lose-answer') return spoil(context, fault);
		await next();
		const { params, client } = context.oidc ?? {};
		if (params?.['grant_type'] !== undefined) request.grantType = params['grant_type'];
		if (client) request.clientId = client.clientId;
		request.clientAuth = clientAuthOf(context);
		request.status = context.status;
		if (fault) drop(context);
	};
}

function clientAuthOf({ req, oidc }: Context): NonNullable<TokenRequest['clientAuth']> {
	if (req.headers.authorization !== undefined) return 'client_secret_basic';
	if (oidc?.params?.['client_secret'] !== undefined) return 'client_secret_post';
	return oidc?.params?.['client_assertion'] === undefined ? 'none' : 'private_key_jwt';
}

function spoil(context: Context, fault: Exclude<TokenFault, 'lose-answer'>): void {
	// What is not read would leave the connection unusable.
	context.req.resume();
	switch (fault) {
		case 'hang':
			context.respond = false;
			return;
		case 'drop':
			drop(context);
			return;
		case 'error-500':
			context.status = 500;
			context.body = { error: 'server_error', error_description: 'Something went wrong.' };
			return;
		case 'html':
			context.status = 502;
			context.type = 'html';
			context.body = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n';
	}
}

function drop(context: Context): void {
	context.respond = false;
	context.req.socket.destroy();
}
