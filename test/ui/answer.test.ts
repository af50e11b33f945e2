import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../bed/until.ts';
import { accessibilityFaults } from './accessibility.ts';
import { Latchkey, pressUntil, type RequestPanelPage } from './latchkey.ts';

// What stands beside the text of an answer, and what was sent and got for it.

let latchkey: Latchkey;
let panel: RequestPanelPage;
before(async () => {
	latchkey = await Latchkey.open();
	await latchkey.addProfile('Work');
	panel = await latchkey.openPanel();
});
after(() => latchkey.close());
afterEach(() => latchkey.emulator.clearFaults());

/** What the model answers next, in events as Google sends them. */
function nextAnswer(...responses: readonly object[]): void {
	const events = responses.map(
		(response) => `data: ${JSON.stringify({ modelVersion: 'gemini-3.8-flash', ...response })}\r\n\r\n`,
	);
	latchkey.emulator.failNext({
		kind: 'respond',
		status: 200,
		headers: { 'content-type': 'text/event-stream', 'set-cookie': 'NID=marker-cookie' },
		body: events.join(''),
	});
}

const of = (parts: readonly object[], rest: object = {}) => ({
	candidates: [{ content: { role: 'model', parts }, index: 0, ...rest }],
});
const stop = { finishReason: 'STOP' };
const usageMetadata = {
	promptTokenCount: 1200,
	cachedContentTokenCount: 1024,
	thoughtsTokenCount: 96,
	candidatesTokenCount: 240,
	totalTokenCount: 1536,
};
/** Sends a prompt, and waits until its answer is over and not the one before any more. */
async function ask(prompt: string, end = 'Answered'): Promise<void> {
	await panel.focus();
	const calls = latchkey.emulator.calls.length;
	await panel.send(prompt);
	await until('the call', () => latchkey.emulator.calls.length > calls);
	await panel.status(end);
	await panel.frame.locator('.facts > div').first().waitFor();
}

const fact = (label: string) => panel.frame.locator('.facts > div').filter({ hasText: label }).locator('dd');

test('thoughts are folded, and unfolded by keyboard', async () => {
	const { page } = latchkey.workbench;
	nextAnswer(of([{ text: '**Weighing the question**\n\nKeys turn clockwise, mostly.', thought: true }]), {
		...of([{ text: 'Clockwise, *as a rule*.' }], stop),
		usageMetadata,
	});
	await ask('Which way do keys turn?');
	const thoughts = panel.frame.locator('details.thoughts');
	await thoughts
		.locator('summary')
		.filter({ hasText: /^Thoughts( \(\d+\.\d s\))?$/ })
		.waitFor();
	assert.equal(await thoughts.getAttribute('open'), null);
	await until('the answer', async () => (await panel.answer()).trim() === 'Clockwise, as a rule.');
	await pressUntil(page, 'Tab', thoughts.locator('summary:focus'));
	await page.keyboard.press('Enter');
	await thoughts.getByText('Keys turn clockwise, mostly.').waitFor();
	await latchkey.workbench.screenshot('answer-thoughts');
});

test('tokens, times and the end are told in words', async () => {
	for (const [label, value] of [
		['Prompt', /^1,200$/],
		['Cached', /^1,024$/],
		['Thinking', /^96$/],
		['Output', /^240$/],
		['Total', /^\d+ ms$|^\d+\.\d s$/],
		['First text', /^\d+ ms$|^\d+\.\d s$/],
		['Finish', /^Complete$/],
		['Model version', /^gemini-3\.8-flash$/],
	] as const) {
		assert.match((await fact(label).textContent()) ?? '', value, label);
	}
});

