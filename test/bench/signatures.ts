import { JWTAccess } from 'google-auth-library';
import { importPKCS8, SignJWT } from 'jose';
import { assertionClaims } from '../../src/core/serviceAccounts/assertion.ts';
import { WebSigner } from '../../src/net/oauth/webSigner.ts';
import { figuresOf, row } from './figures.ts';
import { inTurns } from './inTurns.ts';

const email = 'robot@my-project-1234.iam.gserviceaccount.com';
const scopes = ['https://www.googleapis.com/auth/cloud-platform'];
const keyId = '0123456789abcdef';
const signatures = 600;

/** A signature of ours, by jose alone, and by google-auth-library; of the same claims, in turns. */
export async function signing(pem: string): Promise<void> {
	const signer = new WebSigner();
	const key = { privateKey: pem, keyId, version: 'v' };
	const imported = await importPKCS8(pem, 'RS256');
	const access = new JWTAccess(email, pem, keyId);
	const now = Date.now();
	const claimsOf = (round: number) => assertionClaims(email, scopes, undefined, now + round * 1000);
	const times = await inTurns(signatures, {
		latchkey: (round) => timeOf(claimsOf(round), (claims) => signer.sign(key, claims)),
		jose: (round) =>
			timeOf(claimsOf(round), (claims) =>
				new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId }).sign(imported),
			),
		// It keeps what it has signed, so each is for another address.
		library: (round) => timeOf(`https://example.googleapis.com/${round}`, async (url) => access.getRequestHeaders(url)),
	});
	const [ours, plain] = [figuresOf(times.latchkey), figuresOf(times.jose)];
	console.log(row('a signature, Latchkey', ours));
	console.log(row('jose with the key imported once', plain));
	console.log(row('google-auth-library', figuresOf(times.library)));
	console.log(`  Latchkey takes ${((ours.median / plain.median) * 100).toFixed(0)} % of jose (not slower)`);
}

/** What is signed is made before the clock runs. */
async function timeOf<T>(subject: T, work: (subject: T) => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work(subject);
	return performance.now() - start;
}
