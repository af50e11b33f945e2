import type { AssertionSigner, Claims, SigningKey } from '../../core/serviceAccounts/assertion.ts';

type Key = Awaited<ReturnType<typeof import('jose').importPKCS8>>;

/** Enough for whoever uses many accounts in one window. */
const mostKeys = 200;

/** Signs by jose and WebCrypto. */
export class WebSigner implements AssertionSigner {
	/** By version of the secret: importing costs more than signing. */
	readonly #keys = new Map<string, Promise<Key>>();

	async sign({ privateKey, keyId, version }: SigningKey, claims: Claims): Promise<string> {
		const { SignJWT } = await jose();
		const known = this.#keys.get(version);
		const key = known ?? imported(privateKey);
		if (!known) {
			this.#keys.set(version, key);
			key.catch(() => this.#keys.delete(version));
			const [oldest] = this.#keys.keys();
			if (this.#keys.size > mostKeys && oldest !== undefined) {
				this.#keys.delete(oldest);
			}
		}
		return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId }).sign(await key);
	}

	async isRsaKey(pem: string): Promise<boolean> {
		return imported(pem).then(
			() => true,
			() => false,
		);
	}
}

const jose = () => import('./joseParts.ts');
const imported = async (pem: string): Promise<Key> => (await jose()).importPKCS8(pem, 'RS256');
