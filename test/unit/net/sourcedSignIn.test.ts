import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { google } from '../../../src/core/oauth/authorizationServer.ts';
import { addSignedIn, dropSignIn, moveClientSecret } from '../../../src/core/oauth/keepSignIn.ts';
import type { OAuthClient } from '../../../src/core/oauth/oauthClient.ts';
import { waysFor } from '../../../src/core/oauth/redirectStrategies.ts';
import { SignIns } from '../../../src/core/oauth/signIns.ts';
import type { Tokens } from '../../../src/core/oauth/tokens.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { Profile } from '../../../src/core/profiles/profile.ts';
import type { StoredSource } from '../../../src/core/secretSources/secretSource.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { consent } from '../../emulator/oauth/consent.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { MemoryLock } from '../../fakes/memoryDocument.ts';
import { userOf } from '../core/credentials/tokenSupport.ts';
import { answerOf } from '../core/profileSupport.ts';
import { owner } from '../core/secretSources/sourceSupport.ts';
import { cloudPlatform, machineBed, signal } from './machineSupport.ts';

// People's sign-ins by a client whose secret is kept elsewhere, from the browser's answer to a call.

let emulator: Emulator;
beforeEach(async () => {
	await emulator?.close();
	emulator = await startEmulator();
});
after(() => emulator.close());

const environment = { kind: 'environment', name: 'OAUTH_CLIENT_SECRET' };
const hours = 60 * 60_000;
const scopes = ['openid', 'email', cloudPlatform];

/** A window, and a client at Google whose secret lies in the environment. */
function setUpWindow() {
	const { clientId, clientSecret } = emulator.oauth.addClient({ kind: 'installed', name: 'a-marker' });
	const window = machineBed(emulator);
	const log: string[] = [];
	const set = (secret: string) => Object.assign(window.sourced.environment, { OAUTH_CLIENT_SECRET: secret });
	set(clientSecret);
	const client: OAuthClient = {
		id: clientId,
		kind: 'installed',
		auth: 'client_secret_post',
		redirectUris: ['http://127.0.0.1/'],
	};
	const signIns = new SignIns({
		protocol: window.protocol,
		secrets: async () => window.sourced.secrets,
		open: async () => true,
		forwarded: async (port) => `http://127.0.0.1:${port}/`,
		callback: async () => 'code-oss://latchkey.latchkey-gemini/oauth/callback',
		clock: new ManualClock(),
		log: { info: (message) => void log.push(message), warn: (message) => void log.push(message) },
		transcript: window.transcript,
	});
	/** Has a person sign in; what comes of their answer. */
	const signIn = async (source: StoredSource = environment): Promise<Outcome<Tokens>> => {
		const surroundings = { ui: 'desktop', isRemote: false, canListen: false, callback: 'x:y' } as const;
		const way = waysFor(client, surroundings).find(({ id }) => id === 'paste');
		assert.ok(way);
		const waiting = await answerOf(signIns.start({ server: google, client, scopes, source, owner }, way));
		await waiting.paste(await consent(emulator.origin, waiting.authorizationUrl));
		return waiting.end;
	};
	const add = async (source: StoredSource = environment) => {
		const draft = { method: 'oauth-user', name: 'Ada', server: google, client, scopes, source } as const;
		return userOf(await answerOf(addSignedIn(window, draft, undefined, await answerOf(signIn(source)))));
	};
	/** Calls Gemini when the token of the sign-in is over. */
	const countLater = async ({ id }: Profile) => {
		window.time.skewMs += 2 * hours;
		const now = userOf(await answerOf(window.store.find(id)));
		window.tokens.forget(now);
		return window.count(now);
	};
	/** Has Google take another secret of the client alone. */
	const rotate = (secret: string) => emulator.oauth.changeClient(clientId, { clientSecret: secret });
	const lock = new MemoryLock();
	const ports = { store: window.store, clock: new ManualClock(), lockOf: () => lock };
	const isSignedIn = async ({ id }: Profile) => {
		const now = userOf(await answerOf(window.store.find(id)));
		return now.signIn !== undefined && now.signIn.ended === undefined;
	};
	return { ...window, clientSecret, log, set, signIn, add, countLater, rotate, lockedPorts: ports, isSignedIn };
}

type Window = ReturnType<typeof setUpWindow>;

/** Everything that was kept or written down, but for what goes to the server. */
const written = async ({ index, vault, audit, sourced, transcript, log }: Window) =>
	JSON.stringify([await index.read(), [...vault.secrets], audit.events, sourced.audit.events, transcript.entries, log]);

