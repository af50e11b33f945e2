import type { RpcStatus } from '../errors/rpcError.ts';
import { lineJson, prettyJson } from '../json.ts';

export type Headers = { readonly [name: string]: string };

/** What the server does with a call, decided before a byte is written. */
export type Reply =
	| {
			readonly kind: 'whole';
			readonly status: number;
			readonly headers: Headers;
			readonly body: string | Uint8Array;
			/** The connection is cut after so many bytes of the body. */
			readonly breaksAt?: number;
			/**
			 * Who speaks, where it is not an API of Google's: somebody in between and a machine's own metadata server send none
			 * of its headers, and a page for people may not be read by other pages.
			 */
			readonly from?: 'in-between' | 'metadata-server' | 'page';
	  }
	| StreamReply
	/** Never answers: the connection stays open until the client or the emulator closes it. */
	| { readonly kind: 'hang' }
	/** Cuts the connection before any header. */
	| { readonly kind: 'close' };

/** An answer sent in pieces; each frame is one write to the socket. */
export type StreamReply = {
	readonly kind: 'stream';
	readonly status: number;
	readonly headers: Headers;
	readonly framing: StreamFraming;
	readonly frames: readonly string[];
};

/** `sse`: `data:` events (`alt=sse`). `array`: one JSON array written element by element (the default). */
export type StreamFraming = 'sse' | 'array';

export const jsonType = 'application/json; charset=UTF-8';

export function jsonReply(status: number, body: unknown, headers: Headers = {}): Reply {
	return { kind: 'whole', status, headers: { 'content-type': jsonType, ...headers }, body: `${prettyJson(body)}\n` };
}

export function htmlReply(status: number, body: string, headers: Headers = {}): Reply {
	return { kind: 'whole', status, headers: { 'content-type': 'text/html; charset=UTF-8', ...headers }, body };
}

/**
 * An error in the form the endpoint uses: one object; an array of one where the answer would have been an array;
 * for `alt=sse` the plain object under the stream's own content type, which is what makes clients misread it.
 */
export function errorReply(error: RpcStatus, framing?: StreamFraming): Reply {
	const body = { error };
	if (framing === 'array') {
		return {
			kind: 'whole',
			status: error.code,
			headers: { 'content-type': jsonType },
			body: `[${prettyJson(body)}\n]\n`,
		};
	}
	return jsonReply(error.code, body, framing === 'sse' ? { 'content-type': 'text/event-stream' } : {});
}

/** The frames of a streamed answer: `data: {…}\r\n\r\n` events, or the pieces of one JSON array. */
export function frameStream(messages: readonly unknown[], framing: StreamFraming): string[] {
	if (framing === 'sse') {
		return messages.map((message) => `data: ${lineJson(message)}\r\n\r\n`);
	}
	if (messages.length === 0) {
		return ['[]\n'];
	}
	return [...messages.map((message, index) => `${index === 0 ? '[' : ',\r\n'}${prettyJson(message)}\n`), ']\n'];
}
