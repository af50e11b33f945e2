import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../bed/until.ts';
import type { Workbench } from '../bed/workbench.ts';
import { faultOfCause } from '../emulator/causes.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { cloudPlatform, retriever } from '../emulator/oauth/scopes.ts';
import { answer } from './answer.ts';
import { Cards, error } from './cards.ts';
import { expectSetting } from './expectSetting.ts';
import { Latchkey, type RequestPanelPage } from './latchkey.ts';
import { addDefaultCredentials, addKeyOfDotEnv, addServiceAccount, addWorkloadIdentity } from './profileFlows.ts';
import { nextTab } from './signInPages.ts';
import { pasteAnswer, readTranscript, signInByPasting } from './signingIn.ts';

// What helps with other credentials than keys, and on this machine: each by the button of its card and the keyboard, up to a
// call that works or to the page, the terminal or the setting that cures it.

let latchkey: Latchkey;
let workbench: Workbench;
let emulator: Emulator;
let panel: RequestPanelPage;
let cards: Cards;

const folder = mkdtempSync(join(tmpdir(), 'latchkey-remedies-'));
const [workspace, gcloud, proof, configuration] = ['workspace', 'gcloud', 'proof', 'cluster.json'].map((name) =>
	join(folder, name),
) as [string, string, string, string];
const dotEnv = join(workspace, '.env');
const defaultFile = join(gcloud, 'application_default_credentials.json');

before(async () => {
	mkdirSync(workspace);
	mkdirSync(gcloud);
	latchkey = await Latchkey.open({
		folder: workspace,
		// Text in the terminal that can be read.
		settings: { 'terminal.integrated.gpuAcceleration': 'off' },
		serverEnv: { ...process.env, CLOUDSDK_CONFIG: gcloud, GCE_METADATA_HOST: '127.0.0.1:9' },
	});
	({ workbench, emulator } = latchkey);
	await latchkey.addProfile('Work');
	panel = await latchkey.openPanel();
	cards = new Cards(latchkey, panel);
});
after(async () => {
	await latchkey.close();
	rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
	emulator.clearFaults();
	await latchkey.leaveQuickInput();
	await workbench.runCommand('Notifications: Clear All Notifications');
});

const asked = { path: ':streamGenerateContent' };
/** The token of before is not taken any more, so that another is asked for. */
const tokenEnds = () => emulator.failNext({ ...error('token-expired'), match: asked });
const clipboard = () => workbench.page.evaluate(() => navigator.clipboard.readText());

/** Waits until the newest terminal shows this, and closes it. Nothing in it was run. */
async function expectInTerminal(command: string): Promise<void> {
	const rows = workbench.page.locator('.terminal-wrapper.active .xterm-rows');
	// A line that is too long for the terminal goes on in the next.
	const seen = async () => ((await rows.textContent()) ?? '').replace(/\s/gu, '').includes(command.replaceAll(' ', ''));
	await until(`“${command}” in the terminal`, seen);
	await workbench.runCommand('Terminal: Kill the Active Terminal Instance');
	await rows.waitFor({ state: 'hidden' });
}

test('Create a New Key opens AI Studio, and then asks for the key', async () => {
	await cards.fails(error('api-key-expired'), 'API key expired');
	assert.equal(await cards.pageOf('create-auth-key'), 'https://aistudio.google.com/apikey');
	const toast = await workbench.waitForNotification('When you have the new key, put it into “Work”.');
	await toast.getByRole('button', { name: 'Replace Key…' }).press('Enter');
	await answer(workbench, 'Replace the Key of “Work”', emulator.keys.validAuth);
	await workbench.waitForNotification('“Work” has its new key');
	await cards.succeeds();
});

