import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** Runs a command from the palette by keyboard: F1, its title, Enter. Waits until VS Code knows the command. */
export async function runCommand(page: Page, title: string, timeoutMs = 30_000): Promise<void> {
	const widget = page.locator('.quick-input-widget');
	// A row says its title and, after a comma, its keys.
	const wanted = (label: string | null) => label === title || label?.startsWith(`${title},`) || false;
	await until(`the command “${title}” in the palette`, open, { timeoutMs });

	async function open(): Promise<boolean> {
		await page.keyboard.press('F1');
		// With the focus in a webview the palette is seen a moment before it has the keys.
		await widget
			.locator('.quick-input-box input:focus')
			.waitFor({ timeout: 5000 })
			.catch(() => undefined);
		await page.keyboard.press('ControlOrMeta+A');
		await page.keyboard.insertText(`>${title}`);
		// The list does not learn of extensions that arrive while it is open: look briefly, then open it anew.
		const reached = await until('its row', step, { timeoutMs: 2000, everyMs: 30 }).catch(() => false);
		await page.keyboard.press(reached ? 'Enter' : 'Escape');
		return reached;
	}

	async function step(): Promise<boolean> {
		const rows = widget.locator('.monaco-list-row');
		const labels = await rows.evaluateAll((all) =>
			all.map((one) => [one.getAttribute('aria-label'), one.classList.contains('focused')]),
		);
		const focused = labels.find(([, focus]) => focus);
		if (focused && wanted(focused[0] as string | null)) return true;
		// Similar titles may come first: go down to it, as a person would.
		if (labels.some(([label]) => wanted(label as string | null))) await page.keyboard.press('ArrowDown');
		return false;
	}
}
