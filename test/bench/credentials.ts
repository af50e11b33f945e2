import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { OAuth2Client } from 'google-auth-library';
import { TokenCache } from '../../src/core/credentials/tokenCache.ts';
import { readEmulatorDoor } from '../../src/core/hosts/emulatorDoor.ts';
import { google } from '../../src/core/oauth/authorizationServer.ts';
import { Transcript } from '../../src/core/oauth/transcript.ts';
import { answered } from '../../src/core/outcome.ts';
import type { OAuthUserProfile } from '../../src/core/profiles/profile.ts';
import { FetchTransport } from '../../src/net/fetchTransport.ts';
import { WebOAuth } from '../../src/net/oauth/oauthProtocol.ts';
import { systemClock, systemRandom } from '../../src/net/platform.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { consent } from '../emulator/oauth/consent.ts';
import { figuresOf, row } from './figures.ts';

const calls = 200_000;
const rounds = 9;
const colds = 40;

/**
 * What a credential costs a request: one that is cached, and one that has to be had from a token endpoint of this machine; each beside
 * google-auth-library, in turns.
 */
export async function credentials(): Promise<void> {
	const emulator = await startEmulator();
	try {
		const { clientId, clientSecret } = emulator.oauth.desktopClient;
		const redirectUri = 'http://127.0.0.1:9/';
		const theirs = new OAuth2Client({
			clientId,
			clientSecret,
			redirectUri,
			endpoints: { oauth2TokenUrl: `${emulator.origin}/token` },
		});
		const url = theirs.generateAuthUrl({
			access_type: 'offline',
			scope: ['https://www.googleapis.com/auth/cloud-platform'],
		});
		const back = await consent(emulator.origin, url, {});
		const { tokens } = await theirs.getToken(new URL(back).searchParams.get('code') ?? '');
		const refreshToken = tokens.refresh_token ?? '';
		theirs.setCredentials(tokens);

		const door = readEmulatorDoor({ 'oauth2.googleapis.com': emulator.origin });
		const transport = new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 10_000 }, systemClock);
		const ours = new WebOAuth({
			transport,
			clock: systemClock,
			random: systemRandom,
			transcript: new Transcript(systemClock),
		});
		const { signal } = new AbortController();
		const refresh = () =>
			ours.refresh(
				{ server: google, clientId, auth: { method: 'client_secret_post', secret: clientSecret }, signal },
				refreshToken,
			);
		const profile: OAuthUserProfile = {
			id: 'p',
			secretVersion: 's',
			name: 'Work',
			method: 'oauth-user',
			createdAt: 0,
			server: google,
			client: { id: clientId, kind: 'installed', auth: 'client_secret_post', redirectUris: [] },
			scopes: ['https://www.googleapis.com/auth/cloud-platform', 'openid', 'email'],
		};
		const cacheWith = () =>
			new TokenCache(systemClock, async () => {
				const had = await refresh();
				return had.kind === 'answered' ? answered({ token: { ...had.value, scopes: [] }, profile }) : had;
			});

		console.log('\nThe credential of a request');
		const cache = cacheWith();
		await cache.get(profile, signal);
		const headers: number[] = [];
		const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
		for (let round = 0; round <= rounds; round++) {
			const mine = await perCall(calls, () => cache.get(profile, signal));
			const other = await perCall(calls, () => theirs.getAccessToken());
			const whole = await perCall(calls, () => theirs.getRequestHeaders());
			// The first round warms both.
			if (round > 0) {
				times.ours.push(mine);
				times.theirs.push(other);
				headers.push(whole);
			}
		}
		console.log(microseconds('a cached token, Latchkey', times.ours));
		console.log(microseconds('a cached token, google-auth-library', times.theirs));
		console.log(microseconds('the same as request headers, google-auth-library', headers));

		const cold: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
		for (let run = 0; run <= colds; run++) {
			const mine = await perCall(1, () => cacheWith().get(profile, signal));
			const other = await perCall(1, () => theirs.refreshAccessToken());
			if (run > 0) {
				cold.ours.push(mine / 1000);
				cold.theirs.push(other / 1000);
			}
		}
		console.log(row('a token from a token endpoint here, Latchkey', figuresOf(cold.ours)));
		console.log(row('the same, google-auth-library', figuresOf(cold.theirs)));

		const before = emulator.calls.length;
		const many = cacheWith();
		await Promise.all(Array.from({ length: 1000 }, () => many.get(profile, signal)));
		console.log(`  1,000 requests at once on an empty cache: ${emulator.calls.length - before} token request(s)`);
		const heap = collectedHeap();
		for (let round = 0; round < 100; round++) {
			await Promise.all(Array.from({ length: 1000 }, () => many.get(profile, signal)));
		}
		const grown = (collectedHeap() - heap) / 1024;
		console.log(`  memory after 100,000 more of them: ${grown.toFixed(0)} KB more than before`);
	} finally {
		await emulator.close();
	}
}

/** Bytes in use once everything that is not has been collected. */
function collectedHeap(): number {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	return process.memoryUsage().heapUsed;
}

/** Microseconds each. */
async function perCall(count: number, work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	for (let call = 0; call < count; call++) {
		await work();
	}
	return ((performance.now() - start) * 1000) / count;
}

function microseconds(name: string, values: readonly number[]): string {
	const { median, min, max, count } = figuresOf(values);
	const shown = (value: number) => value.toFixed(2);
	return `  ${name.padEnd(44)} ${shown(median).padStart(6)} µs   (${shown(min)} to ${shown(max)}, ${count} × ${calls})`;
}
