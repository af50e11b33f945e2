import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { accessibilityFaults } from './accessibility.ts';
import { Cards, error, respond } from './cards.ts';
import { Latchkey, type RequestPanelPage } from './latchkey.ts';

// From a failure in the panel to its cure, each remedy by the button of its card and the keyboard.

let latchkey: Latchkey;
let panel: RequestPanelPage;
let cards: Cards;
before(async () => {
	latchkey = await Latchkey.open();
	await latchkey.addProfile('Work');
	panel = await latchkey.openPanel();
	cards = new Cards(latchkey, panel);
});
after(() => latchkey.close());
afterEach(() => latchkey.emulator.clearFaults());

const bodyOf = () =>
	latchkey.emulator.calls.findLast(({ method }) => method === 'POST')?.body as Record<string, unknown>;

test('Send Again sends the prompt once more, and is answered', async () => {
	await cards.fails(respond(418, { code: 418, message: 'I am a teapot', status: 'TEAPOT' }), 'Unknown failure');
	await cards.press('retry');
	await panel.status('Answered');
});

test('Choose Another Model leads to the field', async () => {
	await cards.fails(error('model-not-found'), 'Model not found');
	await cards.press('choose-model');
	await panel.frame.locator('input.model:focus').waitFor();
	await panel.tabToPrompt();
});

test('the field that is wrong has the cursor, and says why', async () => {
	const violation = { field: 'generation_config.temperature', description: 'must be in the range [0.0, 2.0]' };
	const details = [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [violation] }];
	await cards.fails(
		respond(400, { code: 400, message: 'bad', status: 'INVALID_ARGUMENT', details }),
		'Request not valid',
	);
	await latchkey.workbench.screenshot('remedies-field');
	await cards.press('jump-to-field');
	await panel.frame.locator('#temperature:focus').waitFor();
	assert.match((await panel.frame.locator('#fault-temperature').textContent()) ?? '', /must be in the range/);
});

test('of a prompt that is too long, what is too much is selected', async () => {
	const message = 'The input token count (200) exceeds the maximum number of tokens allowed (150).';
	await cards.fails(
		respond(400, { code: 400, message, status: 'INVALID_ARGUMENT' }),
		'Request too large',
		'abcdefghijklmnopqrst',
	);
	assert.match((await cards.button('shorten-prompt').textContent()) ?? '', /by 50 Tokens/);
	await cards.press('shorten-prompt');
	await panel.frame.locator('.prompt textarea:focus').waitFor();
	await latchkey.workbench.page.keyboard.press('Delete');
	assert.equal(await panel.prompt.inputValue(), 'abcdefghijklmno');
});

test('a limit that was reached is raised, and thinking lowered, and the prompt sent again', async () => {
	const { page } = latchkey.workbench;
	await panel.focus();
	await panel.tabBackTo('#maxOutputTokens');
	await page.keyboard.insertText('300');
	await panel.tabToPrompt();
	await cards.fails({ kind: 'answer', name: 'answer-truncated' }, 'Answer cut at the output limit');
	await cards.press('raise-output-limit');
	await panel.status('Answered');
	assert.deepEqual(bodyOf()['generationConfig'], { maxOutputTokens: 600 });
	await cards.fails({ kind: 'answer', name: 'thinking-truncated' }, 'Answer cut at the output limit');
	await cards.press('lower-thinking');
	await panel.status('Answered');
	assert.deepEqual(bodyOf()['generationConfig'], { maxOutputTokens: 600, thinkingConfig: { thinkingLevel: 'LOW' } });
});

test('a wait is counted down, sent by itself only where that was asked for, and called off again', async () => {
	await cards.fails(error('service-disabled'), 'API not enabled');
	const wait = cards.button('wait-and-retry');
	await wait.filter({ hasText: /Send Again in 4:\d\d/ }).waitFor();
	await cards.press('wait-and-retry');
	await wait.filter({ hasText: /Sending Again in 4:\d\d: Cancel/ }).waitFor();
	await cards.press('wait-and-retry');
	await wait.filter({ hasText: /^Send Again in 4:\d\d/ }).waitFor();
	await latchkey.workbench.screenshot('remedies-wait');
});