/** How often the token endpoint was asked. */
const asked = () => emulator.calls.filter(({ path }) => path === '/token').length;

const faultOf = (outcome: Outcome<unknown>) =>
	outcome.kind === 'failed' ? (outcome.failure.source?.fault ?? outcome.failure.cause) : outcome.kind;

describe('a sign-in by a client whose secret is kept elsewhere', () => {
	it('is made, used and renewed, and leaves nothing of the secret anywhere', async () => {
		const window = setUpWindow();
		const profile = await window.add();
		assert.ok((await answerOf(window.count(profile))) > 0);
		assert.ok((await answerOf(window.countLater(profile))) > 0);
		const text = await written(window);
		assert.match(text, /Renew the access token/);
		assert.match(text, /OAUTH_CLIENT_SECRET/);
		assert.ok(!text.includes(window.clientSecret));
	});

	it('is made with the secret that is there by now where Google refuses the one in memory', async () => {
		const window = setUpWindow();
		await answerOf(window.sourced.secrets.get(environment, owner, signal));
		window.rotate('another-secret');
		window.set('another-secret');
		assert.equal((await answerOf(window.signIn())).account, emulator.oauth.accounts.personal.email);
		assert.equal(asked(), 2);
	});

	it('is not made with a secret that Google refuses and that is still the same there', async () => {
		const window = setUpWindow();
		window.rotate('another-secret');
		const outcome = await window.signIn();
		assert.equal(faultOf(outcome), 'oauth-client-invalid');
		assert.equal(asked(), 1);
		assert.ok(!JSON.stringify(outcome).includes(window.clientSecret));
	});

	it('is renewed with the secret that is there by now where Google refuses the old one', async () => {
		const window = setUpWindow();
		const profile = await window.add();
		window.rotate('another-secret');
		window.set('another-secret');
		assert.ok((await answerOf(window.countLater(profile))) > 0);
		assert.equal(asked(), 3);
		assert.ok(!(await written(window)).includes('another-secret'));
	});

	it('goes on when the place gives the secret again', async () => {
		const window = setUpWindow();
		const profile = await window.add();
		window.set('');
		window.sourced.secrets.forget();
		const outcome = await window.countLater(profile);
		assert.equal(faultOf(outcome), 'variable-unset');
		assert.deepEqual([asked(), await window.isSignedIn(profile)], [1, true]);
		window.set(window.clientSecret);
		assert.ok((await answerOf(window.countLater(profile))) > 0);
	});

	it('asks nobody for tokens where the place gives nothing', async () => {
		const window = setUpWindow();
		window.set('');
		assert.equal(faultOf(await window.signIn()), 'variable-unset');
		assert.equal(asked(), 0);
	});

	it('that the person ends leaves the place in the profile, and nothing else', async () => {
		const window = setUpWindow();
		const profile = await window.add();
		const { secret, outcome } = await dropSignIn(window.lockedPorts, profile);
		assert.equal(secret?.clientSecret, undefined);
		assert.deepEqual(userOf(await answerOf(Promise.resolve(outcome))).source, environment);
		assert.ok(!(await written(window)).includes(window.clientSecret));
	});
});

describe('a client’s secret in Secret Manager', () => {
	const name = 'projects/latchkey-emulator/secrets/client/versions/latest';

	it('is opened by another profile', async () => {
		const window = setUpWindow();
		const robot = await window.addServiceAccount(emulator.serviceAccounts.seeded.runner);
		emulator.secrets.addVersion({ secretId: 'client' }, window.clientSecret);
		const profile = await window.add({ kind: 'secret-manager', name, profileId: robot.id } as StoredSource);
		assert.ok((await answerOf(window.countLater(profile))) > 0);
		assert.ok(!(await written(window)).includes(window.clientSecret));
	});

	it('is not waited for where the sign-in itself, or who acts by its token, is to open it', async () => {
		const window = setUpWindow();
		const profile = await window.add();
		const actor = await answerOf(
			window.store.add(
				{
					method: 'impersonation',
					name: 'Actor',
					sourceId: profile.id,
					email: emulator.serviceAccounts.seeded.runner,
					delegates: [],
					lifetime: 600,
					scopes: [cloudPlatform],
				},
				'{"oauth":{}}',
			),
		);
		for (const { id } of [profile, actor]) {
			const source = { kind: 'secret-manager', name, profileId: id } as StoredSource;
			await answerOf(moveClientSecret(window.lockedPorts, profile, source));
			assert.equal(faultOf(await window.countLater(profile)), 'manager-profile-loop');
			assert.equal(await window.isSignedIn(profile), true);
		}
	});
});
