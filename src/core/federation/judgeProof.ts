import type { ReadProof } from './readProof.ts';

/** What can be told of a JWT without asking anybody. `isFault`: Google is certain to refuse it. */
export type Finding = { readonly isFault: boolean; readonly sentence: string };

/** In seconds. Google forgives clocks that differ by so much; and takes nothing that lives longer than a day. */
const [tolerance, longestLife] = [60, 86_400];

/**
 * Compares claims with what Google asks of them
 * (https://cloud.google.com/iam/docs/workload-identity-federation-with-other-providers#oidc-token-requirements).
 */
export function judgeProof({ header, claims }: ReadProof, audience: string, now: number): readonly Finding[] {
	const [iat, exp, nbf] = ['iat', 'exp', 'nbf'].map((name) => claims[name]);
	const seconds = Math.floor(now / 1000);
	const fault = (sentence: string): Finding => ({ isFault: true, sentence });
	const findings: Finding[] = [];
	if (header['alg'] !== 'RS256' && header['alg'] !== 'ES256') {
		findings.push(fault('It is signed neither by RS256 nor by ES256, the two that Google verifies.'));
	}
	if (typeof claims['iss'] !== 'string' || !claims['iss'].startsWith('https://')) {
		findings.push(fault('“iss” is no https address.'));
	}
	if (typeof exp !== 'number') {
		findings.push(fault('“exp” is missing or no number: Google takes no proof that never ends.'));
	} else if (exp > seconds) {
		findings.push({ isFault: false, sentence: `It is good for ${inWords(exp - seconds)} more.` });
	} else {
		const isForgiven = exp + tolerance >= seconds;
		const sentence = `It ended ${inWords(seconds - exp)} ago. ${isForgiven ? 'Google may just take it still.' : 'Have a new one made.'}`;
		findings.push({ isFault: !isForgiven, sentence });
	}
	if (typeof iat !== 'number') {
		findings.push(fault('“iat” is missing or no number: Google wants to know when it was issued.'));
	} else if (iat - tolerance > seconds) {
		findings.push(fault(`It was issued ${inWords(iat - seconds)} in the future: a clock is wrong, here or there.`));
	}
	if (typeof nbf === 'number' && nbf - tolerance > seconds) {
		findings.push(fault(`It does not count before ${inWords(nbf - seconds)} from now.`));
	}
	if (typeof exp === 'number' && typeof iat === 'number' && exp - iat > longestLife) {
		findings.push(fault(`It lives for ${inWords(exp - iat)}. Google takes none that lives longer than a day.`));
	}
	const all = [claims['aud']].flat();
	if (!all.some((each) => each === audience || each === `https:${audience}`)) {
		findings.push({
			isFault: false,
			sentence: `“aud” is not the name of the provider (https:${audience}). That is well only where the provider’s allowed audiences name it.`,
		});
	}
	return findings;
}

const inWords = (seconds: number): string =>
	seconds < 120
		? `${seconds} s`
		: seconds < 7_200
			? `${Math.round(seconds / 60)} min`
			: seconds < 172_800
				? `${Math.round(seconds / 3600)} h`
				: `${Math.round(seconds / 86_400)} days`;
