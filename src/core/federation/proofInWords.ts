import { fieldInWords } from '../oauth/transcriptFields.ts';
import { parseJson } from '../parseJson.ts';

const mostClaims = 40;

/** What a proof states about the workload, claim by claim, for the transcript; never the proof itself. Read and not verified: that is Google's part. */
export function proofInWords(proof: string): readonly string[] {
	const claims = claimsIn(proof);
	return claims
		? Object.entries(claims)
				.slice(0, mostClaims)
				.map(([name, value]) => fieldInWords(name, typeof value === 'string' ? value : JSON.stringify(value), [proof]))
		: [`no JWT, ${proof.length} characters`];
}

/** RFC 7519, section 3. */
function claimsIn(proof: string): object | undefined {
	const [, payload] = /^[\w-]+\.([\w-]{2,20000})\.[\w-]+$/.exec(proof) ?? [];
	if (payload === undefined) {
		return undefined;
	}
	try {
		const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (each) =>
			each.charCodeAt(0),
		);
		const claims = parseJson(new TextDecoder().decode(bytes));
		return typeof claims === 'object' && claims !== null && !Array.isArray(claims) ? claims : undefined;
	} catch {
		return undefined;
	}
}
