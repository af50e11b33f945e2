import type { JsonRecord } from '../errors/googleError.ts';
import { fieldInWords } from '../oauth/transcriptFields.ts';
import { readProof } from './readProof.ts';

const mostClaims = 40;

/** What a proof states about the workload, claim by claim; never the proof itself. */
export function proofInWords(proof: string): readonly string[] {
	const read = readProof(proof);
	return read ? fieldsInWords(read.claims, proof) : [`no JWT, ${proof.length} characters`];
}

export const fieldsInWords = (fields: JsonRecord, proof: string): readonly string[] =>
	Object.entries(fields)
		.slice(0, mostClaims)
		.map(([name, value]) => fieldInWords(name, typeof value === 'string' ? value : JSON.stringify(value), [proof]));
