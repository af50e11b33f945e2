import { mkdirSync } from 'node:fs';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { browserFlags, findBrowser } from './browser.ts';

export interface BrowserSessionOptions {
	/** The browser's profile on disk: VS Code in the browser keeps secrets and state there. */
	readonly profileDir: string;
	readonly viewport?: { readonly width: number; readonly height: number };
	/** The origin whose page may use the clipboard. */
	readonly origin: string;
	/** For pages whose certificate a test made itself. */
	readonly ignoreHTTPSErrors?: boolean;
}

export interface BrowserSession {
	readonly context: BrowserContext;
	readonly page: Page;
}

/** A headless browser with a lasting profile. It ends with this process: its control channel closes. */
export async function openBrowser(options: BrowserSessionOptions): Promise<BrowserSession> {
	mkdirSync(options.profileDir, { recursive: true, mode: 0o700 });
	const context = await chromium.launchPersistentContext(options.profileDir, {
		executablePath: await findBrowser(),
		args: [...browserFlags],
		headless: true,
		viewport: options.viewport ?? { width: 1400, height: 900 },
		permissions: [],
		locale: 'en-US',
		ignoreHTTPSErrors: options.ignoreHTTPSErrors ?? false,
	});
	// Without a screen a page is at times never idle, and VS Code waits for that to write its state down. In a browser that has no
	// idle callbacks, as Safari, it does without.
	await context.addInitScript(() => {
		for (const name of ['requestIdleCallback', 'cancelIdleCallback']) {
			Reflect.deleteProperty(globalThis, name);
		}
	});
	await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: options.origin });
	return { context, page: context.pages()[0] ?? (await context.newPage()) };
}
