import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Workbench } from '../bed/workbench.ts';
import { answer } from './answer.ts';
import { Cards } from './cards.ts';
import { Latchkey, pressUntil, type RequestPanelPage } from './latchkey.ts';
import { mintToken } from './mintToken.ts';

// What a profile asks: chosen by keyboard, from the request panel and from Edit Profile.

let latchkey: Latchkey;
let workbench: Workbench;
let panel: RequestPanelPage;
let cards: Cards;

before(async () => {
	latchkey = await Latchkey.open();
	workbench = latchkey.workbench;
	const { quickInput, runCommand } = workbench;
	await runCommand('Latchkey: Add Gemini Profile');
	await quickInput.pick('Access Token');
	await answer(workbench, 'Paste an access token', await mintToken(latchkey.emulator));
	await answer(workbench, 'Give the profile a name.', 'Token');
	await workbench.waitForNotification('Profile “Token” is ready.');
	panel = await latchkey.openPanel();
	cards = new Cards(latchkey, panel);
});
after(() => latchkey.close());
afterEach(() => latchkey.leaveQuickInput());

/** Goes to the button beside the target, by keyboard, and presses it. */
async function change(): Promise<void> {
	await panel.focus();
	const button = panel.frame.getByRole('button', { name: 'Change Target' });
	await pressUntil(workbench.page, 'Shift+Tab', panel.frame.locator('button.plain:focus'));
	assert.ok(await button.evaluate((element) => element === document.activeElement));
	await workbench.page.keyboard.press('Enter');
}

const shows = (target: string) => panel.frame.locator('.profile-card').filter({ hasText: target }).waitFor();

const lastCall = () => {
	const { path = '', credentials = [] } = latchkey.emulator.calls.at(-1) ?? {};
	return { path, credentials: credentials.map(({ kind }) => kind) };
};

test('a token asks Vertex AI everywhere, with its list of models', async () => {
	const { quickInput } = workbench;
	await change();
	await quickInput.waitFor('Target of “Token”');
	assert.ok(!(await quickInput.rows()).some((row) => row.includes('express')), 'express mode takes no token');
	await workbench.screenshot('target-kinds');
	await quickInput.pick('Vertex AI');
	await quickInput.waitFor('Where the models are asked');
	await workbench.screenshot('target-locations');
	await quickInput.pick('global');
	await answer(workbench, 'Id or number of the project', 'No Project');
	await answer(workbench, 'A project id has small letters', 'latchkey-emulator');
	await quickInput.widget.waitFor({ state: 'hidden' });
	await shows('aiplatform.googleapis.com (Vertex AI, global, latchkey-emulator)');
	// Vertex AI lists no alias, so that the list that is there is its own.
	await panel.frame.locator('datalist option[value="gemini-3.8-flash"]').waitFor({ state: 'attached' });
	await panel.frame.locator('datalist option[value="gemini-flash-latest"]').waitFor({ state: 'detached' });
	await cards.succeeds(/Answered by gemini-3\.8-flash with “Token”/);
	assert.deepEqual(lastCall(), {
		path: '/v1beta1/projects/latchkey-emulator/locations/global/publishers/google/models/gemini-3.8-flash:streamGenerateContent',
		credentials: ['bearer'],
	});
	await workbench.screenshot('target-vertex');
});

test('a location that has not the model is said, and one that has it answers', async () => {
	const { quickInput, runCommand, page } = workbench;
	await runCommand('Latchkey: Edit Profile…');
	await quickInput.pick('Token');
	await quickInput.waitFor('Edit “Token”');
	await quickInput.pick('Target');
	await quickInput.waitFor('Target of “Token”');
	await quickInput.pick('Vertex AI');
	await quickInput.waitFor('Where the models are asked');
	await quickInput.pick('Another Location…');
	await answer(workbench, 'Location of Vertex AI', 'evil.example/');
	await answer(workbench, 'This is no location', 'us-central1');
	await quickInput.waitFor('Id or number of the project');
	await quickInput.accept();
	await latchkey.leaveQuickInput();
	await shows('us-central1-aiplatform.googleapis.com (Vertex AI, us-central1, latchkey-emulator)');
	const card = await cards.failing('Model not found');
	assert.match((await card.textContent()) ?? '', /Vertex AI has some models in the location “global” alone/);
	await workbench.screenshot('target-wrong-location');
	await panel.focus();
	await panel.tabBackTo('input.model');
	await page.keyboard.insertText('gemini-2.5-flash');
	await cards.succeeds(/Answered by gemini-2\.5-flash with “Token”/);
	assert.match(lastCall().path, /\/locations\/us-central1\//);
	await panel.tabBackTo('input.model');
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.press('Backspace');
});

test('a key asks the OpenAI-compatible endpoint, and is known as unverified until that has answered', async () => {
	await latchkey.addProfile('Key');
	await latchkey.switchTo('Key');
	await shows('→ generativelanguage.googleapis.com');
	await change();
	const { quickInput } = workbench;
	await quickInput.waitFor('Target of “Key”');
	assert.ok((await quickInput.rows()).some((row) => row.includes('express mode')));
	await quickInput.pick('OpenAI-compatible endpoint');
	await quickInput.widget.waitFor({ state: 'hidden' });
	await shows('generativelanguage.googleapis.com (OpenAI-compatible endpoint)');
	await shows('unverified');
	await cards.succeeds(/Answered by gemini-flash-latest with “Key” · \d+ prompt \+ \d+ output tokens/);
	assert.deepEqual(lastCall(), { path: '/v1beta/openai/chat/completions', credentials: ['bearer'] });
	assert.match(await panel.answer(), /Hello/);
	await shows('valid');
});
