import type { CryptoKey } from 'jose';
import { parseJson } from '../../core/parseJson.ts';

/** Signing algorithms of RFC 7518 that servers take for `private_key_jwt`, by the kind of key in a PEM. */
const algorithms = ['RS256', 'ES256', 'PS256', 'EdDSA', 'ES384', 'ES512'] as const;

/** A private key as WebCrypto takes it, with its key id where a JWK names one. Throws where the text is no private key. */
export async function importPrivateKey(text: string): Promise<{ readonly key: CryptoKey; readonly kid?: string }> {
	// jose is loaded for clients with a private key alone.
	const { importJWK, importPKCS8 } = await import('./joseParts.ts');
	const jwk = parseJson(text.trim());
	if (typeof jwk === 'object' && jwk !== null) {
		const { kid, alg, kty, crv } = jwk as { kid?: unknown; alg?: unknown; kty?: unknown; crv?: unknown };
		const guessed =
			kty === 'RSA'
				? 'RS256'
				: kty === 'OKP'
					? 'EdDSA'
					: crv === 'P-384'
						? 'ES384'
						: crv === 'P-521'
							? 'ES512'
							: 'ES256';
		const key = await importJWK(jwk, typeof alg === 'string' ? alg : guessed);
		if (!('type' in key) || key.type !== 'private') {
			throw new TypeError('not a private key');
		}
		return { key, ...(typeof kid === 'string' ? { kid } : {}) };
	}
	for (const algorithm of algorithms) {
		try {
			return { key: await importPKCS8(text.trim(), algorithm) };
		} catch {
			// A PEM does not say which algorithm it is for: the next one is tried.
		}
	}
	throw new TypeError('not a private key');
}