test('the page that enables the API is the one that is opened', async () => {
	await cards.fails(error('service-disabled'), 'API not enabled');
	assert.match(
		await cards.pageOf('open-enable-page'),
		/^https:\/\/console\.developers\.google\.com\/apis\/api\/generativelanguage\.googleapis\.com\/overview\?project=\d+$/,
	);
});

test('pages of Google are opened at the project that failed, and no page that a relay names', async () => {
	await cards.fails(error('billing-disabled'), 'Billing required');
	assert.match(await cards.pageOf('link-billing'), /^https:\/\/console\.cloud\.google\.com\/billing\/linkedaccount/);
	await cards.fails(error('api-key-ip-blocked'), 'API key restricted to other addresses');
	assert.match(
		await cards.pageOf('edit-key-restrictions'),
		/^https:\/\/console\.cloud\.google\.com\/apis\/credentials/,
	);
	await cards.fails(error('quota-zero'), 'No quota for this model');
	assert.match(await cards.pageOf('raise-quota'), /^https:\/\/console\.cloud\.google\.com\/iam-admin\/quotas/);
	const metadata = {
		service: 'generativelanguage.googleapis.com',
		consumer: 'projects/7',
		activationUrl: 'https://console.developers.google.com.evil.example/apis/api/x](command:workbench.action.quit)',
	};
	const info = {
		'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
		reason: 'SERVICE_DISABLED',
		domain: 'googleapis.com',
	};
	const message = `Visit ${metadata.activationUrl} \u202e<script>alert(1)</script> ${'x'.repeat(1_000_000)}`;
	// Of a body this long the beginning is read.
	const body = { code: 403, status: 'PERMISSION_DENIED', details: [{ ...info, metadata }], message };
	await cards.fails(respond(403, body), 'API not enabled');
	assert.equal(await panel.frame.locator('.failure :is(a, script, img)').count(), 0);
	assert.equal(
		await cards.pageOf('open-enable-page'),
		'https://console.cloud.google.com/apis/library/generativelanguage.googleapis.com?project=7',
	);
});

test('Replace Key asks for the key of that very profile, after which the prompt is answered', async () => {
	const { workbench, emulator } = latchkey;
	await cards.fails(error('api-key-leaked'), 'API key reported as leaked');
	await workbench.screenshot('remedies-leaked');
	await cards.press('replace-key');
	await workbench.quickInput.waitFor('Replace the Key of “Work”');
	await workbench.quickInput.type(emulator.keys.valid);
	await workbench.quickInput.accept();
	await workbench.waitForNotification('“Work” has its new key');
	await cards.succeeds();
});

test('with one profile there is one to add, with two one to switch to', async () => {
	const { workbench } = latchkey;
	await cards.fails(error('quota-daily'), 'Quota used up');
	await cards.press('switch-method');
	await workbench.quickInput.waitFor('API Key');
	await workbench.quickInput.cancel();
	await latchkey.addProfile('Spare');
	await cards.fails(error('quota-daily'), 'Quota used up');
	await cards.press('switch-profile');
	await workbench.quickInput.waitFor('Which profile should requests use?');
	await workbench.quickInput.pick('Spare');
	await panel.frame.locator('.profile-card').filter({ hasText: 'Spare' }).waitFor();
	await cards.succeeds('Answered by gemini-flash-latest with “Spare”');
});

test('a quota project is set and cleared', async () => {
	const { workbench, emulator } = latchkey;
	await cards.fails(error('project-invalid'), 'Project not valid');
	await cards.press('set-project');
	await workbench.quickInput.waitFor('Quota Project of “Spare”');
	await workbench.quickInput.type('no-such-project-77');
	await workbench.quickInput.accept();
	await workbench.quickInput.widget.waitFor({ state: 'hidden' });
	await cards.fails(error('quota-project-denied'), 'Quota project denied');
	await cards.press('clear-quota-project');
	await workbench.page.locator('.statusbar-item').filter({ hasText: 'no quota project is sent any more' }).waitFor();
	await cards.succeeds();
	assert.ok(!emulator.calls.at(-1)?.headerNames?.includes('x-goog-user-project'));
});

