import type { Locator, Page } from 'playwright-core';
import { until } from './until.ts';

/** VS Code's own keys for going back in a quick input. */
export const backKeys = { darwin: 'Control+-', win32: 'Alt+ArrowLeft' }[process.platform as string] ?? 'Control+Alt+-';

/** VS Code's quick pick and input box, used by keyboard. */
export interface QuickInput {
	readonly widget: Locator;
	/** Waits until the box is open, with the given title or placeholder if one is named. */
	waitFor(text?: string): Promise<void>;
	/** Replaces what stands in the box. */
	type(text: string): Promise<void>;
	accept(): Promise<void>;
	/** Moves to the row whose label starts with this text, and accepts it. */
	pick(label: string): Promise<void>;
	/** The rows' spoken labels, top to bottom. */
	rows(): Promise<string[]>;
	cancel(): Promise<void>;
}

export function quickInput(page: Page): QuickInput {
	const widget = page.locator('.quick-input-widget:visible');
	const input = widget.locator('.quick-input-box input').first();
	const row = widget.locator('.quick-input-list .monaco-list-row');
	const rows = async () => await row.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
	const waitFor = async (text?: string) => {
		await widget.waitFor();
		if (text === undefined) return;
		await until(`the quick input “${text}”`, async () => {
			const shown = (await widget.first().textContent()) ?? '';
			return shown.includes(text) || (await input.getAttribute('placeholder'))?.includes(text) || false;
		});
	};
	return {
		widget,
		waitFor,
		rows,
		async type(text) {
			await waitFor();
			await input.focus();
			await page.keyboard.press('ControlOrMeta+A');
			await page.keyboard.insertText(text);
		},
		async accept() {
			await page.keyboard.press('Enter');
		},
		async pick(label) {
			await until(`the row “${label}”`, async () => (await rows()).some((one) => one.startsWith(label)));
			await until(`the focus on “${label}”`, async () => {
				if (!(await widget.first().isVisible())) throw new Error(`It was closed before “${label}” was picked.`);
				const focused = await widget
					.locator('.monaco-list-row.focused')
					.first()
					.getAttribute('aria-label', { timeout: 1000 })
					.catch(() => '');
				// What was opened before, as a terminal or a panel, may have taken the keyboard late; a person would click here again.
				if (!(await widget.first().evaluate((element) => element.contains(document.activeElement)))) {
					await input.focus();
				}
				if (focused?.startsWith(label)) return true;
				await page.keyboard.press('ArrowDown');
				return false;
			});
			await page.keyboard.press('Enter');
		},
		async cancel() {
			await page.keyboard.press('Escape');
			await widget.first().waitFor({ state: 'hidden' });
		},
	};
}
