import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { JWTAccess } from 'google-auth-library';
import { importPKCS8, SignJWT } from 'jose';
import { assertionClaims } from '../../src/core/serviceAccounts/assertion.ts';
import { WebSigner } from '../../src/net/oauth/webSigner.ts';
import { root } from '../bed/paths.ts';
import { figuresOf, row } from './figures.ts';

const email = 'robot@my-project-1234.iam.gserviceaccount.com';
const scopes = ['https://www.googleapis.com/auth/cloud-platform'];
const keyId = '0123456789abcdef';
const signatures = 300;
const starts = 15;

const ours = `
import { readEmulatorDoor } from './src/core/hosts/emulatorDoor.ts';
import { google } from './src/core/oauth/authorizationServer.ts';
import { Transcript } from './src/core/oauth/transcript.ts';
import { assertionClaims } from './src/core/serviceAccounts/assertion.ts';
import { FetchTransport } from './src/net/fetchTransport.ts';
import { WebOAuth } from './src/net/oauth/oauthProtocol.ts';
import { WebSigner } from './src/net/oauth/webSigner.ts';
import { systemClock as clock, systemRandom as random } from './src/net/platform.ts';
export async function firstToken(origin, { client_email, private_key, private_key_id }) {
	const door = readEmulatorDoor({ 'oauth2.googleapis.com': origin });
	const transport = new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 5000 }, clock);
	const protocol = new WebOAuth({ transport, clock, random, transcript: new Transcript(clock) });
	const key = { privateKey: private_key, keyId: private_key_id, version: 'v' };
	const assertion = await new WebSigner().sign(key, assertionClaims(client_email, ${JSON.stringify(scopes)}, undefined, Date.now()));
	const outcome = await protocol.jwtBearer(google, assertion, new AbortController().signal);
	return outcome.kind === 'answered' ? outcome.value.accessToken : outcome.kind;
}`;
const theirs = `
import { JWT } from 'google-auth-library';
export async function firstToken(origin, { client_email, private_key, private_key_id }) {
	const fetchImplementation = (url, init) => fetch(String(url.url ?? url).replace('https://oauth2.googleapis.com', origin), init);
	const client = new JWT({ email: client_email, key: private_key, keyId: private_key_id, scopes: ${JSON.stringify(scopes)}, transporterOptions: { fetchImplementation } });
	return (await client.authorize()).access_token;
}`;

/** What a service account costs: a signature, and the first token of a fresh process; each beside google-auth-library. */
export async function serviceAccounts(): Promise<void> {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
	console.log('\nA service account');
	await signing(pem);
	await firstTokens(pem);
}

async function signing(pem: string): Promise<void> {
	const signer = new WebSigner();
	const key = { privateKey: pem, keyId, version: 'v' };
	const imported = await importPKCS8(pem, 'RS256');
	const access = new JWTAccess(email, pem, keyId);
	const times = { ours: [] as number[], jose: [] as number[], theirs: [] as number[] };
	for (let run = 0; run <= signatures; run++) {
		const claims = assertionClaims(email, scopes, undefined, Date.now() + run * 1000);
		const mine = await timeOf(() => signer.sign(key, claims));
		const plain = await timeOf(() =>
			new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId }).sign(imported),
		);
		// It keeps what it has signed, so each is for another address.
		const other = await timeOf(async () => access.getRequestHeaders(`https://example.googleapis.com/${run}`));
		if (run > 0) {
			times.ours.push(mine);
			times.jose.push(plain);
			times.theirs.push(other);
		}
	}
	console.log(row('a signature, Latchkey', figuresOf(times.ours)));
	console.log(row('jose with the key imported once', figuresOf(times.jose)));
	console.log(row('google-auth-library', figuresOf(times.theirs)));
}

async function firstTokens(pem: string): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
	const server = createServer((request, response) => {
		request.resume().on('end', () => {
			response.setHeader('content-type', 'application/json');
			response.end('{"access_token":"a-token","expires_in":3599,"token_type":"Bearer"}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	try {
		const keyFile = join(folder, 'key.json');
		writeFileSync(keyFile, JSON.stringify({ client_email: email, private_key: pem, private_key_id: keyId }));
		const bundles = Object.entries({ ours, theirs });
		for (const [name, contents] of bundles) {
			await build({
				stdin: { contents, resolveDir: root, loader: 'ts' },
				outdir: join(folder, name),
				entryNames: 'entry',
				outExtension: { '.js': '.mjs' },
				bundle: true,
				minify: true,
				splitting: true,
				format: 'esm',
				platform: 'node',
				logLevel: 'error',
				alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
				banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
			});
		}
		const times: Record<string, number[]> = { ours: [], theirs: [] };
		for (let run = 0; run <= starts; run++) {
			for (const [name] of bundles) {
				const args = [
					'--no-deprecation',
					join(import.meta.dirname, 'firstToken.mjs'),
					join(folder, name, 'entry.mjs'),
					origin,
					keyFile,
				];
				const { stdout } = await promisify(execFile)(process.execPath, args);
				// The first round warms the disk's cache.
				if (run > 0) times[name]?.push(Number(stdout));
			}
		}
		const [mine, other] = [figuresOf(times['ours'] ?? []), figuresOf(times['theirs'] ?? [])];
		console.log(row('the first token of a fresh process, Latchkey', mine));
		console.log(row('the same, google-auth-library', other));
		console.log(`  Latchkey takes ${((mine.median / other.median) * 100).toFixed(0)} % of it (limit 50 %)`);
	} finally {
		server.close();
		rmSync(folder, { recursive: true });
	}
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}
