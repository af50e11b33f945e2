import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../bed/until.ts';
import type { Workbench } from '../bed/workbench.ts';
import { answer } from './answer.ts';
import { chooseFile } from './chooseFile.ts';
import { expectRenewal } from './expectRenewal.ts';
import { Latchkey } from './latchkey.ts';
import { expectAnswer } from './signingIn.ts';

// Workload identities, by file, by questions and by a program, by keyboard.

let latchkey: Latchkey;
let workbench: Workbench;
const folder = mkdtempSync(join(tmpdir(), 'latchkey-federation-'));
const [proof, program, runs] = ['token', 'proof.mjs', 'runs'].map((name) => join(folder, name)) as [
	string,
	string,
	string,
];

before(async () => {
	latchkey = await Latchkey.open();
	workbench = latchkey.workbench;
	const { federation } = latchkey.emulator;
	federation.allowUse(federation.principalOf('workload'));
	writeFileSync(proof, await federation.subjectToken());
	writeFileSync(
		program,
		`import { appendFileSync, readFileSync } from 'node:fs';
appendFileSync(${JSON.stringify(runs)}, 'x');
const [token_type, id_token] = [process.env.GOOGLE_EXTERNAL_ACCOUNT_TOKEN_TYPE, readFileSync(${JSON.stringify(proof)}, 'utf8')];
console.log(JSON.stringify({ version: 1, success: true, token_type, id_token }));`,
	);
	writeFileSync(runs, '');
});
after(async () => {
	await latchkey.close();
	rmSync(folder, { recursive: true });
});
afterEach(async () => {
	await latchkey.leaveQuickInput();
	await workbench.runCommand('Notifications: Clear All Notifications');
});

async function startAdding(): Promise<void> {
	await workbench.runCommand('Latchkey: Add Gemini Profile');
	await workbench.quickInput.pick('Workload Identity');
	await workbench.quickInput.waitFor('external_account');
}

/** Writes a configuration for the provider and answers its path. */
function configurationFile(provider: string, source: object, change = (text: string) => text): string {
	const file = join(folder, `${provider}.json`);
	writeFileSync(file, change(latchkey.emulator.federation.credentialJson(provider, { source: { ...source } })));
	return file;
}

const exchange = /^\/v1\/token$/;

test('a configuration file is shown place by place, tried out, and answers a prompt, also after its token ended', async () => {
	const { quickInput } = workbench;
	const { federation } = latchkey.emulator;
	await startAdding();
	await workbench.screenshot('federation-ways');
	const file = configurationFile(federation.providers.oidc, { file: proof });
	await chooseFile(workbench, 'Choose the Configuration File', file);
	await quickInput.waitFor('This is what it leads to');
	const rows = (await quickInput.rows()).join('\n');
	for (const place of [
		proof,
		'https://sts.googleapis.com/v1/token',
		`${federation.providers.oidc}, of the pool ${federation.poolId}`,
	]) {
		assert.ok(rows.includes(place), `${place} in ${rows}`);
	}
	await workbench.screenshot('federation-review');
	await quickInput.pick('Use This Configuration');
	await answer(workbench, 'Give the profile a name', 'By file');
	await workbench.waitForNotification('“By file” is ready');
	await latchkey.switchTo('By file');
	await expectAnswer(latchkey);
	await expectRenewal(latchkey, exchange);
});

test('a file that leads elsewhere is refused, and nothing is asked', async () => {
	const calls = latchkey.emulator.calls.length;
	await startAdding();
	const file = configurationFile(latchkey.emulator.federation.providers.oidc, { file: proof }, (text) =>
		text.replace('sts.googleapis', 'evil.example'),
	);
	await chooseFile(workbench, 'Choose the Configuration File', file);
	await workbench.waitForNotification('and not to Google');
	assert.equal(latchkey.emulator.calls.length, calls);
});

test('by questions: pool, provider and a program, which is run only after a yes', async () => {
	const { quickInput, page } = workbench;
	const { federation } = latchkey.emulator;
	const audience = federation.audienceOf(federation.providers.oidc);
	const [, number = '', pool = '', provider = ''] =
		/projects\/(\d+)\/.*Pools\/(.*)\/providers\/(.*)$/.exec(audience) ?? [];
	await startAdding();
	await quickInput.pick('Answer Questions Instead');
	await answer(workbench, 'Number of the project', 'my-project-1234');
	await quickInput.waitFor('Google wants its number');
	await quickInput.type(number);
	await quickInput.accept();
	await answer(workbench, 'ID of the workload identity pool', pool);
	await answer(workbench, 'ID of the provider', provider);
	await quickInput.waitFor('Where does the proof');
	await workbench.screenshot('federation-sources');
	await quickInput.pick('Program');
	await answer(workbench, 'The program and its arguments', `"${process.execPath}" "${program}"`);
	await answer(workbench, 'File in which it leaves', '');
	await answer(workbench, 'Service account to act as', '');
	await quickInput.waitFor('This is what it leads to');
	await workbench.screenshot('federation-program');
	await quickInput.pick('Use This Configuration');
	await answer(workbench, 'Give the profile a name', 'By program');
	const dialog = page.locator('.monaco-dialog-box').filter({ hasText: 'Run this command for the proof' });
	await dialog.waitFor();
	await workbench.screenshot('federation-consent');
	assert.equal(readFileSync(runs, 'utf8'), '');
	assert.match((await dialog.textContent()) ?? '', /proof\.mjs/);
	await dialog.getByRole('button', { name: 'Run It' }).click();
	await workbench.waitForNotification('“By program” is ready');
	assert.equal(readFileSync(runs, 'utf8'), 'x');
	await latchkey.switchTo('By program');
	await expectAnswer(latchkey);
});

test('the way to a token is told step by step: claims, answer, and the attribute condition that refuses', async () => {
	const { quickInput } = workbench;
	const { federation } = latchkey.emulator;
	federation.addProvider('conditional', { condition: { repository: 'org/repo' } });
	const other = join(folder, 'other-token');
	const token = await federation.subjectToken({ repository: 'org/fork' }, 'conditional');
	writeFileSync(other, token);
	await startAdding();
	await chooseFile(workbench, 'Choose the Configuration File', configurationFile('conditional', { file: other }));
	await quickInput.pick('Use This Configuration');
	await answer(workbench, 'Give the profile a name', 'Refused');
	await workbench.waitForNotification('attribute condition');
	await workbench.runCommand('Latchkey: Edit Profile…');
	await quickInput.pick('Refused');
	await quickInput.pick('Debug Step by Step');
	await workbench.page.getByRole('tab', { name: 'Federation Refused.txt' }).waitFor();
	const lines = workbench.page.locator('.editor-instance .view-lines');
	const report = await until('the report', async () => {
		const text = ((await lines.textContent()) ?? '').replaceAll('\u00a0', ' ');
		return text.includes('attribute condition: refused') && text;
	});
	await workbench.screenshot('federation-report');
	assert.match(report, /claim repository: org\/fork/);
	assert.ok(!report.includes(token));
	await workbench.runCommand('View: Close All Editors');
});

test('nothing else of this left an error on the console', () => {
	// VS Code repeats there what a notification says.
	const expected = /and not to Google|attribute condition/;
	assert.deepEqual(
		workbench.consoleErrors.filter((error) => !expected.test(error)),
		[],
	);
	assert.deepEqual(workbench.cspViolations, []);
});
