import type { CDPSession, Frame, Page } from 'playwright-core';

export type Smoothness = {
	/** The longest task of the page itself in milliseconds; 0 where none was longer than the 50 that the browser tells of. */
	readonly longest: number;
	readonly long: number;
	/**
	 * How long the processor was busy with the longest task of the renderer, in milliseconds, and how many tasks kept it busy for over 50:
	 * what other programs take away on a busy machine is left out, what VS Code does in the same renderer is not.
	 */
	readonly busy: number;
	readonly longBusy: number;
	readonly frames: number;
	/** Frames that came more than a frame late. */
	readonly late: number;
	readonly ms: number;
};

type LongTask = { readonly name: string; readonly duration: number };

/** Watches a page from inside (https://w3c.github.io/longtasks/) and from outside until it is asked what came of it. */
export async function watchSmoothness(page: Page, frame: Frame): Promise<{ end(): Promise<Smoothness> }> {
	const tasks = await watchTasks(await page.context().newCDPSession(page));
	const watching = await frame.evaluateHandle(() => {
		const longTasks: LongTask[] = [];
		const frames: number[] = [];
		const take = (entries: PerformanceEntryList) => {
			longTasks.push(...entries.map(({ name, duration }) => ({ name, duration })));
		};
		const observer = new PerformanceObserver((list) => take(list.getEntries()));
		observer.observe({ type: 'longtask' });
		let next = requestAnimationFrame(function count(now) {
			frames.push(now);
			next = requestAnimationFrame(count);
		});
		const end = () => {
			take(observer.takeRecords());
			observer.disconnect();
			cancelAnimationFrame(next);
			return { longTasks, frames };
		};
		return { end };
	});
	return {
		async end() {
			const { longTasks, frames } = await watching.evaluate(({ end }) => end());
			const busy = await tasks.end();
			// Others are tasks of the pages around this one, which share its thread.
			const own = longTasks.filter(({ name }) => name === 'self');
			const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at));
			return {
				longest: Math.max(0, ...own.map(({ duration }) => duration)),
				long: own.length,
				busy: Math.max(...busy),
				longBusy: busy.filter((ms) => ms > 50).length,
				frames: frames.length,
				late: gaps.filter((gap) => gap > 34).length,
				ms: (frames.at(-1) ?? 0) - (frames[0] ?? 0),
			};
		},
	};
}

/** An event of https://chromium.googlesource.com/catapult/+/HEAD/tracing/README.md; times in microseconds. */
type TraceEvent = {
	readonly name: string;
	readonly pid: number;
	readonly tid: number;
	readonly tdur?: number;
	readonly args?: { readonly name?: string };
};

/** How long each task of a page's main thread keeps the processor busy, in milliseconds. */
async function watchTasks(cdp: CDPSession): Promise<{ end(): Promise<number[]> }> {
	const events: TraceEvent[] = [];
	cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
	await cdp.send('Tracing.start', { traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] } });
	return {
		async end() {
			const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
			await cdp.send('Tracing.end');
			await complete;
			await cdp.detach();
			const main = new Set(
				events.filter(({ args }) => args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`),
			);
			return events
				.filter(({ name, pid, tid }) => /RunTask$/.test(name) && main.has(`${pid} ${tid}`))
				.map(({ tdur = 0 }) => tdur / 1000);
		},
	};
}
