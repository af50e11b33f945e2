import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type BrowserSession, openBrowser } from '../bed/browserSession.ts';
import { type IdentityProvider, startIdentityProvider } from '../bed/identityProvider.ts';
import { outDir } from '../bed/paths.ts';
import { type Relay, startRelay } from '../bed/relayServer.ts';
import { removeScratch, scratchFolder } from '../bed/scratch.ts';
import { type LocalServer, localServer } from '../fakes/localServer.ts';
import { accessibilityFaults } from './accessibility.ts';
import { stateFor, webCallback } from './relayCases.ts';

// From an authorization server over the relay page to a front end, in a real browser and by keyboard.

const scratch = scratchFolder('relay journey');
const arrived: { url: string; referer: string | undefined }[] = [];
let frontEnd: LocalServer;
let relay: Relay;
let provider: IdentityProvider;
let browser: BrowserSession;

before(async () => {
	frontEnd = await localServer(({ url = '', headers: { referer } }, response) => {
		if (url.startsWith('/stable-')) arrived.push({ url, referer });
		response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Editor</title>');
	});
	relay = await startRelay({ frontEnds: [frontEnd.origin] });
	provider = await startIdentityProvider({ redirectUris: [relay.url] });
	const origin = provider.issuer;
	browser = await openBrowser({ profileDir: join(scratch, 'browser'), origin, ignoreHTTPSErrors: true });
});

after(async () => {
	await browser.context.close();
	await Promise.all([provider.close(), relay.close(), frontEnd[Symbol.asyncDispose]()]);
	removeScratch(scratch);
});

const state = () => stateFor(`${frontEnd.origin}${webCallback}`);

/** A page of the authorization server that wants to know who is there. */
function askToSignIn(): Promise<unknown> {
	const query = new URLSearchParams({
		client_id: provider.clients.web.id,
		redirect_uri: relay.url,
		response_type: 'code',
		scope: 'openid email',
		state: state(),
		prompt: 'login consent',
		code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
		code_challenge_method: 'S256',
	});
	return browser.page.goto(`${provider.issuer}/auth?${query}`);
}

async function answersAtFrontEnd(): Promise<URLSearchParams> {
	await browser.page.waitForURL(`${frontEnd.origin}/**`);
	const last = arrived.at(-1);
	assert.equal(last?.referer, undefined);
	return new URL(last?.url ?? '', frontEnd.origin).searchParams;
}

test('who signs in and consents is brought to the editor with a code', async () => {
	const { page } = browser;
	await askToSignIn();
	await page.getByRole('heading', { name: 'Sign in' }).waitFor();
	assert.deepEqual(await accessibilityFaults(page.mainFrame()), []);
	await page.keyboard.insertText('ada@example.com');
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Allow access' }).waitFor();
	await page.screenshot({ path: join(outDir, 'screenshots/identity-provider-consent.png') });
	assert.deepEqual(await accessibilityFaults(page.mainFrame()), []);
	await page.keyboard.press('Enter');
	const answer = await answersAtFrontEnd();
	assert.equal(answer.get('vscode-reqid'), '1');
	assert.equal(answer.get('state'), state());
	assert.equal(answer.get('iss'), provider.issuer);
	assert.ok(answer.get('code'));
});

test('who says no is brought to the editor with that', async () => {
	const { page } = browser;
	await askToSignIn();
	await page.getByRole('heading', { name: 'Sign in' }).waitFor();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	const answer = await answersAtFrontEnd();
	assert.equal(answer.get('error'), 'access_denied');
	assert.equal(answer.get('state'), state());
	assert.equal(answer.get('code'), null);
});
