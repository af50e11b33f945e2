import type { Digest } from '../../core/federation/awsRequest.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** By WebCrypto. */
export const webDigest: Digest = {
	sha256: async (text) => {
		const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes(text)));
		return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	},
	hmac: async (key, text) => {
		const raw = typeof key === 'string' ? bytes(key) : new Uint8Array(key);
		const imported = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
		return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes(text)));
	},
};
