import type { ErrorName } from '../errors/catalogue.ts';
import type { RpcStatus } from '../errors/rpcError.ts';
import { lineJson, prettyJson } from '../json.ts';
import type { StreamFraming } from './reply.ts';

/** One thing the server does while it streams. `stall` waits for ever; `close` cuts the connection. */
export type StreamStep =
	| { readonly do: 'write'; readonly bytes: Uint8Array }
	| { readonly do: 'stall' }
	| { readonly do: 'close' };

/** What can go wrong once the answer has begun. `afterChunks` counts the chunks that arrive whole before it does. */
export type StreamFault =
	| { readonly kind: 'close-mid-stream'; readonly afterChunks: number }
	| { readonly kind: 'stall-mid-stream'; readonly afterChunks: number }
	| {
			readonly kind: 'stream-error';
			readonly afterChunks: number;
			readonly name: ErrorName;
			/** `bare`: JSON with no `data:` before it; `data`: a proper event. In an array it is the next element. */
			readonly form: 'bare' | 'data';
	  }
	/** Cuts every multi-byte UTF-8 character in two and sends the halves in different writes. */
	| { readonly kind: 'split-characters' };

/** `error` gives the body of the error a `stream-error` names. */
export function planStream(
	frames: readonly string[],
	framing: StreamFraming,
	fault: StreamFault | undefined,
	error: (name: ErrorName) => RpcStatus,
): StreamStep[] {
	const encoder = new TextEncoder();
	const write = (text: string): StreamStep => ({ do: 'write', bytes: encoder.encode(text) });
	switch (fault?.kind) {
		case undefined:
			return frames.map(write);
		case 'close-mid-stream':
			return [...frames.slice(0, fault.afterChunks).map(write), { do: 'close' }];
		case 'stall-mid-stream':
			return [...frames.slice(0, fault.afterChunks).map(write), { do: 'stall' }];
		case 'stream-error':
			return [
				...frames.slice(0, fault.afterChunks).map(write),
				...errorFrames(error(fault.name), framing, fault.form, fault.afterChunks).map(write),
			];
		case 'split-characters':
			return frames.flatMap((frame) => splitCharacters(encoder.encode(frame)).map((bytes) => ({ do: 'write', bytes })));
	}
}

function errorFrames(error: RpcStatus, framing: StreamFraming, form: 'bare' | 'data', chunksBefore: number): string[] {
	if (framing === 'array') {
		return [`${chunksBefore === 0 ? '[' : ',\r\n'}${prettyJson({ error })}\n`, ']\n'];
	}
	return [form === 'data' ? `data: ${lineJson({ error })}\r\n\r\n` : `${lineJson({ error })}\r\n\r\n`];
}

/** Cuts after the first byte of each multi-byte character. */
function splitCharacters(bytes: Uint8Array): Uint8Array[] {
	const pieces: Uint8Array[] = [];
	let start = 0;
	for (let index = 0; index < bytes.length; index++) {
		if ((bytes[index] ?? 0) >= 0xc0) {
			pieces.push(bytes.subarray(start, index + 1));
			start = index + 1;
		}
	}
	pieces.push(bytes.subarray(start));
	return pieces.filter((piece) => piece.length > 0);
}
