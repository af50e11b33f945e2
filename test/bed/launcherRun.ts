import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { openBrowser } from './browserSession.ts';
import { watchOwnEnd } from './children.ts';
import { outDir } from './paths.ts';
import { scratchFolder } from './scratch.ts';
import { serverPath } from './serverPath.ts';
import { startVscodeServer } from './vscodeServer.ts';

const defaultLimitMs = 300_000;

/** One extension-host test run, told by VS Code's own command-line flags; answers its exit code. */
export async function runInBrowser(flags: ReadonlyMap<string, string>, folder: string | undefined): Promise<number> {
	watchOwnEnd();
	const development = flags.get('extensionDevelopmentPath');
	const tests = flags.get('extensionTestsPath');
	if (!development || !tests)
		throw new Error('The launcher needs --extensionDevelopmentPath and --extensionTestsPath.');
	const scratch = scratchFolder('window');
	// Given by test-electron for the desktop; the same folder serves here, so that a test may look into it.
	const dataDir = flags.get('user-data-dir') || join(scratch, 'server');
	// test-electron always turns Workspace Trust off; its own flag beside that turns it on again.
	const keepTrust = flags.has('keep-workspace-trust');
	const server = await startVscodeServer({
		dataDir,
		extensionsDir: flags.get('extensions-dir') || join(dataDir, 'extensions'),
		...(keepTrust && { userSettings: { 'security.workspace.trust.startupPrompt': 'never' } }),
		smokeTestDriver: true,
		trustEverything: flags.has('disable-workspace-trust') && !keepTrust,
	});
	const workspace = folder ?? join(scratch, 'workspace');
	mkdirSync(workspace, { recursive: true });
	const { page, context } = await openBrowser({ profileDir: join(scratch, 'browser'), origin: server.origin });
	try {
		const uri = (path: string) => `vscode-remote://${server.authority}${serverPath(path)}`;
		const { exit } = await listen(page);
		await page.goto(
			server.url({
				folder: serverPath(workspace),
				payload: JSON.stringify([
					['extensionDevelopmentPath', uri(development)],
					['extensionTestsPath', uri(tests)],
					['skipWelcome', 'true'],
				]),
			}),
		);
		return await withinLimit(exit, page);
	} finally {
		await context.close();
		await server.stop();
	}
}

/** VS Code calls these two when its page says what to test: the console's lines, and the end. */
async function listen(page: Page): Promise<{ readonly exit: Promise<number> }> {
	await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
		const line = format(...args).replaceAll(/%c| color: ?[#\w]+/g, '');
		(type === 'error' ? process.stderr : process.stdout).write(`${line}\n`);
	});
	const { promise: exit, resolve, reject } = Promise.withResolvers<number>();
	await page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
	page.on('crash', () => reject(new Error('The browser page crashed during the test run.')));
	page.on('close', () => reject(new Error('The browser ended during the test run.')));
	// Nobody listens any more when the page closes after the end.
	exit.catch(() => undefined);
	return { exit };
}

async function withinLimit(exit: Promise<number>, page: Page): Promise<number> {
	const limit = Number(process.env['LATCHKEY_HOST_LIMIT_MS']) || defaultLimitMs;
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(async () => {
			const file = join(outDir, 'screenshots/host-tests-late.png');
			await page.screenshot({ path: file, timeout: 10_000 }).catch(() => undefined);
			reject(new Error(`The tests in VS Code did not end within ${limit / 1000} s. What the window showed: ${file}`));
		}, limit);
	});
	try {
		return await Promise.race([exit, late]);
	} finally {
		clearTimeout(timer);
	}
}
