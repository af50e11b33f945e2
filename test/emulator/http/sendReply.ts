import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Reply } from './reply.ts';
import type { StreamStep } from './streamSteps.ts';

type Whole = Extract<Reply, { readonly kind: 'whole' }>;

/** True where the connection was cut before the end. */
export async function sendWhole(response: ServerResponse, reply: Whole): Promise<boolean> {
	const body = Buffer.from(reply.body);
	response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length });
	if (reply.breaksAt !== undefined) {
		await new Promise((written) => response.write(body.subarray(0, reply.breaksAt), written));
		response.destroy();
		return true;
	}
	response.end(response.req.method === 'HEAD' ? undefined : body);
	return false;
}

/**
 * Writes the steps with a pause between them, and stops at once when `gone` is aborted (the client left). `wrote` is
 * called after each write. A `stall` ends only by the client's leaving, or the emulator's.
 */
export async function sendStream(
	response: ServerResponse,
	head: { readonly status: number; readonly headers: { readonly [name: string]: string } },
	steps: readonly StreamStep[],
	options: { readonly paceMs: number; readonly gone: AbortSignal; readonly wrote: () => void },
): Promise<void> {
	const { paceMs, gone, wrote } = options;
	response.writeHead(head.status, head.headers);
	response.flushHeaders();
	for (const step of steps) {
		gone.throwIfAborted();
		if (step.do === 'close') {
			// Lets the writes before it leave the process, so that the client has them when the connection breaks.
			await setImmediate(undefined, { signal: gone });
			response.destroy();
			return;
		}
		if (step.do === 'stall') {
			await leaving(gone);
			return;
		}
		const flushed = response.write(step.bytes);
		wrote();
		await (flushed ? pause(paceMs, gone) : once(response, 'drain', { signal: gone }));
	}
	response.end();
}

/** Even without a pause the event loop gets its turn, or a client that leaves would go unseen. */
function pause(ms: number, gone: AbortSignal): Promise<void> {
	return ms > 0 ? setTimeout(ms, undefined, { signal: gone }) : setImmediate(undefined, { signal: gone });
}

/** Resolves when the client has left. */
export async function leaving(gone: AbortSignal): Promise<void> {
	if (!gone.aborted) {
		await once(gone, 'abort');
	}
}
