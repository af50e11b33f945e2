import { generateKeyPairSync } from 'node:crypto';
import { firstTokens } from './firstTokens.ts';
import { signing } from './signatures.ts';

/** What a service account costs: a signature, and the first token of a fresh process; each beside its neighbours. */
export async function serviceAccounts(): Promise<void> {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
	console.log('\nA service account');
	await signing(pem);
	await firstTokens(pem);
}
