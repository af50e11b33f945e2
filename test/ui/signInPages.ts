import type { BrowserContext, Page } from 'playwright-core';

/** The tab that the editor opens for a sign-in, from the moment on that this is called. */
export const nextTab = (context: BrowserContext): Promise<Page> => context.waitForEvent('page');

/** Approves on the emulator's consent page, by keyboard. */
export async function approve(page: Page): Promise<void> {
	const button = page.getByRole('button', { name: 'Continue' });
	await button.waitFor();
	await button.focus();
	await page.keyboard.press('Enter');
}

/** Declines there. */
export async function decline(page: Page): Promise<void> {
	const button = page.getByRole('button', { name: 'Cancel' });
	await button.waitFor();
	await button.focus();
	await page.keyboard.press('Enter');
}
