import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { pacificDay } from '../../src/core/usage/pacificDay.ts';
import { noted, type UsageBook } from '../../src/core/usage/usageBook.ts';
import { writeUsage } from '../../src/core/usage/usageDocument.ts';
import { eventOf } from '../../src/core/usage/usedCall.ts';
import { until } from '../bed/until.ts';
import { refusal } from '../unit/core/usage/usageSupport.ts';
import { Latchkey } from './latchkey.ts';

// What a profile has used, in its tooltip. Another window has counted it: the document is shared.

let latchkey: Latchkey;
before(async () => {
	latchkey = await Latchkey.open();
	await latchkey.addProfile('Work');
	await latchkey.addProfile('Home');
});
after(() => latchkey.close());

const usageFile = () => join(dirname(latchkey.indexFile), 'usage.json');

function idOf(name: string): string {
	const { profiles } = JSON.parse(readFileSync(latchkey.indexFile, 'utf8')) as {
		profiles: { id: string; name: string }[];
	};
	return profiles.find((each) => each.name === name)?.id ?? '';
}

/** The tooltip of a profile, when it says something. */
async function waitForTooltip(name: string, text: string): Promise<string> {
	const { page } = latchkey.workbench;
	await latchkey.profileRows();
	const tooltip = page.locator('.workbench-hover').filter({ hasText: text });
	await until(`the tooltip of ${name}`, async () => {
		await page.mouse.move(0, 0);
		await page.locator(`.monaco-list-row[aria-label^="${name},"]`).hover();
		return tooltip.waitFor({ timeout: 3_000 }).then(
			() => true,
			() => false,
		);
	});
	return (await tooltip.textContent()) ?? '';
}

test('a profile that nothing is known to have used says nothing of it', async () => {
	const text = await waitForTooltip('Work', 'Last checked');
	assert.doesNotMatch(text, /Used:/);
});

test('the tooltip tells calls, tokens, money and limits, and what the free tier means', async () => {
	const usage = { prompt: 1_200, thoughts: 20, output: 30 };
	const model = 'gemini-2.5-flash-lite';
	const call = (name: string) => ({ profileId: idOf(name), model, usage, usd: 0.0123 });
	const book = [
		eventOf(call('Home'), Date.now()),
		eventOf({ ...call('Home'), failures: [refusal('quota-daily', model)] }, Date.now()),
	].reduce<UsageBook>((so, event) => noted(so, event, pacificDay), new Map());
	writeFileSync(usageFile(), writeUsage(book));
	const text = await waitForTooltip('Home', 'Used:');
	assert.match(text, /Used: 2 calls in the last minute, 2 today \(limit 20, seen just now\)/);
	assert.match(text, /2,400 tokens of prompt in the last minute, 2,400 today/);
	assert.match(text, /about \$0\.025 today, by list prices/);
	assert.match(text, /Latchkey warns from \$5\.00 a day on, and asks from \$20\.00 on/);
	assert.match(text, /Free tier: Google may use prompts/);
	await latchkey.workbench.screenshot('usage-tooltip');
	await latchkey.workbench.page.mouse.move(0, 0);
});

test('what a profile used goes when it is deleted, and nothing else does; undone, it is back', async () => {
	const [home, work] = [idOf('Home'), idOf('Work')];
	const text = readFileSync(usageFile(), 'utf8');
	assert.ok(text.includes(home));
	writeFileSync(usageFile(), text.replace(`"${home}":`, `"${work}":{"days":{},"recent":[],"limits":[]},"${home}":`));
	await latchkey.chooseFromMenu('Home', 'Delete Profile');
	await until('the usage to be gone', async () => !readFileSync(usageFile(), 'utf8').includes(home));
	assert.ok(readFileSync(usageFile(), 'utf8').includes(work));
	await latchkey.workbench.runCommand('Latchkey: Undo Delete Profile');
	await until('the usage to be back', async () => readFileSync(usageFile(), 'utf8').includes(home));
});
