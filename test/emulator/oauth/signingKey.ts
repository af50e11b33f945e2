import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, exportPKCS8, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';

/** An RSA key of 2048 bits, and the two forms in which Google publishes it. */
export type SigningKey = {
	readonly sign: (claims: Readonly<Record<string, unknown>>) => Promise<string>;
	/** For `/oauth2/v3/certs`. */
	readonly jwks: { readonly keys: readonly JWK[] };
	/** For `/oauth2/v1/certs`: key id to certificate. */
	readonly certificates: () => Promise<{ readonly [keyId: string]: string }>;
	readonly publicKey: CryptoKey;
	/** PKCS #8 in PEM. */
	readonly privateKeyPem: () => Promise<string>;
};

type Given = {
	readonly keyId?: string;
	/** Of its certificate, as is `life`. */
	readonly commonName?: string;
	readonly life?: { readonly notBeforeDate: Date; readonly notAfterDate: Date };
};

/** A new key each time: nobody can come to rely on one. */
export async function newSigningKey(given: Given = {}): Promise<SigningKey> {
	const { commonName = 'federated-signon.system.gserviceaccount.com' } = given;
	const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
	const jwk = await exportJWK(publicKey);
	// Google's key ids are 40 hexadecimal digits.
	const kid =
		given.keyId ??
		createHash('sha1')
			.update(await calculateJwkThumbprint(jwk))
			.digest('hex');
	let certificate: Promise<string> | undefined;
	const certify = async (): Promise<string> => {
		// Hardly anybody asks for certificates, and the library is slow to load.
		const { generate } = await import('selfsigned');
		const { cert } = await generate([{ name: 'commonName', value: commonName }], {
			...given.life,
			keyPair: { privateKey: await exportPKCS8(privateKey), publicKey: await exportSPKI(publicKey) },
			algorithm: 'sha256',
		});
		return cert;
	};
	return {
		sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(privateKey),
		jwks: { keys: [{ ...jwk, alg: 'RS256', use: 'sig', kid }] },
		certificates: async () => {
			certificate ??= certify();
			return { [kid]: await certificate };
		},
		publicKey,
		privateKeyPem: () => exportPKCS8(privateKey),
	};
}
