import type { JsonObject } from '../json.ts';

/** The `error` member of a Google error body (google/rpc/status.proto as its JSON gateway writes it). */
export type RpcStatus = {
	readonly code: number;
	readonly message: string;
	readonly status: string;
	readonly details?: readonly JsonObject[];
};

/** A refusal on its way to the client; whoever frames the reply turns it into bytes. */
export class RpcError extends Error {
	readonly rpc: RpcStatus;

	constructor(rpc: RpcStatus) {
		super(rpc.message);
		this.name = 'RpcError';
		this.rpc = rpc;
	}
}

/** 400 INVALID_ARGUMENT with a message alone, as the model server (not the JSON gateway) answers. */
export function invalidArgument(message: string): RpcError {
	return new RpcError({ code: 400, message, status: 'INVALID_ARGUMENT' });
}
