import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { openBrowser } from './browserSession.ts';
import { installVsix } from './installVsix.ts';
import { linkExtensions } from './linkExtensions.ts';
import { type PageTrouble, watchTrouble } from './pageTrouble.ts';
import { outDir } from './paths.ts';
import { type QuickInput, quickInput } from './quickInput.ts';
import { runCommand } from './runCommand.ts';
import { removeScratch, scratchFolder } from './scratch.ts';
import { type Settings, writeUserSettings } from './serverData.ts';
import { serverPath } from './serverPath.ts';
import { pickTheme, type Theme, themeSettings } from './themes.ts';
import { startVscodeServer, type VscodeServer } from './vscodeServer.ts';
import { webviewFrame } from './webviewFrame.ts';

export interface WorkbenchOptions {
	/** The folder to open; an empty temporary one by default, none at all when null. */
	readonly folder?: string | null;
	/** A workspace file to open in place of a folder. */
	readonly workspaceFile?: string;
	readonly extension:
		| { readonly developmentPath: string; readonly neighbours?: readonly string[] }
		| { readonly vsix: string };
	readonly settings?: Settings;
	/** The machine-scoped settings: a remote window takes those from here alone. */
	readonly machineSettings?: Settings;
	/** False opens the folder in Restricted Mode, without the start-up question. */
	readonly trust?: boolean;
	/** Everything a person would find again tomorrow: settings, extensions, browser profile. Deleted at close unless given. */
	readonly userDataDir?: string;
	readonly viewport?: { readonly width: number; readonly height: number };
	readonly theme?: Theme;
	/** Environment of the server and so of the extension host. */
	readonly serverEnv?: NodeJS.ProcessEnv;
	/** Arguments of Node itself for both. */
	readonly serverNodeArgs?: readonly string[];
	/** For pages whose certificate a test made itself. */
	readonly ignoreHTTPSErrors?: boolean;
}

export interface Workbench extends PageTrouble {
	readonly page: Page;
	readonly context: BrowserContext;
	readonly server: VscodeServer;
	readonly folder: string | null;
	readonly userDataDir: string;
	readonly profileDir: string;
	readonly logsDir: string;
	readonly quickInput: QuickInput;
	/** By keyboard, with the title as the palette shows it ("Category: Title"). */
	runCommand(title: string): Promise<void>;
	webviewFrame(selector: string, timeoutMs?: number): Promise<Frame>;
	/** The toast with this text, once it is shown; its buttons are `getByRole('button', …)` in it. */
	waitForNotification(text: string | RegExp): Promise<Locator>;
	/** Replaces the user settings file. Seen at once in a fresh window; once a window was reloaded, at its next reload. */
	writeSettings(settings: Settings): void;
	setTheme(theme: Theme): Promise<void>;
	/** Writes `out/screenshots/<name>.png` and answers its path. */
	screenshot(name: string): Promise<string>;
	reload(): Promise<void>;
	close(): Promise<void>;
}

/** Opens the real workbench with the extension in it; resolves when it can be used. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
	const scratch = scratchFolder('ui');
	const userDataDir = options.userDataDir ?? join(scratch, 'user');
	const folder = options.folder === undefined ? join(scratch, 'workspace') : options.folder;
	if (folder !== null) mkdirSync(folder, { recursive: true });
	const dataDir = join(userDataDir, 'server');
	const trust = options.trust ?? true;
	const settings: Settings = {
		...themeSettings(options.theme ?? 'dark'),
		// A picture of a half-faded box shows nothing.
		'workbench.reduceMotion': 'on',
		// The servers of a test are no applications that a notification should offer to open.
		'remote.autoForwardPorts': false,
		...(!trust && { 'security.workspace.trust.startupPrompt': 'never' }),
		...options.settings,
	};
	const extensionsDir = join(dataDir, 'extensions');
	if ('vsix' in options.extension) await installVsix(options.extension.vsix, dataDir, extensionsDir);
	else linkExtensions([options.extension.developmentPath, ...(options.extension.neighbours ?? [])], extensionsDir);
	const server = await startVscodeServer({
		dataDir,
		extensionsDir,
		userSettings: settings,
		...(options.machineSettings && { machineSettings: options.machineSettings }),
		trustEverything: trust,
		...(options.serverEnv && { env: options.serverEnv }),
		...(options.serverNodeArgs && { nodeArgs: options.serverNodeArgs }),
	});
	const profileDir = join(userDataDir, 'browser');
	const session = await openBrowser({
		profileDir,
		origin: server.origin,
		...(options.viewport && { viewport: options.viewport }),
		...(options.ignoreHTTPSErrors && { ignoreHTTPSErrors: true }),
	}).catch(async (error: unknown) => {
		await server.stop();
		throw error;
	});
	const { page, context } = session;
	const trouble = watchTrouble(context);

	const close = async () => {
		await settle(page).catch(() => undefined);
		await context.close();
		await server.stop();
		removeScratch(scratch);
	};
	try {
		await page.goto(server.url(addressOf(folder, options.workspaceFile)));
		await usable(page);
	} catch (error) {
		await page.screenshot({ path: join(outDir, 'screenshots/workbench-did-not-open.png') }).catch(() => undefined);
		await close();
		throw error;
	}

	return {
		...trouble,
		page,
		context,
		server,
		folder,
		userDataDir,
		profileDir,
		logsDir: server.logsDir,
		quickInput: quickInput(page),
		runCommand: (title) => runCommand(page, title),
		webviewFrame: (selector, timeoutMs) => webviewFrame(page, selector, timeoutMs),
		async waitForNotification(text) {
			const toast = page.locator('.notification-toast').filter({ hasText: text }).first();
			await toast.waitFor();
			return toast;
		},
		writeSettings(next) {
			writeUserSettings(dataDir, next);
		},
		setTheme: (theme) => pickTheme(page, theme),
		async screenshot(name) {
			const file = join(outDir, 'screenshots', `${name}.png`);
			mkdirSync(dirname(file), { recursive: true });
			await page.screenshot({ path: file });
			return file;
		},
		async reload() {
			await settle(page);
			await page.reload();
			await usable(page);
		},
		close,
	};
}

/** What the page is to open, as its address says it. */
function addressOf(folder: string | null, workspaceFile: string | undefined): Record<string, string> {
	if (workspaceFile !== undefined) return { workspace: serverPath(workspaceFile) };
	return folder === null ? { ew: 'true' } : { folder: serverPath(folder) };
}

async function usable(page: Page): Promise<void> {
	// The connection's item in the status bar is there once the server is connected and the window restored.
	await page.locator('.monaco-workbench .statusbar-item#status\\.host').waitFor({ timeout: 60_000 });
	await page.locator('.monaco-workbench[class*="vscode-theme-"]').first().waitFor();
}

/** VS Code in the browser writes state down 100 ms after a change, with nothing to see; a person is never that quick. */
async function settle(page: Page): Promise<void> {
	await page.waitForTimeout(400);
}
