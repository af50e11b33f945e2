import type { BrowserContext, Page } from 'playwright-core';

/** Another account than the one that is preselected, and scopes whose tick is taken away. */
export type ConsentAnswer = { readonly account?: string; readonly untick?: readonly string[] };

/** The tab that the editor opens for a sign-in, from the moment on that this is called. */
export const nextTab = (context: BrowserContext): Promise<Page> => context.waitForEvent('page');

/** Approves on the emulator's consent page, by keyboard; with the account that is preselected, and everything ticked. */
export async function approve(page: Page, { account, untick = [] }: ConsentAnswer = {}): Promise<void> {
	await page.getByRole('button', { name: 'Continue' }).waitFor();
	if (account !== undefined) {
		const choice = page.locator(`input[name="account"][value="${account}"]`);
		await choice.focus();
		await page.keyboard.press('Space');
	}
	for (const scope of untick) {
		await page.locator(`input[name="scope"][value="${scope}"]`).focus();
		await page.keyboard.press('Space');
	}
	await press(page, 'Continue');
}

/** Declines there. */
export const decline = (page: Page): Promise<void> => press(page, 'Cancel');

/** Presses a button of a page, by keyboard. */
export async function press(page: Page, name: string): Promise<void> {
	const button = page.getByRole('button', { name });
	await button.waitFor();
	await button.focus();
	await page.keyboard.press('Enter');
}

/** The address that the consent page leads to, which no browser can show: port 1 is one that none of them asks. */
export async function addressLedTo(page: Page, approving: () => Promise<void>): Promise<string> {
	const leading = page.waitForRequest((request) => new URL(request.url()).port === '1');
	await approving();
	return (await leading).url();
}

/** Signs in and consents at the independent server, by keyboard; it asks for the name only once in a browser. */
export async function approveAtProvider(page: Page, login: string): Promise<void> {
	const consent = page.getByRole('heading', { name: 'Allow access' });
	const name = page.getByRole('textbox', { name: 'Account' });
	await name.or(consent).waitFor();
	if (await name.isVisible()) {
		await page.keyboard.insertText(login);
		await page.keyboard.press('Enter');
	}
	await consent.waitFor();
	await page.keyboard.press('Enter');
}
