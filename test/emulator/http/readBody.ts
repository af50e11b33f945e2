import type { IncomingMessage } from 'node:http';

/** Google refuses requests above 20 MB. */
export const maxBodyBytes = 20 * 1024 * 1024;

/** `bytes` is undefined where the body was over the limit; `size` is what arrived in any case. */
export type Body = { readonly size: number; readonly bytes: Buffer | undefined };

/**
 * Reads the body to its end. What is over the limit is thrown away but still read: a client that is refused while it
 * is writing sees a broken connection and not the refusal.
 */
export async function readBody(request: IncomingMessage): Promise<Body> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		size += (chunk as Buffer).length;
		if (size <= maxBodyBytes) {
			chunks.push(chunk as Buffer);
		}
	}
	return { size, bytes: size <= maxBodyBytes ? Buffer.concat(chunks) : undefined };
}