test('a call of a function, code that was run, an image and sources are shown', async () => {
	const { frame } = panel;
	await ask('Please call a function, run some code, draw a picture and name your sources.');
	const part = (name: string) => frame.locator(`section[aria-label="${name}"]`);
	assert.match((await part('Function call: open_door').locator('code').last().textContent()) ?? '', /"door": "north"/);
	assert.match((await part('Code that was run').textContent()) ?? '', /print\(sum/);
	assert.match((await part('Output of the code').textContent()) ?? '', /55/);
	const image = frame.locator('img[alt="Image 1 of the answer"]');
	await until('the image', () => image.evaluate((shown: HTMLImageElement) => shown.naturalWidth === 96));
	// An address is a link only where it leads to a known host.
	assert.deepEqual(
		await frame.locator('.sources a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
		['https://ai.google.dev/gemini-api/docs/api-key'],
	);
	const sources = (await frame.locator('.sources').textContent()) ?? '';
	for (const shown of [
		'how keys turn',
		'https://locks.example/history?of=keys',
		'License: mit',
		'https://github.com/example/keys',
	]) {
		assert.ok(sources.includes(shown), shown);
	}
	assert.equal(await frame.locator('.chip').count(), 0);
	await latchkey.workbench.screenshot('answer-parts');
	await frame.locator('.sources').scrollIntoViewIfNeeded();
	await latchkey.workbench.screenshot('answer-sources');
});

test('an answer in JSON is laid out, and shown as received by keyboard', async () => {
	const { page } = latchkey.workbench;
	nextAnswer(
		of([{ text: '{"keys":[{"name":"brass","turns":1.50},' }]),
		of([{ text: '{"name":"iron","turns":12345678901234567890}]}' }], stop),
	);
	await ask('Keys as JSON, please');
	await panel.frame.locator('.answer pre').filter({ hasText: '"name": "brass"' }).waitFor();
	assert.match(await panel.answer(), /\n {6}"turns": 12345678901234567890\n/);
	await latchkey.workbench.screenshot('answer-json');
	const received = panel.frame.getByRole('button', { name: 'As Received' });
	await pressUntil(page, 'Tab', panel.frame.locator('.choices button:focus').filter({ hasText: 'As Received' }));
	await page.keyboard.press('Enter');
	await panel.frame.locator('.answer pre').filter({ hasText: '{"keys":[{"name":"brass","turns":1.50},' }).waitFor();
	assert.equal(await received.getAttribute('aria-pressed'), 'true');
	await panel.frame.getByRole('button', { name: 'Formatted' }).click();
});

test('what was sent and what came back stand behind tabs, by keyboard and without the key', async () => {
	const { frame } = panel;
	const { emulator, workbench } = latchkey;
	const { page } = workbench;
	const key = emulator.keys.valid;
	nextAnswer(of([{ text: `Your key is ${key.slice(0, 9)}` }]), of([{ text: `${key.slice(9)}, or so.` }], stop));
	await ask(`Hello from ${key}`);
	await frame.locator('.answer').filter({ hasText: 'Your key is [redacted], or so.' }).waitFor();
	const tab = (name: string) => frame.getByRole('tab', { name });
	await pressUntil(page, 'Tab', frame.locator('[role=tab]:focus'));
	await page.keyboard.press('ArrowRight');
	await frame.locator('#panel-request .call-url').waitFor();
	assert.equal(await tab('Request').getAttribute('aria-selected'), 'true');
	const request = (await frame.locator('#panel-request').textContent()) ?? '';
	assert.match(request, /POST.*generativelanguage\.googleapis\.com\/v1beta\/models\/.*:streamGenerateContent/);
	assert.match(request, /x-goog-api-key\[redacted\]/);
	assert.match(request, /"text": "Hello from \[redacted\]"/);
	await workbench.screenshot('answer-request');
	await page.keyboard.press('ArrowRight');
	await frame.locator('#panel-response .timeline').waitFor();
	const response = (await frame.locator('#panel-response').textContent()) ?? '';
	for (const shown of [
		'HTTP 200',
		'Credential at hand',
		'Request sent',
		'First byte',
		'First text',
		'set-cookie[redacted]',
	]) {
		assert.ok(response.includes(shown), shown);
	}
	assert.equal(await frame.locator('#panel-response .events li').count(), 2);
	await workbench.screenshot('answer-response');
	const page1 = await frame.locator('body').innerHTML();
	assert.ok(!page1.includes('marker-cookie'));
	// The prompt field holds what was typed, the page else nothing of the key.
	assert.ok(!request.includes(key) && !response.includes(key));
	// One tab stop for all three.
	assert.deepEqual(
		await frame.locator('[role=tab]').evaluateAll((tabs) => tabs.map((each) => (each as HTMLElement).tabIndex)),
		[-1, -1, 0],
	);
	await page.keyboard.press('Home');
	await frame.locator('.answer:not([hidden])').waitFor();
	assert.equal(await tab('Answer').getAttribute('aria-selected'), 'true');
});

test('stop keeps the text, and the server sees the connection closed', async () => {
	const { emulator, workbench } = latchkey;
	await panel.focus();
	emulator.failNext({ kind: 'pace', ms: 50 });
	await panel.send('write 2000 words');
	await panel.frame
		.locator('.answer')
		.filter({ hasText: /The the of for/ })
		.waitFor();
	await workbench.page.keyboard.press('Escape');
	await panel.status('Stopped');
	await until('the call to be called off', () => emulator.calls.at(-1)?.outcome !== 'open');
	assert.equal(emulator.calls.at(-1)?.outcome, 'closed-by-client');
	assert.notEqual(await panel.answer(), '');
	await fact('Total').filter({ hasText: /s$/ }).waitFor();
});

test('a fault keeps text and thoughts, and the reason is told in words', async () => {
	await panel.focus();
	nextAnswer(of([{ text: 'Half a thought', thought: true }]), {
		...of([{ text: 'Half an answer' }], { finishReason: 'MAX_TOKENS' }),
		usageMetadata,
	});
	await panel.send('Hello');
	await panel.failure('limit');
	await panel.frame.locator('.answer').filter({ hasText: 'Half an answer' }).waitFor();
	await panel.frame.locator('details.thoughts summary').filter({ hasText: 'Thoughts' }).waitFor();
	assert.equal(await fact('Finish').textContent(), 'Stopped at the token limit');
	await latchkey.workbench.screenshot('answer-truncated');
});

for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
	test(`the answer, the request and the response are accessible in the theme ${theme}`, async () => {
		const { workbench } = latchkey;
		await workbench.setTheme(theme);
		nextAnswer(
			of([{ text: 'Thinking about keys.', thought: true }]),
			of([{ text: '{"answer": [1, 2]}' }]),
			of([{ functionCall: { name: 'open_door', args: { door: 'north' } } }]),
			{
				...of([], {
					...stop,
					groundingMetadata: { groundingChunks: [{ web: { uri: 'https://ai.google.dev/x', title: 'ai.google.dev' } }] },
				}),
				usageMetadata,
			},
		);
		await ask('All of it');
		for (const name of ['Response', 'Request', 'Answer']) {
			await panel.frame.getByRole('tab', { name }).click();
			await panel.frame.locator(`#panel-${name.toLowerCase()}:not([hidden])`).waitFor();
			assert.deepEqual(await accessibilityFaults(panel.frame), [], name);
			await workbench.screenshot(`answer-${name.toLowerCase()}-${theme}`);
		}
	});
}

test('in a narrow panel nothing is cut off', async () => {
	const { page } = latchkey.workbench;
	await page.setViewportSize({ width: 620, height: 900 });
	for (const name of ['Answer', 'Request', 'Response']) {
		await panel.frame.getByRole('tab', { name }).click();
		await panel.frame.locator(`#panel-${name.toLowerCase()}:not([hidden])`).waitFor();
		const { scrollWidth, clientWidth } = await panel.frame
			.locator('html')
			.evaluate((html) => ({ scrollWidth: html.scrollWidth, clientWidth: html.clientWidth }));
		assert.ok(scrollWidth <= clientWidth, `${name}: ${scrollWidth} in ${clientWidth}`);
		await latchkey.workbench.screenshot(`answer-${name.toLowerCase()}-narrow`);
	}
	await page.setViewportSize({ width: 1400, height: 900 });
});
