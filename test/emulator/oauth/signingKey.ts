import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, exportPKCS8, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';

/** The key that signs ID tokens, and the two forms in which Google publishes it. */
export type SigningKey = {
	readonly sign: (claims: Readonly<Record<string, unknown>>) => Promise<string>;
	/** For `/oauth2/v3/certs`. */
	readonly jwks: { readonly keys: readonly JWK[] };
	/** For `/oauth2/v1/certs`: key id to certificate. */
	readonly certificates: () => Promise<{ readonly [keyId: string]: string }>;
};

/** A new key each time: nobody can come to rely on one. */
export async function newSigningKey(): Promise<SigningKey> {
	const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
	const jwk = await exportJWK(publicKey);
	// Google's key ids are 40 hexadecimal digits.
	const kid = createHash('sha1')
		.update(await calculateJwkThumbprint(jwk))
		.digest('hex');
	return {
		sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(privateKey),
		jwks: { keys: [{ ...jwk, alg: 'RS256', use: 'sig', kid }] },
		certificates: async () => {
			// Hardly anybody asks for certificates, and the library is slow to load.
			const { generate } = await import('selfsigned');
			const { cert } = await generate([{ name: 'commonName', value: 'federated-signon.system.gserviceaccount.com' }], {
				keyPair: { privateKey: await exportPKCS8(privateKey), publicKey: await exportSPKI(publicKey) },
				algorithm: 'sha256',
			});
			return { [kid]: cert };
		},
	};
}
