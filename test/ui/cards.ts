import type { Locator } from 'playwright-core';
import { until } from '../bed/until.ts';
import type { Fault } from '../emulator/emulator.ts';
import type { Latchkey, RequestPanelPage } from './latchkey.ts';

/** The cards about failures in a request panel, and their buttons, used by keyboard. */
export class Cards {
	readonly #latchkey: Latchkey;
	readonly #panel: RequestPanelPage;

	constructor(latchkey: Latchkey, panel: RequestPanelPage) {
		this.#latchkey = latchkey;
		this.#panel = panel;
	}

	/** Sends a prompt whose call fails in this way. */
	async fails(fault: Fault, title: string, prompt = 'Hello'): Promise<Locator> {
		this.#latchkey.emulator.failNext({ ...fault, match: { path: ':streamGenerateContent' } });
		return this.failing(title, prompt);
	}

	/** Sends a prompt, for which a new card with this title appears. */
	async failing(title: string, prompt = 'Hello'): Promise<Locator> {
		await this.#panel.focus();
		// A card of before may have the same title.
		await this.#panel.frame.locator('.failure').evaluateAll((cards) => {
			for (const card of cards) card.classList.add('of-before');
		});
		await this.#panel.send(prompt);
		const card = this.#panel.frame.locator('.failure:not(.of-before)');
		await card.waitFor();
		const shown = await card.locator('h2').textContent();
		if (shown !== title) throw new Error(`The card says “${shown}” and not “${title}”.`);
		return card;
	}

	/** Sends a prompt, which is answered. */
	async succeeds(status: string | RegExp = 'Answered'): Promise<void> {
		await this.#panel.focus();
		await this.#panel.send('Hello');
		await this.#panel.status(status);
	}

	button(id: string): Locator {
		return this.#panel.frame.locator(`[data-remedy="${id}"]`);
	}

	press(id: string): Promise<void> {
		return this.button(id).press('Enter');
	}

	/** Presses a remedy that opens a page in the browser, and answers its address. */
	async pageOf(id: string): Promise<string> {
		const { context, page } = this.#latchkey.workbench;
		const opened: string[] = [];
		const isOutside = /^https:/;
		await context.route(isOutside, async (route) => {
			opened.push(route.request().url());
			await route.fulfill({ status: 204 });
		});
		await this.press(id);
		// VS Code asks before it leads out of the editor.
		await page.locator('.monaco-dialog-box').filter({ hasText: 'external website' }).waitFor();
		await page.keyboard.press('Enter');
		const address = await until('a page outside', () => opened[0]);
		await context.unroute(isOutside);
		for (const tab of context.pages().slice(1)) await tab.close();
		await page.bringToFront();
		return address;
	}

	/** After something else took the editor's place. */
	async back(): Promise<void> {
		await this.#latchkey.workbench.runCommand('View: Open First Editor in Group');
		await this.#panel.frame.locator('.failure').waitFor();
	}
}

export const error = (name: string): Fault => ({ kind: 'error', name }) as Fault;

/** An answer of Google's with an error as `error` describes it. */
export const respond = (status: number, body: object): Fault => ({
	kind: 'respond',
	status,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify({ error: body }),
});
