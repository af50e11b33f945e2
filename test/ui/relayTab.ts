import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { until } from '../bed/until.ts';

/** A tab with the relay page, and where that wanted to send the browser; no editor has to be there. */
export class RelayTab {
	readonly page: Page;
	readonly #url: string;
	#sentTo: string[] = [];

	private constructor(page: Page, url: string) {
		this.page = page;
		this.#url = url;
	}

	static async open(context: BrowserContext, url: string): Promise<RelayTab> {
		const tab = new RelayTab(await context.newPage(), url);
		const events = await context.newCDPSession(tab.page);
		await events.send('Page.enable');
		// What a page asks for, whether or not this machine has an application for it.
		events.on('Page.frameRequestedNavigation', (asked) => tab.#sentTo.push(asked.url));
		return tab;
	}

	async go(query: string): Promise<void> {
		this.#sentTo = [];
		await this.page.goto(`${this.#url}${query}`);
	}

	/** Where the page has sent the browser for the nth time since it was opened. */
	sentTo(times = 1): Promise<string | undefined> {
		return until('the page to pass the answer on', () => this.#sentTo.length === times && this.#sentTo.at(-1));
	}

	async assertRefused(query: string, because: RegExp): Promise<void> {
		await this.go(query);
		const refusal = this.page.getByRole('alert');
		await refusal.waitFor();
		assert.match(await refusal.innerText(), because, query);
		assert.equal(await this.page.getByRole('button').count(), 0, query);
		assert.deepEqual(this.#sentTo, [], query);
	}
}
