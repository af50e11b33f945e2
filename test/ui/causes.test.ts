import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { wordsOf } from '../../src/core/errors/catalogue/catalogue.ts';
import { type Cause, causes } from '../../src/core/errors/cause.ts';
import { until } from '../bed/until.ts';
import type { Workbench } from '../bed/workbench.ts';
import { faultOfCause } from '../emulator/causes.ts';
import type { Emulator, Fault } from '../emulator/emulator.ts';
import { Cards, error, respond } from './cards.ts';
import { contactSheets, type Shot } from './contactSheet.ts';
import { Latchkey, type RequestPanelPage } from './latchkey.ts';
import {
	addDefaultCredentials,
	addKeyOfDotEnv,
	addServiceAccount,
	addWorkloadIdentity,
	askForImpersonation,
	nameProfile,
} from './profileFlows.ts';
import { nextTab } from './signInPages.ts';
import { pasteAnswer, signInByPasting, signOut } from './signingIn.ts';

// Each cause that can befall a prompt, provoked at the emulator's endpoints or on this machine, and the card that it gets. What
// the emulator can be, such as a pool that is disabled or a clock that is ahead, it is; the rest it says as Google does.

let latchkey: Latchkey;
let workbench: Workbench;
let emulator: Emulator;
let panel: RequestPanelPage;
let cards: Cards;

const folder = mkdtempSync(join(tmpdir(), 'latchkey-causes-'));
const [workspace, proof, configuration, gcloud] = ['workspace', 'proof', 'cluster.json', 'gcloud'].map((name) =>
	join(folder, name),
) as [string, string, string, string];
const dotEnv = join(workspace, '.env');
const defaultFile = join(gcloud, 'application_default_credentials.json');
const account = 'ada@example.com';

before(async () => {
	mkdirSync(workspace);
	mkdirSync(gcloud);
	latchkey = await Latchkey.open({
		folder: workspace,
		machineSettings: { 'latchkey.request.timeoutSeconds': 2 },
		// Nobody listens there, which is known at once.
		serverEnv: { ...process.env, CLOUDSDK_CONFIG: gcloud, GCE_METADATA_HOST: '127.0.0.1:9' },
	});
	({ workbench, emulator } = latchkey);
	const { federation, serviceAccounts } = emulator;
	const { runner, other } = serviceAccounts.seeded;
	writeFileSync(dotEnv, `GEMINI_KEY=${emulator.keys.valid}\n`);
	writeFileSync(defaultFile, await serviceAccounts.keyJson(runner));
	writeFileSync(proof, await federation.subjectToken());
	writeFileSync(configuration, federation.credentialJson(federation.providers.oidc, { source: { file: proof } }));
	federation.allowUse(federation.principalOf('workload'));
	serviceAccounts.allowImpersonation(runner, other);
	await latchkey.addProfile('Work');
	await addServiceAccount(workbench, 'Robot', await serviceAccounts.keyJson(runner));
	await addDefaultCredentials(workbench, 'Default');
	await addWorkloadIdentity(workbench, 'Cluster', configuration);
	await addKeyOfDotEnv(workbench, 'Elsewhere', '.env', 'GEMINI_KEY');
	await askForImpersonation(workbench, 'Robot', other);
	await nameProfile(workbench, 'Acting');
	await signInByPasting(latchkey);
	await workbench.runCommand('Notifications: Clear All Notifications');
	panel = await latchkey.openPanel();
	cards = new Cards(latchkey, panel);
});
after(async () => {
	await latchkey.close();
	rmSync(folder, { recursive: true, force: true });
});

type Provoked = {
	/** The profile that is used. */
	readonly profile: string;
	readonly provoke: () => unknown;
	/** Ends it. */
	readonly mend?: () => unknown;
};

const asked = ':streamGenerateContent';
const says = (profile: string, fault: Fault, path = asked): Provoked => ({
	profile,
	provoke: () => emulator.failAll({ ...fault, match: { path } }),
});
/** The token of before is not taken any more, so that another is asked for. */
const tokenEnds = () => emulator.failAll({ ...error('token-expired'), match: { path: asked } });
const refusesToken = (profile: string, fault: Fault): Provoked => ({
	profile,
	provoke: () => {
		tokenEnds();
		emulator.failAll({ ...fault, match: { path: '/token' } });
	},
});
/** The same, where a token is asked for first. */
const forToken = ({ profile, provoke, mend }: Provoked): Provoked => ({
	profile,
	provoke: async () => {
		tokenEnds();
		await provoke();
	},
	...(mend && { mend }),
});
const is = (profile: string, provoke: () => unknown, mend: () => unknown): Provoked =>
	forToken({ profile, provoke, mend });
