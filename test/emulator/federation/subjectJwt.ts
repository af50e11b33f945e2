import { compactVerify, createLocalJWKSet, decodeJwt, errors, type JWTPayload } from 'jose';
import { TokenRefused } from '../oauth/tokenRefused.ts';
import { audienceOf, type OidcProvider } from './provider.ts';
import type { Subject } from './subject.ts';

/** In seconds, both ways. */
const skew = 60;

/** A subject token that is a JWT of an OpenID Connect provider. `now` in milliseconds. */
export async function jwtSubject(token: string, provider: OidcProvider, now: number): Promise<Subject> {
	const claims = decode(token);
	if (claims.iss !== provider.issuer) {
		throw new TokenRefused(
			'subject-token-issuer',
			`The issuer in ID Token ${String(claims.iss ?? null)} does not match the expected ones: [${provider.issuer}].`,
		);
	}
	await checkSignature(token, provider);
	const seconds = Math.floor(now / 1000);
	const { iat, exp } = claims;
	if (typeof iat !== 'number' || typeof exp !== 'number' || iat > seconds + skew || exp <= seconds - skew) {
		throw new TokenRefused('subject-token-stale', `ID Token issued at ${String(iat ?? null)} is stale to sign-in.`);
	}
	const audiences = [claims.aud ?? []].flat();
	if (!audiences.some((audience) => audiencesOf(provider).includes(audience))) {
		throw new TokenRefused(
			'subject-token-audience',
			`The audience in ID Token [${audiences.join(', ')}] does not match the expected audience.`,
		);
	}
	return { claims, lifeSeconds: Math.max(1, exp - seconds) };
}

/** Unless others are named, the provider itself, with or without a scheme. */
function audiencesOf(provider: OidcProvider): readonly string[] {
	const name = audienceOf(provider);
	return provider.allowedAudiences.length > 0 ? provider.allowedAudiences : [name, `https:${name}`];
}

function decode(token: string): JWTPayload {
	try {
		return decodeJwt(token);
	} catch {
		throw new TokenRefused('subject-token-malformed');
	}
}

/** Google speaks of a connection to the issuer where it has no such key, even if the keys were given to it. */
async function checkSignature(token: string, { jwks }: OidcProvider): Promise<void> {
	try {
		await compactVerify(token, createLocalJWKSet(await jwks()), { algorithms: ['RS256', 'ES256'] });
	} catch (error) {
		throw new TokenRefused(
			error instanceof errors.JWSSignatureVerificationFailed
				? 'subject-token-signature'
				: 'subject-token-issuer-unreachable',
		);
	}
}
