import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openBrowser } from '../bed/browserSession.ts';
import { outDir, root } from '../bed/paths.ts';
import { quickInput } from '../bed/quickInput.ts';
import { runCommand } from '../bed/runCommand.ts';
import { removeScratch, scratchFolder } from '../bed/scratch.ts';
import { startVscodeServer } from '../bed/vscodeServer.ts';
import { webviewFrame } from '../bed/webviewFrame.ts';
import { startEmulator } from '../emulator/emulator.ts';

// The web entry in VS Code's real web worker host. The extension comes from a web address, as on vscode.dev, so that the
// workbench cannot run it on its server; the browser answers that address from the disk.

/** Runs in the page: adds what vscode.dev's own page says of extensions it brings along, before the workbench reads it. */
function bringAlong(address: string): void {
	document.addEventListener('readystatechange', () => {
		const configuration = document.getElementById('vscode-workbench-web-configuration');
		if (document.readyState === 'interactive' && configuration) {
			const { host, pathname } = new URL(address);
			const developmentOptions = { extensions: [{ scheme: 'http', authority: host, path: pathname }] };
			const settings = JSON.parse(configuration.dataset['settings'] ?? '{}');
			configuration.dataset['settings'] = JSON.stringify({ ...settings, developmentOptions });
		}
	});
}

const scratch = scratchFolder('web');
after(() => removeScratch(scratch));

test('in the web worker host a profile is added and a prompt answered, with fetch alone', async (context) => {
	const emulator = await startEmulator();
	context.after(() => emulator.close());
	const server = await startVscodeServer({
		dataDir: join(scratch, 'server'),
		machineSettings: { 'latchkey.emulator': { 'generativelanguage.googleapis.com': emulator.origin } },
		trustEverything: true,
	});
	context.after(() => server.stop());
	const browser = await openBrowser({ profileDir: join(scratch, 'browser'), origin: server.origin });
	context.after(() => browser.context.close());
	const { page } = browser;
	const address = `${server.origin}/extension-on-the-web`;
	await browser.context.route(`${address}/**`, async (route) => {
		const path = join(root, new URL(route.request().url()).pathname.slice('/extension-on-the-web'.length));
		await (existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404 }));
	});
	await browser.context.addInitScript(bringAlong, address);
	await page.goto(server.url({ ew: 'true' }));
	const input = quickInput(page);
	await runCommand(page, 'Latchkey: Add Gemini Profile');
	await input.pick('API Key');
	await input.waitFor('Paste a Gemini API key');
	await input.type(emulator.keys.valid);
	await input.accept();
	await input.waitFor('Google accepted the key');
	await input.accept();
	await page.locator('.notification-toast').filter({ hasText: 'is ready' }).waitFor();
	await runCommand(page, 'Latchkey: Open Request Panel');
	const frame = await webviewFrame(page, 'main .prompt textarea:focus');
	await page.keyboard.insertText('Hello');
	await page.keyboard.press('ControlOrMeta+Enter');
	await frame.locator('.status').filter({ hasText: 'Answered' }).waitFor();
	await page.screenshot({ path: join(outDir, 'screenshots/web-answer.png') });
	const call = emulator.calls.find(
		({ method, path }) => method === 'POST' && path.endsWith('/gemini-flash-latest:streamGenerateContent'),
	);
	// Only a browser names its origin: the call came from the worker, not from Node.
	assert.ok(call?.headerNames.includes('origin'));
	assert.deepEqual(
		call?.credentials.map(({ kind }) => kind),
		['header-key'],
	);
});
