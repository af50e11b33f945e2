import { isRecord, type JsonRecord } from '../errors/googleError.ts';
import { parseJson } from '../parseJson.ts';

/** What a JWT states, read and not verified: that is Google's part. */
export type ReadProof = { readonly header: JsonRecord; readonly claims: JsonRecord };

/** Reads a JWT (RFC 7519, section 3); undefined where the proof is none. */
export function readProof(proof: string): ReadProof | undefined {
	const [, first = '', second = ''] = /^([\w-]{2,16384})\.([\w-]{2,65536})\.[\w-]*$/.exec(proof) ?? [];
	const [header, claims] = [partOf(first), partOf(second)];
	return header && claims ? { header, claims } : undefined;
}

function partOf(text: string): JsonRecord | undefined {
	try {
		const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
		const json = parseJson(new TextDecoder().decode(Uint8Array.from(plain, (each) => each.charCodeAt(0))));
		return text !== '' && isRecord(json) ? json : undefined;
	} catch {
		return undefined;
	}
}
