import type { AssertionSigner, Claims, SigningKey } from '../../core/serviceAccounts/assertion.ts';

type Jose = typeof import('./joseParts.ts');
type Key = Awaited<ReturnType<Jose['importPKCS8']>>;
/** What jose signs with, beside the key, so that a signature asks for no module again. */
type Signing = Pick<Jose, 'CompactSign'> & { readonly key: Key };

/** Enough for whoever uses many accounts in one window. */
const mostKeys = 200;

/** Signs by jose and WebCrypto. */
export class WebSigner implements AssertionSigner {
	/** By version of the secret: importing costs more than signing. */
	readonly #signings = new Map<string, Promise<Signing>>();

	prepare(): void {
		// Where it cannot be loaded, the signature says so.
		jose().catch(() => undefined);
	}

	async sign({ privateKey, keyId, version }: SigningKey, claims: Claims): Promise<string> {
		const { CompactSign, key } = await (this.#signings.get(version) ?? this.#remembered(version, privateKey));
		// A JWT is its claims signed in this form (RFC 7519, section 7.1). They are whole: the builder for them would only copy them.
		const payload = new TextEncoder().encode(JSON.stringify(claims));
		return new CompactSign(payload).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId }).sign(key);
	}

	async isRsaKey(pem: string): Promise<boolean> {
		return signingWith(pem).then(
			() => true,
			() => false,
		);
	}

	#remembered(version: string, pem: string): Promise<Signing> {
		const signing = signingWith(pem);
		this.#signings.set(version, signing);
		signing.catch(() => this.#signings.delete(version));
		const [oldest] = this.#signings.keys();
		if (this.#signings.size > mostKeys && oldest !== undefined) {
			this.#signings.delete(oldest);
		}
		return signing;
	}
}

/** Loaded for those who sign alone. */
const jose = () => import('./joseParts.ts');

async function signingWith(pem: string): Promise<Signing> {
	const { CompactSign, importPKCS8 } = await jose();
	return { CompactSign, key: await importPKCS8(pem, 'RS256') };
}
