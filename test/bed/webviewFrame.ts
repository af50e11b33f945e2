import type { Frame, Page } from 'playwright-core';
import { until } from './until.ts';

/** The frame with the page of a webview: of two nested frames the inner one. Found by an element that is visible in it. */
export async function webviewFrame(page: Page, selector: string, timeoutMs = 30_000): Promise<Frame> {
	return await until(
		`a webview with “${selector}”`,
		async () => {
			for (const frame of page.frames()) {
				if (frame === page.mainFrame()) continue;
				// A frame may go away between the list and the question.
				const shown = await frame
					.locator(selector)
					.first()
					.isVisible()
					.catch(() => false);
				if (shown) return frame;
			}
			return undefined;
		},
		{ timeoutMs },
	);
}
