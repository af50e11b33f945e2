import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../bed/until.ts';
import { composeAnswer } from '../emulator/gemini/composeAnswer.ts';
import { accessibilityFaults } from './accessibility.ts';
import { Latchkey, RequestPanelPage } from './latchkey.ts';

// What is in a request panel beyond the prompt, and that it is there again: after hiding, after a reload.

let latchkey: Latchkey;
before(async () => {
	latchkey = await Latchkey.open();
	await latchkey.addProfile('Work');
});
after(() => latchkey.close());
afterEach(() => latchkey.emulator.clearFaults());

/** The panel that a reload or a return to its tab brought back. */
async function panelAgain(): Promise<RequestPanelPage> {
	const frame = await latchkey.workbench.webviewFrame('main .answer:not([hidden])');
	return new RequestPanelPage(latchkey.workbench, frame);
}

/** The panel after a reload, which may bring another tab to the front: VS Code writes down which one is only every now and then. */
async function panelReloaded(): Promise<RequestPanelPage> {
	await latchkey.workbench.reload();
	await latchkey.workbench.runCommand('View: Open First Editor in Group');
	return panelAgain();
}

/** An answer of the model, as Google streams it. */
const modelSays = (text: string) =>
	latchkey.emulator.failNext({
		kind: 'respond',
		status: 200,
		headers: { 'content-type': 'text/event-stream' },
		body: `data: ${JSON.stringify({
			candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 }],
			usageMetadata: { promptTokenCount: 4, candidatesTokenCount: 250, thoughtsTokenCount: 31, totalTokenCount: 285 },
			modelVersion: 'gemini-3.8-flash',
		})}\r\n\r\n`,
	});

/**
 * Waits until VS Code has written a text down for after a reload. In the browser it does so every five seconds and not
 * at the end of a window, when a page may not wait any more.
 */
const writtenDown = (text: string) =>
	until(`“${text}” in the browser's databases`, () => latchkey.workbench.page.evaluate(isInDatabases, text), {
		everyMs: 500,
	});

/** Runs in the page. */
async function isInDatabases(text: string): Promise<boolean> {
	const done = <T>(request: IDBRequest<T>) =>
		new Promise<T>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
	for (const { name } of await indexedDB.databases()) {
		const database = await done(indexedDB.open(name ?? ''));
		try {
			for (const store of database.objectStoreNames) {
				const values = await done(database.transaction(store).objectStore(store).getAll());
				if (JSON.stringify(values).includes(text)) {
					return true;
				}
			}
		} finally {
			database.close();
		}
	}
	return false;
}

const lastBody = () =>
	latchkey.emulator.calls.findLast(({ method }) => method === 'POST')?.body as Record<string, unknown>;

test('system instruction, thinking, temperature and limit are sent as set', async () => {
	const { page } = latchkey.workbench;
	const panel = await latchkey.openPanel();
	await panel.tabBackTo('.system summary');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await page.keyboard.insertText('Answer as a pirate.');
	await panel.tabBackTo('#maxOutputTokens');
	await page.keyboard.insertText('256');
	await panel.tabBackTo('#temperature');
	await page.keyboard.insertText('0.5');
	await panel.tabBackTo('#thinking');
	await page.keyboard.press('l');
	await panel.tabToPrompt();
	await panel.send('Hello');
	await panel.status('Answered');
	const { systemInstruction, generationConfig } = lastBody();
	assert.deepEqual(systemInstruction, { parts: [{ text: 'Answer as a pirate.' }] });
	assert.deepEqual(generationConfig, {
		temperature: 0.5,
		maxOutputTokens: 256,
		thinkingConfig: { thinkingLevel: 'LOW' },
	});
});

test('a setting that cannot be sent is said at its field, and nothing is sent', async () => {
	const { page } = latchkey.workbench;
	const calls = latchkey.emulator.calls.length;
	const panel = await panelAgain();
	await panel.tabBackTo('#temperature');
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.insertText('hot');
	await page.keyboard.press('ControlOrMeta+Enter');
	await panel.frame.locator('#fault-temperature').filter({ hasText: /\S/ }).waitFor();
	assert.equal(await panel.frame.locator('#temperature').getAttribute('aria-invalid'), 'true');
	assert.equal(latchkey.emulator.calls.length, calls);
	await latchkey.workbench.screenshot('panel-fault');
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.insertText('0.7');
	await panel.tabToPrompt();
});