const pages: readonly (readonly [cause: keyof typeof faultOfCause, title: string, remedy: string, page: RegExp])[] = [
	['credits-depleted', 'Prepaid credits used up', 'add-credits', /^https:\/\/ai\.studio\/projects$/],
	['project-blocked', 'Project blocked by Google', 'contact-support', /^https:\/\/cloud\.google\.com\/support$/],
	[
		'location-unsupported',
		'Not available from this location',
		'change-location',
		/^https:\/\/ai\.google\.dev\/gemini-api\/docs\/available-regions$/,
	],
	[
		'prompt-blocked',
		'Prompt blocked',
		'adjust-safety',
		/^https:\/\/ai\.google\.dev\/gemini-api\/docs\/safety-settings$/,
	],
];
for (const [cause, title, remedy, page] of pages) {
	test(`${title}: ${remedy} opens its page`, async () => {
		const fault = faultOfCause[cause];
		assert.ok(typeof fault === 'object');
		await cards.fails(fault, title);
		assert.match(await cards.pageOf(remedy), page);
	});
}

test('Edit Prompt puts the cursor there', async () => {
	await cards.fails(faultOfCause['answer-blocked'], 'Answer blocked');
	await cards.press('edit-request');
	await panel.frame.locator('.prompt textarea:focus').waitFor();
});

for (const [cause, title, setting] of [
	['proxy', 'Something other than Google answered', 'http.proxy'],
	['network-unreachable', 'Could not reach the server', 'http.proxySupport'],
] as const) {
	test(`${title}: VS Code’s proxy settings are opened, ${setting} among them`, async () => {
		emulator.failAll({ ...faultOfCause[cause], match: asked });
		await cards.failing(title);
		await cards.press('open-proxy-settings');
		await expectSetting(workbench, setting);
	});
}

test('Diagnose Profile asks each step of the very profile that failed', async () => {
	await cards.fails(error('credentials-missing'), 'No credential arrived');
	await cards.press('diagnose');
	await workbench.page.getByRole('tab', { name: /Work/ }).waitFor();
	await workbench.page.locator('.view-lines').filter({ hasText: '“Hello” has 2 tokens' }).first().waitFor();
	await workbench.runCommand('View: Close Editor');
});

test('a base URL that leads nowhere is put right', async () => {
	latchkey.changeListed('Work', { baseUrl: 'https://generativelanguage.googleapis.com/nowhere' });
	await panel.frame.locator('.profile-card').filter({ hasText: 'generativelanguage.googleapis.com/nowhere' }).waitFor();
	await cards.failing('Not found');
	await cards.press('check-base-url');
	await workbench.quickInput.waitFor('Base URL of “Work”');
	await workbench.screenshot('remedies-base-url');
	await answer(workbench, 'Base URL of “Work”', 'not an address');
	await answer(workbench, 'This is no address', 'https://generativelanguage.googleapis.com');
	await workbench.quickInput.widget.waitFor({ state: 'hidden' });
	await cards.succeeds();
});

test('a key that is not where it was kept: said where it is now, and the prompt is answered', async () => {
	writeFileSync(dotEnv, `GEMINI_KEY=${emulator.keys.valid}\n`);
	await addKeyOfDotEnv(workbench, 'Elsewhere', '.env', 'GEMINI_KEY');
	await latchkey.switchTo('Elsewhere');
	writeFileSync(dotEnv, `MOVED_KEY=${emulator.keys.valid}\n`);
	// What Google says of the key that is in memory comes first.
	await cards.fails(error('api-key-invalid'), 'API key not valid');
	await cards.failing('Secret not to be had');
	await cards.press('check-source');
	await workbench.quickInput.pick('.env File');
	await answer(workbench, 'Path of the file', '.env');
	await answer(workbench, 'Name of the key in the file', 'MOVED_KEY');
	await workbench.quickInput.widget.waitFor({ state: 'hidden' });
	await cards.succeeds();
});