/** While a file says something else. */
const whileFile = (profile: string, file: string, text: (now: string) => string | undefined): Provoked => {
	let was = '';
	return {
		profile,
		provoke: () => {
			was = readFileSync(file, 'utf8');
			const changed = text(was);
			return changed === undefined ? rmSync(file) : writeFileSync(file, changed);
		},
		mend: () => writeFileSync(file, was),
	};
};

/** While the list of profiles says something else of this one. */
function whileListed(profile: string, traits: object): Provoked {
	let was: object = {};
	return {
		profile,
		provoke: async () => {
			// A color shows that the window knows of the change.
			was = latchkey.changeListed(profile, { ...traits, color: 'red' });
			const shown = panel.frame.locator('.profile-card.color-red');
			// Latchkey may write at the same moment what it has just learnt of the profile: who edits by hand does it again.
			await until('the window to know of it', async () => {
				const isKnown = await shown.waitFor({ timeout: 2000 }).then(
					() => true,
					() => false,
				);
				if (!isKnown) {
					latchkey.changeListed(profile, { ...traits, color: 'red' });
				}
				return isKnown;
			});
		},
		mend: () => latchkey.changeListed(profile, was),
	};
}

/** Why a cause has no card of a prompt's. */
const befallsSignIn =
	'befalls a sign-in, which has no prompt: see signIn.test.ts, signInTrouble.test.ts and oauthAttacks.test.ts';
const elsewhere: { readonly [cause in Cause]?: string } = {
	'oauth-redirect-mismatch': befallsSignIn,
	'oauth-code-invalid': befallsSignIn,
	'oauth-declined': befallsSignIn,
	'sign-in-rejected': befallsSignIn,
	'sign-in-unanswered': befallsSignIn,
	'profile-gone': 'befalls what is done to a profile: a prompt is sent with another then',
	'consent-refused': 'is a person’s no to a command that they are asked about',
	'network-tls': 'needs a server that speaks TLS: see proxy.test.ts',
	'storage-failed': 'stands in the place of the profile: see repair.test.ts',
};

const special: { readonly [cause in Cause]?: Provoked } = {
	'token-invalid': says(account, error('token-expired')),
	'scope-insufficient': says(account, faultOfCause['scope-insufficient']),
	'permission-denied': says(account, faultOfCause['permission-denied']),
	'quota-project-denied': says(account, faultOfCause['quota-project-denied']),
	'impersonation-denied': is(
		'Acting',
		() => impersonation('forbidImpersonation'),
		() => impersonation('allowImpersonation'),
	),
	'oauth-client-invalid': is(
		account,
		() => emulator.oauth.changeClient(emulator.oauth.desktopClient.clientId, { state: 'disabled' }),
		() => emulator.oauth.changeClient(emulator.oauth.desktopClient.clientId, { state: 'enabled' }),
	),
	'oauth-request-invalid': refusesToken(account, faultOfCause['oauth-request-invalid']),
	'oauth-blocked': refusesToken(account, faultOfCause['oauth-blocked']),
	'oauth-scope-invalid': refusesToken('Robot', faultOfCause['oauth-scope-invalid']),
	'delegation-denied': refusesToken('Robot', faultOfCause['delegation-denied']),
	'jwt-signature-invalid': is(
		'Robot',
		() => keyOfRunner('deleteKey'),
		() => keyOfRunner('enableKey'),
	),
	'jwt-time-invalid': is(
		'Robot',
		() => emulator.oauth.advanceClock(7200),
		() => emulator.oauth.advanceClock(-7200),
	),
	'service-account-not-found': is(
		'Robot',
		() => emulator.serviceAccounts.delete(emulator.serviceAccounts.seeded.runner),
		() => emulator.serviceAccounts.enable(emulator.serviceAccounts.seeded.runner),
	),
	'federation-invalid': is(
		'Cluster',
		() => emulator.federation.changePool(emulator.federation.poolId, 'DISABLED'),
		() => emulator.federation.changePool(emulator.federation.poolId, 'ACTIVE'),
	),
	'adc-not-found': forToken(whileFile('Default', defaultFile, () => undefined)),
	'credential-file-invalid': forToken(whileFile('Default', defaultFile, (now) => now.slice(0, -30))),
	'source-failed': noKeyAnyMore(),
	// With a delay that nobody waits for unasked.
	'rate-limited': says('Work', minuteQuota('75s')),
	// As a list that was copied from another machine, or changed by hand.
	'host-not-allowed': forToken(whileListed('Cluster', { host: 'sts.example.com' })),
	'secret-missing': whileListed('Work', { secretVersion: 'of-another-machine' }),
	'oauth-reauth-required': is(account, () => emulator.oauth.requireReauth(account), signInAgain),
	'oauth-refresh-revoked': is(account, () => emulator.oauth.revokeGrants(account), signInAgain),
	'signed-out': {
		profile: account,
		provoke: async () => {
			await signOut(latchkey, account);
			// It ends at Google first.
			await panel.frame.locator('.profile-card .state').filter({ hasText: 'signed out' }).waitFor();
		},
		mend: signInAgain,
	},
};