const answer = `# A door

Some *emphasis*, some **weight**, \`code\`, and a [page of Google's](https://ai.google.dev/gemini-api/docs).

1. first
2. second
   - below

| Key | Opens |
|:----|------:|
| brass | the hall |
| iron | the cellar |

\`\`\`ts
const door = await open('cellar');
\`\`\`

> Mind the step.

[Win a prize](https://evil.example/x) [run](command:workbench.action.quit) <img src=x onerror=alert(1)> ![x](https://evil.example/pixel.png)
`;

test('an answer is drawn as Markdown, and nothing in it leads anywhere but to Google', async () => {
	const { workbench } = latchkey;
	const panel = await panelAgain();
	modelSays(answer);
	await panel.send('Tell me about doors');
	await panel.status('4 prompt + 31 thinking + 250 output tokens');
	const drawn = panel.frame.locator('.answer');
	for (const what of ['em', 'strong', 'ol li', 'ul li', 'table', 'pre code', 'blockquote']) {
		await drawn.locator(what).first().waitFor();
	}
	assert.deepEqual(await drawn.locator('a').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href)), [
		'https://ai.google.dev/gemini-api/docs',
	]);
	assert.equal(await drawn.locator('img, script').count(), 0);
	assert.match((await drawn.textContent()) ?? '', /Win a prize.*https:\/\/evil\.example\/x/);
	assert.match((await drawn.textContent()) ?? '', /<img src=x onerror=alert\(1\)>/);
	await workbench.screenshot('panel-markdown');
});

test('the answer is copied as Markdown, by keyboard', async () => {
	const { workbench } = latchkey;
	await workbench.context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const panel = await panelAgain();
	await panel.frame.getByRole('button', { name: 'Copy Answer' }).press('Enter');
	await panel.status('The answer was copied');
	assert.equal(await workbench.page.evaluate(() => navigator.clipboard.readText()), answer);
});

test('a clipboard that cannot be written is said so', async () => {
	const panel = await panelAgain();
	await panel.frame.evaluate(() => {
		navigator.clipboard.writeText = () => Promise.reject(new DOMException('Document is not focused.'));
	});
	await panel.frame.getByRole('button', { name: 'Copy Answer' }).press('Enter');
	await panel.status('Not copied');
	await panel.frame.evaluate(() => Reflect.deleteProperty(navigator.clipboard, 'writeText'));
	await panel.frame.getByRole('button', { name: 'Copy Answer' }).press('Enter');
	await panel.status('The answer was copied');
});

for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const) {
	test(`the panel with an answer in it is accessible in the theme ${theme}`, async () => {
		const { workbench } = latchkey;
		await workbench.setTheme(theme);
		const { frame } = await panelAgain();
		await frame.locator(`body.vscode-${theme}`).waitFor();
		assert.deepEqual(await accessibilityFaults(frame), []);
		await workbench.screenshot(`panel-markdown-${theme}`);
	});
}

test('in a narrow window everything is within reach', async () => {
	const { workbench } = latchkey;
	const { page } = workbench;
	await workbench.setTheme('dark');
	await page.setViewportSize({ width: 640, height: 900 });
	const { frame } = await panelAgain();
	await workbench.screenshot('panel-markdown-narrow');
	const { scroll, width } = await frame.evaluate(() => ({
		scroll: document.documentElement.scrollWidth,
		width: document.documentElement.clientWidth,
	}));
	assert.equal(scroll, width, 'the page scrolls sideways');
	await page.setViewportSize({ width: 1400, height: 900 });
});