test('a secret that the secret storage has not: the page about keyrings, and the key anew', async () => {
	await latchkey.switchTo('Work');
	await latchkey.waitForStatusBar('Work');
	latchkey.changeListed('Work', { secretVersion: 'of-another-machine' });
	await cards.failing('Key not in secret storage');
	assert.match(await cards.pageOf('check-storage'), /^https:\/\/code\.visualstudio\.com\/docs\//);
	await cards.press('replace-key');
	await answer(workbench, 'Replace the Key of “Work”', emulator.keys.valid);
	await workbench.waitForNotification('“Work” has its new key');
	await cards.succeeds();
});

test('a key file that Google does not know any more is replaced', async () => {
	const { serviceAccounts } = emulator;
	const { runner } = serviceAccounts.seeded;
	const [old] = serviceAccounts.list.find(({ email }) => email === runner)?.keys ?? [];
	await addServiceAccount(workbench, 'Robot', await serviceAccounts.keyJson(runner));
	await latchkey.switchTo('Robot');
	serviceAccounts.deleteKey(runner, old?.keyId ?? '');
	tokenEnds();
	await cards.failing('Signature not valid');
	await cards.press('fix-key-file');
	await workbench.quickInput.pick('Paste the File’s Content');
	const fresh = await serviceAccounts.keyJson(runner, serviceAccounts.addKey(runner));
	await answer(workbench, 'Paste the whole content of the key file', fresh);
	await workbench.waitForNotification('“Robot” is ready');
	await cards.succeeds();
});

test('a clock that is off: the command that sets it, ready in a terminal', async () => {
	emulator.oauth.advanceClock(7200);
	tokenEnds();
	const card = await cards.failing('Times of the assertion not valid');
	assert.match((await card.textContent()) ?? '', /this machine’s clock is 2 hours behind Google’s/);
	await cards.press('fix-clock');
	await expectInTerminal('sudo timedatectl set-ntp true');
	emulator.oauth.advanceClock(-7200);
	await cards.succeeds();
});

test('a role is granted by a command, copied or put into a terminal, or in the console', async () => {
	const { quickInput, page } = workbench;
	await cards.fails(error('iam-permission-denied'), 'Permission denied');
	await cards.press('grant-role');
	await quickInput.waitFor('Grant Role');
	await workbench.screenshot('remedies-grant-role');
	await quickInput.pick('Copy Command');
	await page.locator('.statusbar-item').filter({ hasText: 'The command was copied.' }).waitFor();
	const command = await clipboard();
	assert.match(
		command,
		/^gcloud projects add-iam-policy-binding \d+ --member=serviceAccount:latchkey-runner@[\w.-]+ --role=roles\/aiplatform\.user$/,
	);
	await cards.press('grant-role');
	await quickInput.pick('Put Command into Terminal');
	await expectInTerminal(command);
	await cards.back();
	await cards.press('grant-role');
	await quickInput.pick('Open Google’s Console');
	await page.locator('.monaco-dialog-box').filter({ hasText: 'console.cloud.google.com/iam-admin/iam' }).waitFor();
	await page.keyboard.press('Escape');
});

test('what only an administrator can lift is put into words for one', async () => {
	await cards.fails(error('organization-policy'), 'Refused by an organization policy');
	await cards.press('ask-administrator');
	await workbench.page.locator('.statusbar-item').filter({ hasText: 'The message was copied.' }).waitFor();
	const message = await clipboard();
	assert.match(message, /^Google refused a call to the Gemini API: Refused by an organization policy\n/);
	assert.match(message, /Google’s own words: Request is prohibited by organization's policy/);
});

test('default credentials that are gone: gcloud’s command, ready in a terminal', async () => {
	const { serviceAccounts } = emulator;
	const { runner } = serviceAccounts.seeded;
	writeFileSync(defaultFile, await serviceAccounts.keyJson(runner, serviceAccounts.addKey(runner)));
	await addDefaultCredentials(workbench, 'Default');
	await latchkey.switchTo('Default');
	const kept = readFileSync(defaultFile, 'utf8');
	rmSync(defaultFile);
	tokenEnds();
	await cards.failing('No default credentials');
	await cards.press('run-gcloud-login');
	await expectInTerminal('gcloud auth application-default login');
	// As gcloud leaves it.
	writeFileSync(defaultFile, kept);
	await cards.succeeds();
});

test('a workload identity that is refused is told step by step', async () => {
	const { federation } = emulator;
	writeFileSync(proof, await federation.subjectToken());
	writeFileSync(configuration, federation.credentialJson(federation.providers.oidc, { source: { file: proof } }));
	federation.allowUse(federation.principalOf('workload'));
	await addWorkloadIdentity(workbench, 'Cluster', configuration);
	await latchkey.switchTo('Cluster');
	federation.changePool(federation.poolId, 'DISABLED');
	tokenEnds();
	await cards.failing('Federated identity refused');
	await cards.press('fix-federation');
	await workbench.page.getByRole('tab', { name: 'Federation Cluster.txt' }).waitFor();
	await workbench.page.locator('.view-lines').filter({ hasText: 'invalid_target' }).first().waitFor();
	await workbench.runCommand('View: Close Editor');
	federation.changePool(federation.poolId, 'ACTIVE');
	await cards.succeeds();
	// What was refused before is taken again, and said so.
	await panel.frame
		.locator('.profile-card .state')
		.filter({ hasText: /^valid$/ })
		.waitFor();
});

test('a scope that was not granted is asked for, and the prompt is answered', async () => {
	await signInByPasting(latchkey, { untick: [cloudPlatform, retriever] });
	await latchkey.switchTo('ada@example.com');
	await cards.failing('Too few scopes granted');
	const tab = nextTab(workbench.context);
	await cards.press('add-scope');
	const page = await tab;
	assert.match(new URL(page.url()).searchParams.get('scope') ?? '', /cloud-platform/);
	await pasteAnswer(latchkey, page);
	await cards.succeeds();
});

test('a quota project that is not to be used gives way to another', async () => {
	latchkey.changeListed('ada@example.com', { quotaProject: 'no-such-project-77' });
	await panel.frame.locator('.profile-card').filter({ hasText: 'no-such-project-77' }).waitFor();
	await cards.failing('Quota project denied');
	await cards.press('set-quota-project');
	await answer(workbench, 'Quota Project of “ada@example.com”', emulator.projects.seeded.first.projectId);
	await workbench.quickInput.widget.waitFor({ state: 'hidden' });
	await cards.succeeds();
});

test('a redirect address that is not registered: the page of the OAuth clients', async () => {
	tokenEnds();
	emulator.failNext({ ...faultOfCause['oauth-redirect-mismatch'], match: { path: '/token' } });
	await cards.failing('Redirect address not registered');
	assert.match(await cards.pageOf('fix-redirect'), /^https:\/\/console\.cloud\.google\.com\/auth\/clients/);
});

test('a client whose secret was changed at Google: the transcript tells, the console leads there, the new secret cures it', async () => {
	const { oauth } = emulator;
	const { clientId } = oauth.desktopClient;
	const clientSecret = `${oauth.desktopClient.clientSecret}-new`;
	oauth.changeClient(clientId, { clientSecret });
	tokenEnds();
	await cards.failing('OAuth client not valid');
	assert.match(await cards.pageOf('fix-oauth-client'), /^https:\/\/console\.cloud\.google\.com\/auth\/clients/);
	await cards.press('show-transcript');
	await workbench.page.locator('.editor-instance .view-lines', { hasText: 'Secrets are left out.' }).waitFor();
	assert.match(await readTranscript(latchkey), /invalid_client/);
	await workbench.runCommand('View: Close Editor');
	await cards.press('replace-client-secret');
	await workbench.quickInput.waitFor('OAuth Client of “ada@example.com”');
	await workbench.screenshot('remedies-client-secret');
	await answer(workbench, 'Client secret. It goes to VS Code’s secret storage.', clientSecret);
	await workbench.quickInput.widget.waitFor({ state: 'hidden' });
	await cards.succeeds();
});

test('nothing of this left an error on the console or broke the content security policy', () => {
	assert.deepEqual(workbench.consoleErrors, []);
	assert.deepEqual(workbench.cspViolations, []);
});