function noKeyAnyMore(): Provoked {
	const emptied = whileFile('Elsewhere', dotEnv, () => '# no key any more\n');
	return {
		...emptied,
		provoke: async () => {
			emptied.provoke();
			// What Google says of the key that is in memory comes first.
			await cards.fails(error('api-key-invalid'), 'API key not valid');
		},
	};
}

/** More of a wait than is waited for unasked. */
function minuteQuota(retryDelay: string): Fault {
	const violation = { quotaMetric: 'requests', quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier' };
	return respond(429, {
		code: 429,
		message: `You exceeded your current quota. Please retry in ${retryDelay}.`,
		status: 'RESOURCE_EXHAUSTED',
		details: [
			{ '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [violation] },
			{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay },
		],
	});
}

function impersonation(change: 'allowImpersonation' | 'forbidImpersonation'): void {
	const { runner, other } = emulator.serviceAccounts.seeded;
	emulator.serviceAccounts[change](runner, other);
}

function keyOfRunner(change: 'deleteKey' | 'enableKey'): void {
	const { list, seeded } = emulator.serviceAccounts;
	const keyId = list.find(({ email }) => email === seeded.runner)?.keys[0]?.keyId ?? '';
	emulator.serviceAccounts[change](seeded.runner, keyId);
}

/** Presses the button of the card that says so, and signs in. */
async function signInAgain(): Promise<void> {
	const tab = nextTab(workbench.context);
	await cards.press('sign-in-again');
	await pasteAnswer(latchkey, await tab);
}

const provokedBy = (cause: Cause): Provoked | undefined => {
	const fault: Fault | string = faultOfCause[cause];
	return special[cause] ?? (typeof fault === 'string' || elsewhere[cause] ? undefined : says('Work', fault));
};

// By profile, since each change of the profile takes a person's time.
const rows = causes
	.flatMap((cause) => {
		const provoked = provokedBy(cause);
		return provoked ? [{ cause, ...provoked }] : [];
	})
	.sort((one, other) => one.profile.localeCompare(other.profile));

let inUse = '';

for (const { cause, profile, provoke, mend } of rows) {
	test(`${cause} has a card of its own`, async () => {
		if (profile !== inUse) {
			await latchkey.switchTo(profile);
			await latchkey.waitForStatusBar(profile);
			inUse = profile;
		}
		await provoke();
		const card = await cards.failing(wordsOf({ cause }).title);
		await card.evaluate(keepCopy, cause);
		assert.ok((await card.locator('[data-remedy]').count()) > 0, 'nothing helps');
		assert.equal(await card.locator('a, img, script').count(), 0);
		emulator.clearFaults();
		if (mend) {
			await mend();
			await cards.succeeds();
		}
	});
}

/** In the page. */
function keepCopy(card: Element, cause: string): void {
	const page = globalThis as { copies?: Map<string, Node> };
	page.copies ??= new Map();
	page.copies.set(cause, card.cloneNode(true));
}

test('every cause has a card here, or is known to have its place elsewhere', () => {
	const shown = rows.map(({ cause }) => cause);
	assert.deepEqual([...shown, ...Object.keys(elsewhere)].sort(), [...causes].sort());
});

test('the cards look well in both lights', async () => {
	const card = panel.frame.locator('.failure');
	for (const theme of ['light', 'dark'] as const) {
		await workbench.setTheme(theme);
		await panel.frame.locator(`body.vscode-${theme}`).waitFor();
		const shots: Shot[] = [];
		for (const { cause } of rows) {
			await card.evaluate((shown, which) => {
				const { copies } = globalThis as unknown as { copies: Map<string, Element> };
				shown.replaceWith((copies.get(which) as Element).cloneNode(true));
			}, cause);
			shots.push({ title: cause, png: await card.screenshot() });
		}
		await contactSheets(workbench.context, `causes-${theme}`, shots);
	}
});

test('nothing else of this left an error on the console', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