test('the report has what Google said, and neither key nor project', async () => {
	const { workbench, emulator } = latchkey;
	await workbench.context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await cards.fails(error('service-disabled'), 'API not enabled');
	await panel.frame.getByRole('button', { name: 'Copy Report' }).press('Enter');
	await workbench.page.locator('.statusbar-item').filter({ hasText: 'The report was copied' }).waitFor();
	const report = await workbench.page.evaluate(() => navigator.clipboard.readText());
	assert.match(report, /^api-disabled: .+\n/);
	assert.match(report, /SERVICE_DISABLED/);
	assert.ok(!report.includes(emulator.keys.valid));
});

test('a notification has the first remedy as its button, and one stands for however many calls', async () => {
	const { workbench, emulator } = latchkey;
	emulator.failAll(error('api-key-leaked'));
	await workbench.runCommand('Notifications: Clear All Notifications');
	for (let calls = 1; calls <= 3; calls++) {
		await workbench.runCommand('Latchkey: Check Now');
		await workbench.quickInput.pick('Spare');
		await workbench.quickInput.widget.waitFor({ state: 'hidden' });
		const toast = await workbench.waitForNotification('Spare: API key reported as leaked.');
		await toast.getByRole('button', { name: 'Create a New Key' }).waitFor();
		// Of more than three within 800 ms VS Code shows no more.
		await workbench.page.waitForTimeout(800);
	}
	await workbench.runCommand('Notifications: Show Notifications');
	const told = workbench.page.locator('.notifications-center .notification-list-item').filter({ hasText: 'leaked' });
	await told.first().waitFor();
	assert.equal(await told.count(), 1);
	await workbench.runCommand('Notifications: Clear All Notifications');
});

test('the cards are accessible, folded and unfolded', async () => {
	const { frame } = panel;
	await frame.locator('.failure summary').first().press('Enter');
	await frame.locator('.failure .detail').first().waitFor();
	for (const theme of ['light', 'high-contrast', 'dark'] as const) {
		await latchkey.workbench.setTheme(theme);
		await frame.locator(`body.vscode-${theme}`).waitFor();
		assert.deepEqual(await accessibilityFaults(frame), []);
		await latchkey.workbench.screenshot(`remedies-card-${theme}`);
	}
});

test('in a small window the card comes into view', async () => {
	const { page } = latchkey.workbench;
	const usual = page.viewportSize();
	await page.setViewportSize({ width: 640, height: 640 });
	const card = await cards.fails(error('service-disabled'), 'API not enabled');
	const { top, height } = await card.evaluate((shown) => ({
		top: shown.getBoundingClientRect().top,
		height: window.innerHeight,
	}));
	// Scrolled to the pixel, of which a screen may have parts.
	assert.ok(top > -1 && top < height / 2, `${top} of ${height}`);
	await latchkey.workbench.screenshot('remedies-narrow');
	if (usual) await page.setViewportSize(usual);
});

test('What This Means opens the page about failures at the cause', async () => {
	await panel.frame.getByRole('button', { name: 'What This Means' }).press('Enter');
	const frame = await latchkey.workbench.webviewFrame('h2#api-disabled');
	assert.match((await frame.locator('body').textContent()) ?? '', /Troubleshooting/);
	await latchkey.workbench.screenshot('remedies-explained');
	await cards.back();
});

test('nothing of this left an error on the console or broke the content security policy', () => {
	// What a notification says of a failure VS Code writes to its console too.
	const others = latchkey.workbench.consoleErrors.filter(
		(text) => !text.startsWith('Spare: API key reported as leaked'),
	);
	assert.deepEqual(others, []);
	assert.deepEqual(latchkey.workbench.cspViolations, []);
});
