import { keyHeaderAt } from '../gemini/targets.ts';
import type { Profile } from '../profiles/profile.ts';
import { readSource } from '../secretSources/readSource.ts';

/** The environment variable that stands for a secret, and what kind of secret it holds. */
export type StandIn = {
	readonly kind: 'key' | 'token';
	readonly variable: string;
	/** Which carries it. */
	readonly header: 'x-goog-api-key' | 'authorization';
};

/** Application Default Credentials, with what they are asked for: Google's libraries find them without a variable of ours. */
export type DefaultCredentials = { readonly kind: 'adc'; readonly scopes: readonly string[] };

const token: StandIn = { kind: 'token', variable: 'GEMINI_ACCESS_TOKEN', header: 'authorization' };

/** What stands for the secret where a request has just headers. */
export const standInFor = (profile: Profile | undefined): StandIn =>
	profile === undefined || profile.method === 'api-key'
		? { kind: 'key', variable: keyVariable(profile), header: keyHeaderAt(profile ?? {}) }
		: token;

/** The same where Google's libraries can find the credential themselves. */
export function signInFor(profile: Profile | undefined): StandIn | DefaultCredentials {
	switch (profile?.method) {
		case 'adc':
			return { kind: 'adc', scopes: profile.scopes };
		case 'service-account':
			// A key file does not say for whom the account acts.
			return profile.subject ? token : { kind: 'adc', scopes: profile.scopes };
		default:
			return standInFor(profile);
	}
}

/** The variable that a profile's key is kept in, if every shell and language can name it; otherwise that of Google's libraries. */
function keyVariable(profile: Profile | undefined): string {
	const source = profile?.method === 'api-key' && profile.source ? readSource(profile.source) : undefined;
	return source?.kind === 'environment' && /^[A-Za-z_]\w{0,99}$/.test(source.name) ? source.name : 'GEMINI_API_KEY';
}

/** The header that carries a secret, around whatever stands for it in a language. */
export const headerFor = ({ header }: StandIn, secret: string): readonly [name: string, value: string] => [
	header,
	header === 'authorization' ? `Bearer ${secret}` : secret,
];
