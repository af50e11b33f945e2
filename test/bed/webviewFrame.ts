import type { Frame, Page } from 'playwright-core';
import { until } from './until.ts';

/**
 * The frame with the page of a webview: of two nested frames the inner one. Found by an element that is visible in it. A
 * webview whose tab is hidden lives on; its page knows nothing of that, but the frame around it does.
 */
export async function webviewFrame(page: Page, selector: string, timeoutMs = 30_000): Promise<Frame> {
	const what = `a webview with “${selector}”`;
	const ask = async () => {
		for (const frame of page.frames()) {
			if (frame === page.mainFrame()) continue;
			// A frame may go away between the list and the question.
			const shown = await isShown(frame, selector).catch(() => false);
			if (shown) return frame;
		}
		return undefined;
	};
	const soon = await until(what, ask, { timeoutMs: Math.min(timeoutMs, patienceMs) }).catch(() => undefined);
	if (soon) return soon;
	// A busy Chromium at times leaves a webview blank, for whose service worker it looks for an update, as long as no other page is open.
	const other = await page.context().newPage();
	try {
		return await until(what, ask, { timeoutMs });
	} finally {
		await other.close();
		await page.bringToFront();
	}
}

/** How long a webview may stay blank before something is done about it. */
const patienceMs = 8_000;

async function isShown(frame: Frame, selector: string): Promise<boolean> {
	if (!(await frame.locator(selector).first().isVisible())) return false;
	for (let inner: Frame | null = frame; inner?.parentFrame(); inner = inner.parentFrame()) {
		const element = await inner.frameElement();
		if (!(await element.isVisible())) return false;
	}
	return true;
}
