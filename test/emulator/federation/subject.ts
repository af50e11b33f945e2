import { TokenRefused } from '../oauth/tokenRefused.ts';
import type { Provider } from './provider.ts';

/** What another identity provider says of somebody, once it is known to be its word. */
export type Subject = {
	readonly claims: Readonly<Record<string, unknown>>;
	/** What is left of its life. */
	readonly lifeSeconds: number;
};

/** The attributes by which Google knows the subject from then on; `google.subject` is always among them. */
export function attributesOf({ claims }: Subject, provider: Provider): Readonly<Record<string, string>> {
	const mapped = Object.entries(provider.attributes).flatMap(([attribute, claim]) =>
		claims[claim] === undefined ? [] : [[attribute, String(claims[claim])] as const],
	);
	const isMet = Object.entries(provider.condition).every(([claim, value]) => claims[claim] === value);
	if (!isMet) {
		throw new TokenRefused('attribute-condition');
	}
	const attributes: Readonly<Record<string, string>> = Object.fromEntries(mapped);
	if ((attributes['google.subject'] ?? '') === '') {
		throw new TokenRefused('subject-token-unmapped');
	}
	return attributes;
}
