import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { type BrowserSession, openBrowser } from '../bed/browserSession.ts';
import { type PageTrouble, watchTrouble } from '../bed/pageTrouble.ts';
import { outDir } from '../bed/paths.ts';
import { type Relay, startRelay } from '../bed/relayServer.ts';
import { removeScratch, scratchFolder } from '../bed/scratch.ts';
import { accessibilityFaults } from './accessibility.ts';
import {
	badAddresses,
	badQueries,
	editorsOwn,
	frontEnds,
	goodAddresses,
	queryFor,
	stateFor,
	webCallback,
} from './relayCases.ts';
import { RelayTab } from './relayTab.ts';

// The page that ships, in a real browser, which alone knows what it makes of an address.

const scratch = scratchFolder('relay');
const toFrontEnd = queryFor(`https://code.example.com${webCallback}`);
let relay: Relay;
let browser: BrowserSession;
let trouble: PageTrouble;
let tab: RelayTab;

before(async () => {
	relay = await startRelay({ frontEnds });
	const { origin, hostname } = new URL(relay.url);
	browser = await openBrowser({ profileDir: join(scratch, 'browser'), origin, ignoreHTTPSErrors: true });
	trouble = watchTrouble(browser.context);
	// Front ends take the answer and leave the browser where it is.
	const isFrontEnd = (url: URL) => url.hostname !== hostname;
	await browser.context.route(isFrontEnd, (route) => route.fulfill({ status: 204 }));
});

beforeEach(async () => {
	tab = await RelayTab.open(browser.context, relay.url);
});

afterEach(() => tab.page.close());

after(async () => {
	await browser.context.close();
	await relay.close();
	removeScratch(scratch);
});

test('every editor that the page knows gets the answer, at Latchkey’s address in it', async () => {
	for (const address of goodAddresses) {
		await tab.go(queryFor(address));
		const answer = `code=4%2F0Ab&state=${stateFor(address)}`;
		assert.equal(await tab.sentTo(), `${address}${address.includes('?') ? '&' : '?'}${answer}`);
	}
});

test('what belongs to an answer is passed on, encoded anew, and nothing else is', async () => {
	const state = stateFor(`vscode${editorsOwn}`);
	const code = 'a/b%2Fc+d&e=f g#h\u00e9';
	const rest = {
		iss: 'https://accounts.google.com',
		scope: 'email openid',
		authuser: '0',
		prompt: 'none',
		hd: 'x.org',
	};
	const query = new URLSearchParams({ state, code, ...rest, access_token: 'no', id_token: 'no', utm: 'no' });
	await tab.go(`?${query}#fragment`);
	const target = new URL((await tab.sentTo()) ?? '');
	assert.equal(target.hash, '');
	assert.match(target.search, /^\?code=a%2Fb%252Fc%2Bd%26e%3Df%20g%23h%C3%A9&/);
	assert.deepEqual(Object.fromEntries(target.searchParams), { state, code, ...rest });
});

test('that the sign-in was refused is passed on too', async () => {
	const state = stateFor(`vscode${editorsOwn}`);
	const answer = { state, error: 'access_denied', error_description: 'No, thanks', error_subtype: 'x', error_uri: 'y' };
	await tab.go(`?${new URLSearchParams(answer)}`);
	assert.deepEqual(Object.fromEntries(new URL((await tab.sentTo()) ?? '').searchParams), answer);
});

test('an answer for any other address goes nowhere', async () => {
	for (const [address, because] of badAddresses) await tab.assertRefused(queryFor(address), because);
});

test('what is no answer of a sign-in goes nowhere', async () => {
	for (const [query, because] of badQueries) await tab.assertRefused(query, because);
});

test('as it ships, the page knows no front end', async (context) => {
	const asShipped = await startRelay();
	context.after(() => asShipped.close());
	const other = await RelayTab.open(browser.context, asShipped.url);
	for (const origin of frontEnds) await other.assertRefused(queryFor(`${origin}${webCallback}`), /does not know/);
});

test('if nothing opens, Enter tries again, and the address can be copied', async () => {
	const { page } = tab;
	await tab.go(toFrontEnd);
	const target = await tab.sentTo();
	await page.getByRole('button', { name: 'Return to the Editor' }).and(page.locator(':focus')).waitFor();
	await page.keyboard.press('Enter');
	assert.equal(await tab.sentTo(2), target);
	assert.equal(await page.getByLabel('If nothing opens, copy this address').inputValue(), page.url());
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
	assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
});

for (const colorScheme of ['light', 'dark'] as const) {
	test(`the page is accessible and fits a narrow screen, ${colorScheme}`, async () => {
		const { page } = tab;
		await page.emulateMedia({ colorScheme });
		await page.setViewportSize({ width: 360, height: 640 });
		for (const [name, query] of [['forward', toFrontEnd] as const, ['refusal', ''] as const]) {
			await tab.go(query);
			assert.deepEqual(await accessibilityFaults(page.mainFrame()), []);
			assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
			await page.screenshot({ path: join(outDir, `screenshots/relay-${name}-${colorScheme}.png`) });
		}
	});
}

test('the page kept to its own policy all the time', () => {
	assert.deepEqual(trouble.cspViolations, []);
});
