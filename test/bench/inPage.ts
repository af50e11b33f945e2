import type { Page } from 'playwright-core';

/** What happened in the page, in milliseconds of the clock that this process has too. */
export type Seen = { readonly event: number; readonly shown: number };

/**
 * Does something and measures in the page itself: when the last event of that type came in (a chord is several), and when a
 * frame began that shows something new under the selector. The way between this process and the browser is left out.
 */
export async function seenInPage(
	page: Page,
	{ event, selector }: { readonly event: 'keydown' | 'input' | 'none'; readonly selector: string },
	act: () => Promise<void> | void,
): Promise<Seen> {
	const watching = await page.evaluateHandle(
		({ event, selector }) => {
			const isShown = () => [...document.querySelectorAll(selector)].some((one) => one.checkVisibility());
			if (isShown()) throw new Error(`${selector} is shown already.`);
			let came = Number.NaN;
			const listen = (one: Event) => {
				came = one.timeStamp;
			};
			document.addEventListener(event, listen, { capture: true });
			// An object around it, because a promise by itself would be waited for here.
			return {
				seen: new Promise<{ event: number; shown: number }>((resolve, reject) => {
					setTimeout(() => reject(new Error(`${selector} was not shown.`)), 30_000);
					const look = new MutationObserver(() => {
						if (!isShown()) return;
						look.disconnect();
						document.removeEventListener(event, listen, { capture: true });
						requestAnimationFrame(() => {
							const { timeOrigin } = performance;
							resolve({ event: timeOrigin + came, shown: timeOrigin + performance.now() });
						});
					});
					look.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
				}),
			};
		},
		{ event, selector },
	);
	await act();
	return watching.evaluate(({ seen }) => seen);
}
