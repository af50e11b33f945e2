import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessibilityFaults } from './accessibility.ts';
import { Latchkey, type RequestPanelPage } from './latchkey.ts';

// How answers look: with all that they have, in every theme, wide and narrow; and that a long one stays whole while far parts of it
// are left out of layout.

let latchkey: Latchkey;
let panel: RequestPanelPage;
before(async () => {
	latchkey = await Latchkey.open({ viewport: { width: 1400, height: 1800 } });
	await latchkey.addProfile('Work');
	panel = await latchkey.openPanel();
});
after(() => latchkey.close());

const rich = `# Rotating a key without downtime

A key that two programs share is **never replaced in one step**. Make the new one, let both be *valid* for a while, and only then take the old one away. See [API keys](https://ai.google.dev/gemini-api/docs/api-key) and \`GEMINI_API_KEY\`.

## What happens when

1. Create the second key
   - restrict it to the Gemini API
   - give it a name that says who uses it
2. Roll it out
3. Delete the first one

- [x] both keys answer
- [ ] the old one is not used any more

| Step | Who | Takes |
|:-----|:---:|------:|
| Create | a person in the console | 2 min |
| Roll out | \`deploy.sh\`, **twice** | 14 min |
| Delete | a person, a week later | 1 min |

\`\`\`ts
/** Reads the key anew with each call, so that no restart is needed. */
export async function ask(prompt: string, retries = 3): Promise<string> {
	const key = process.env['GEMINI_API_KEY'] ?? '';
	const answer = await fetch(\`https://generativelanguage.googleapis.com/v1beta/\${model}\`, {
		headers: { 'x-goog-api-key': key }, // never in the address
	});
	return answer.ok ? await answer.text() : ask(prompt, retries - 1);
}
\`\`\`

\`\`\`python
@dataclass
class Key:
    name: str
    last_used: datetime | None = None

    def is_idle(self, days: int = 7) -> bool:
        """Whether nobody has used it for a while."""
        return self.last_used is None or (now() - self.last_used).days > days
\`\`\`

\`\`\`bash
# Both must answer before the first one goes.
for key in "$OLD" "$NEW"; do
  curl -sf -H "x-goog-api-key: $key" "$BASE/models" | jq '.models | length'
done
\`\`\`

\`\`\`diff
-const key = 'written into the code';
+const key = await vault.read('gemini');
\`\`\`

> **Mind the quota.** Two keys of one project share it, so a second key is no second allowance.

The chance that a call meets the moment of the change is about $p = \\frac{t}{T}$, and over $n$ calls:

$$
P = 1 - (1 - p)^n
$$

---

Anything else leads to [elsewhere](https://example.com/keys).
`;

/** Has the panel show an answer of the model to its end. */
async function show(text: string): Promise<void> {
	latchkey.emulator.failNext({
		kind: 'respond',
		status: 200,
		headers: { 'content-type': 'text/event-stream' },
		body: `data: ${JSON.stringify({
			candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 }],
			usageMetadata: { promptTokenCount: 4, candidatesTokenCount: 250, totalTokenCount: 254 },
			modelVersion: 'gemini-3.8-flash',
		})}\r\n\r\n`,
		match: { path: 'streamGenerateContent' },
	});
	await panel.focus();
	await panel.send('How do I rotate a key?');
	await panel.status('Answered by');
	await panel.frame
		.locator('.markdown > :last-child')
		.filter({ hasText: text.trim().slice(-12, -2) })
		.waitFor();
}

test('code is coloured in each of its languages, and every part of it is there', async () => {
	await show(rich);
	const code = panel.frame.locator('.answer .code');
	for (const [language, parts] of [
		['ts', ['keyword', 'comment', 'string', 'number', 'name', 'type']],
		['python', ['keyword', 'string', 'number', 'name']],
		['bash', ['comment', 'keyword', 'string']],
		['diff', ['added', 'removed']],
	] as const) {
		const block = code.filter({ has: panel.frame.getByText(language, { exact: true }) });
		for (const part of parts) {
			await block.locator(`.code-${part}`).first().waitFor();
		}
	}
	assert.ok((await code.first().locator('code').textContent())?.includes("process.env['GEMINI_API_KEY'] ?? '';\n"));
});

for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const) {
	test(`an answer with all that answers have is accessible in the theme ${theme}`, async () => {
		const { workbench } = latchkey;
		await workbench.setTheme(theme);
		await panel.frame.locator(`body.vscode-${theme}`).waitFor();
		await panel.frame.locator('.answer').scrollIntoViewIfNeeded();
		await panel.frame.evaluate(() => document.querySelector('.answer')?.scrollIntoView());
		assert.deepEqual(await accessibilityFaults(panel.frame), []);
		await workbench.screenshot(`answer-${theme}`);
	});
}

test('in a narrow window the page does not scroll sideways', async () => {
	const { workbench } = latchkey;
	await workbench.setTheme('dark');
	await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
	await workbench.page.setViewportSize({ width: 480, height: 1800 });
	await panel.frame.evaluate(() => document.querySelector('.answer')?.scrollIntoView());
	await workbench.screenshot('answer-narrow');
	const { scroll, width } = await panel.frame.evaluate(() => ({
		scroll: document.documentElement.scrollWidth,
		width: document.documentElement.clientWidth,
	}));
	assert.equal(scroll, width);
	await workbench.page.setViewportSize({ width: 1400, height: 900 });
	await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
});

test('parts of a long answer that are far away keep their height, are found, and are read out', async () => {
	const { frame } = panel;
	await show(`The needle is here.\n\n${rich.repeat(30)}`);
	await frame.waitForFunction(
		() =>
			document.querySelectorAll('.markdown > hr').length === 30 &&
			document.querySelector('.markdown > hr ~ p:last-child'),
	);
	const before = await frame.evaluate(() => document.documentElement.scrollHeight);
	assert.ok(before > 20_000, `${before}`);
	await frame.evaluate(() => document.documentElement.scrollTo(0, document.documentElement.scrollHeight));
	await frame.locator('.markdown > :last-child').filter({ hasText: 'Anything else' }).waitFor();
	// The first block is left out of painting now, and searched all the same.
	await frame.waitForFunction(
		() => !document.querySelector('.markdown strong')?.checkVisibility({ contentVisibilityAuto: true }),
	);
	assert.equal(await frame.evaluate(() => document.documentElement.scrollHeight), before);
	assert.equal(
		// @ts-expect-error Not in the standard, but in every browser.
		await frame.evaluate(() => window.find('The needle is here')),
		true,
	);
	await frame.waitForFunction(() => document.documentElement.scrollTop < 2_000);
	assert.match(await frame.locator('.answer').ariaSnapshot(), /heading "Rotating a key without downtime"/);
});