/** Everything a person had in the panel. */
async function contents({ frame, prompt }: RequestPanelPage) {
	await frame.locator('.answer h3, .answer h2').filter({ hasText: 'A door' }).waitFor();
	return {
		prompt: await prompt.inputValue(),
		temperature: await frame.locator('#temperature').inputValue(),
		maxOutputTokens: await frame.locator('#maxOutputTokens').inputValue(),
		thinking: await frame.locator('#thinking').inputValue(),
		status: await frame.locator('.status').textContent(),
		answer: await frame.locator('.answer').textContent(),
	};
}

test('hidden and shown again, the panel is as it was, down to the scroll position', async () => {
	const { workbench } = latchkey;
	const panel = await panelAgain();
	await panel.status('The answer was copied');
	await panel.focus();
	await panel.type('A half-written question');
	await panel.frame.evaluate(() => document.documentElement.scrollTo(0, 120));
	await workbench.page.waitForTimeout(400);
	const before = await contents(panel);
	await workbench.runCommand('File: New Untitled Text File');
	await workbench.page.locator('.editor-instance .monaco-editor').first().waitFor();
	await workbench.runCommand('View: Open Previous Editor');
	const again = await panelAgain();
	const after = await contents(again);
	assert.equal(after.prompt, 'A half-written question');
	assert.deepEqual(after, before);
	await again.frame.waitForFunction(() => document.documentElement.scrollTop === 120);
});

test('after a reload of the window the panel is there again, with its title, and goes on', async () => {
	const { workbench } = latchkey;
	const { status: _, ...before } = await contents(await panelAgain());
	await writtenDown('A half-written question');
	const again = await panelReloaded();
	await workbench.page.getByRole('tab', { name: 'Gemini: Tell me about doors' }).waitFor();
	const { status, ...after } = await contents(again);
	assert.deepEqual(after, before);
	assert.match(status ?? '', /Answered by/);
	await again.frame.getByText('generativelanguage.googleapis.com').waitFor();
	await again.focus();
	await again.send('Hello');
	await again.status('Answered by gemini-flash-latest with “Work”');
	assert.equal(lastBody()['systemInstruction'] !== undefined, true);
});

test('an answer that was coming when the window was reloaded is kept as far as it came, and said so', async () => {
	const { workbench, emulator } = latchkey;
	const panel = await panelAgain();
	emulator.failNext({ kind: 'stall-mid-stream', afterChunks: 3 });
	await panel.focus();
	await panel.send('Please write 60 words');
	await panel.frame.locator('.answer').filter({ hasText: /\w/ }).waitFor();
	await panel.status('Answering');
	// The three chunks come 20 ms apart.
	await workbench.page.waitForTimeout(500);
	const came = await panel.answer();
	await writtenDown(came.slice(-20));
	const again = await panelReloaded();
	await again.status('Interrupted when the window was reloaded');
	assert.equal(await again.answer(), came);
	await again.focus();
	await again.send('Hello');
	await again.status('Answered');
});

test('an answer that ended while its tab was hidden is whole, also after a reload', async () => {
	const { workbench, emulator } = latchkey;
	const prompt = 'Please write 161 words';
	const { text } = composeAnswer({ contents: [{ role: 'user', parts: [{ text: prompt }] }] }, '', 0);
	const panel = await panelAgain();
	emulator.failNext({ kind: 'pace', ms: 100 });
	await panel.focus();
	await panel.send(prompt);
	await panel.status('Answering');
	await workbench.runCommand('File: New Untitled Text File');
	await workbench.page.locator('.editor-instance .monaco-editor').first().waitFor();
	assert.equal(emulator.calls.at(-1)?.outcome, 'open');
	await panel.status('Answered by');
	const status = (await panel.frame.locator('.status').textContent()) ?? '';
	await writtenDown(status.split(' · ').at(-1) ?? '');
	const again = await panelReloaded();
	// What draws it is loaded beside the page. Between paragraphs there is no line end.
	await until('the whole answer', async () => (await again.answer()) === text.replaceAll('\n', ''));
	assert.equal(await again.frame.locator('.status').textContent(), status);
});

test('nothing of this left an error on the console or broke the content security policy', () => {
	assert.deepEqual(latchkey.workbench.consoleErrors, []);
	assert.deepEqual(latchkey.workbench.cspViolations, []);
});
