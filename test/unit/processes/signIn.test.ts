import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { addSignedIn } from '../../../src/core/oauth/keepSignIn.ts';
import { readOAuthSecret } from '../../../src/core/oauth/oauthSecret.ts';
import { ProfileStore } from '../../../src/core/profiles/profileStore.ts';
import { systemClock } from '../../../src/net/platform.ts';
import { type IdentityProvider, startIdentityProvider } from '../../bed/identityProvider.ts';
import { removeScratch, scratchFolder } from '../../bed/scratch.ts';
import { userOf } from '../core/credentials/tokenSupport.ts';
import { answerOf, keysOf, longAfter } from '../core/profileSupport.ts';
import { browse, requestAt, setUpSignIns } from '../net/oauthSupport.ts';
import { sharedPorts } from './sharedPorts.ts';
import type { SignInReport } from './signInProcess.ts';

// Windows that share one sign-in, at a server that gives another refresh token each time and ends the sign-in where one is used twice.

const program = fileURLToPath(new URL('signInProcess.ts', import.meta.url));
const hour = 60 * 60_000;

let provider: IdentityProvider;
before(async () => {
	provider = await startIdentityProvider();
});
after(() => provider.close());

/** A process that stands ready. `tell` has it begin; `next` is what it says next. */
async function startWindow(context: TestContext, folder: string, moment = '-', rejected = '') {
	const child = spawn(process.execPath, [program, folder, provider.issuer, moment, rejected], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	context.after(() => child.kill('SIGKILL'));
	const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
	const next = async () => {
		const { value } = await lines.next();
		assert.ok(typeof value === 'string', 'the process ended without a word');
		return value;
	};
	assert.equal(await next(), 'ready');
	return {
		tell: () => child.stdin.write('go\n'),
		next,
		report: async () => JSON.parse(await next()) as SignInReport,
		kill: async () => {
			child.kill('SIGKILL');
			assert.deepEqual(await once(child, 'exit'), [null, 'SIGKILL']);
		},
	};
}

/** A profile in a shared folder whose sign-in was made at the server, and whose access token ended an hour ago, or has an hour to go. */
async function setUp(context: TestContext, { isOver = true } = {}) {
	const folder = scratchFolder('sign-in');
	context.after(() => removeScratch(folder));
	const bed = await setUpSignIns(provider);
	const signIn = await bed.start('paste');
	await signIn.paste((await browse(signIn)).href);
	const tokens = await answerOf(signIn.end);
	const ports = sharedPorts(folder);
	const store = new ProfileStore(ports);
	const now = systemClock.now();
	const times = isOver ? { obtainedAt: now - 2 * hour, expiresAt: now - hour } : {};
	const { server, client, scopes } = requestAt(provider, bed.server, 'paste');
	const draft = { name: 'Ada', method: 'oauth-user', server, client, scopes } as const;
	const made = { store, clock: systemClock };
	const { id } = await answerOf(addSignedIn(made, draft, undefined, { ...tokens, ...times }));
	const before = provider.tokenRequests.length;
	return {
		folder,
		accessToken: tokens.accessToken,
		start: (moment?: string, rejected?: string) => startWindow(context, folder, moment, rejected),
		/** What became of the requests to the token endpoint since, in order; undefined where the server never read one. */
		statuses: () => provider.tokenRequests.slice(before).map(({ status }) => status),
		/** How the sign-in stands, as a window sees it that is opened now. */
		stored: async () => {
			const fresh = new ProfileStore(ports);
			const profile = userOf(await answerOf(fresh.find(id)));
			const secret = readOAuthSecret(await answerOf(fresh.secretOf(profile)));
			return { signIn: profile.signIn, access: secret?.access?.accessToken, refreshToken: secret?.refreshToken };
		},
		/** One write when nobody can be under way any more leaves the one secret in the vault. */
		assertTidies: async () => {
			const later = sharedPorts(folder, { ...systemClock, now: () => Date.now() + longAfter });
			const fresh = new ProfileStore(later);
			await answerOf(fresh.edit(id, { color: 'red' }));
			assert.deepEqual(await later.vault.keys(), await keysOf(fresh));
		},
	};
}

type Bed = Awaited<ReturnType<typeof setUp>>;

/** All got the same token, which is good and stored; nobody is signed out. */
async function assertServed({ stored }: Bed, reports: readonly SignInReport[]) {
	const tokens = new Set(reports.map(({ token }) => token));
	assert.equal(tokens.size, 1, JSON.stringify(reports));
	const [token = 'none'] = tokens;
	assert.equal(await provider.isLive(token), true);
	assert.deepEqual(
		reports.flatMap(({ ended }) => ended),
		[],
	);
	const { signIn, access } = await stored();
	assert.deepEqual([access, signIn?.ended], [token, undefined]);
}

/** All were told that the sign-in has ended; one of them was the one to learn it. */
async function assertEnded({ stored }: Bed, reports: readonly SignInReport[]) {
	assert.deepEqual(new Set(reports.map(({ cause }) => cause)), new Set(['oauth-refresh-revoked']));
	assert.deepEqual(
		reports.flatMap(({ ended }) => ended),
		['oauth-refresh-revoked'],
	);
	assert.equal((await stored()).signIn?.ended?.cause, 'oauth-refresh-revoked');
}

describe('of four windows that want a token at once', () => {
	const wants: readonly (readonly [what: string, isOver: boolean])[] = [
		['since the one there is has ended', true],
		['since Gemini refused the one there is', false],
	];
	for (const [what, isOver] of wants) {
		it(`${what}, one asks the server, and all get the same good one`, async (context) => {
			const bed = await setUp(context, { isOver });
			const rejected = isOver ? '' : bed.accessToken;
			const windows = await Promise.all([1, 2, 3, 4].map(() => bed.start('-', rejected)));
			for (const { tell } of windows) {
				tell();
			}
			const reports = await Promise.all(windows.map(({ report }) => report()));
			assert.deepEqual(bed.statuses(), [200]);
			assert.ok(reports.every(({ token }) => token !== bed.accessToken));
			await assertServed(bed, reports);
			await bed.assertTidies();
		});
	}

	it('while the one there is is good, none asks', async (context) => {
		const bed = await setUp(context, { isOver: false });
		const windows = await Promise.all([1, 2, 3, 4].map(() => bed.start()));
		for (const { tell } of windows) {
			tell();
		}
		await assertServed(bed, await Promise.all(windows.map(({ report }) => report())));
		assert.deepEqual(bed.statuses(), []);
	});
});

describe('of four windows of which one is killed while it renews', () => {
	/** Statuses of all requests; the first is the victim's where it came to send one. */
	type Row = readonly [moment: string, what: string, statuses: readonly number[], isServed: boolean];
	const rows: readonly Row[] = [
		['sending', 'before it asks the server, the next one asks, and all others get the same good token', [200], true],
		['stored', 'after it has stored what it got, nobody asks again, and all others get that', [200], true],
		[
			'answered',
			'before it reads the answer, the next one learns that the sign-in has ended, and all are told',
			[200, 400],
			false,
		],
		[
			'noted',
			'before the keyring has the answer, the next one learns that the sign-in has ended, and all are told',
			[200, 400],
			false,
		],
		[
			'in-vault',
			'before the profile names what the keyring has, the next one learns that the sign-in has ended, and all are told',
			[200, 400],
			false,
		],
	];
	for (const [moment, what, statuses, isServed] of rows) {
		it(what, async (context) => {
			const bed = await setUp(context);
			const [victim, ...others] = await Promise.all([moment, '-', '-', '-'].map((each) => bed.start(each)));
			assert.ok(victim);
			victim.tell();
			assert.equal(await victim.next(), moment);
			for (const { tell } of others) {
				tell();
			}
			await victim.kill();
			const reports = await Promise.all(others.map(({ report }) => report()));
			assert.deepEqual(bed.statuses(), statuses);
			await (isServed ? assertServed : assertEnded)(bed, reports);
			await bed.assertTidies();
		});
	}

	it('while the server is silent, the next one asks, and all others get the same good token', async (context) => {
		const bed = await setUp(context);
		const [victim, ...others] = await Promise.all([1, 2, 3, 4].map(() => bed.start()));
		assert.ok(victim);
		provider.failToken('hang');
		victim.tell();
		while (bed.statuses().length === 0) {
			await new Promise(setImmediate);
		}
		for (const { tell } of others) {
			tell();
		}
		await victim.kill();
		const reports = await Promise.all(others.map(({ report }) => report()));
		assert.deepEqual(bed.statuses(), [undefined, 200]);
		await assertServed(bed, reports);
	});
});

it('a window that is opened after the sign-in has ended asks nobody, and tells nobody again', async (context) => {
	const bed = await setUp(context);
	const first = await bed.start();
	provider.revokeEverything();
	first.tell();
	await assertEnded(bed, [await first.report()]);
	const second = await bed.start();
	second.tell();
	assert.deepEqual(await second.report(), { cause: 'oauth-refresh-revoked', ended: [] });
	assert.deepEqual(bed.statuses(), [400]);
});
