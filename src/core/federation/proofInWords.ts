import type { JsonRecord } from '../errors/googleError.ts';
import { answerInWords } from '../oauth/transcriptFields.ts';
import { readProof } from './readProof.ts';

/** What a proof states about the workload, claim by claim; never the proof itself. */
export function proofInWords(proof: string): readonly string[] {
	const read = readProof(proof);
	return read ? fieldsInWords(read.claims, proof) : [`no JWT, ${proof.length} characters`];
}

/** Header or claims. They are written like an answer: what has a secret's name in it is left out there, however deep it lies. */
export const fieldsInWords = (fields: JsonRecord, proof: string): readonly string[] =>
	// A number is told as a text, which is left out under a secret's name.
	answerInWords(
		JSON.stringify(fields, (_, value) => (typeof value === 'number' ? String(value) : value)),
		[proof],
	);
