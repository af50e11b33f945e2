import type { Frame } from 'playwright-core';

export type Smoothness = {
	/** The longest task of the page itself in milliseconds; 0 where none was longer than the 50 that the browser tells of. */
	readonly longest: number;
	readonly long: number;
	readonly frames: number;
	/** Frames that came more than a frame late. */
	readonly dropped: number;
	readonly ms: number;
};

type Watching = { longTasks: { name: string; duration: number }[]; frames: number[]; observer: PerformanceObserver };

/** Watches a page from inside (https://w3c.github.io/longtasks/) until it is asked what came of it. */
export async function watchSmoothness(frame: Frame): Promise<{ end(): Promise<Smoothness> }> {
	const watching = await frame.evaluateHandle(() => {
		const longTasks: Watching['longTasks'] = [];
		const frames: number[] = [];
		const observer = new PerformanceObserver((list) => {
			longTasks.push(...list.getEntries().map(({ name, duration }) => ({ name, duration })));
		});
		observer.observe({ type: 'longtask' });
		const count = (now: number) => {
			frames.push(now);
			if (frames[0] !== -1) requestAnimationFrame(count);
		};
		requestAnimationFrame(count);
		return { longTasks, frames, observer };
	});
	return {
		async end() {
			const { longTasks, frames } = await watching.evaluate(({ longTasks, frames, observer }) => {
				longTasks.push(...observer.takeRecords().map(({ name, duration }) => ({ name, duration })));
				observer.disconnect();
				const seen = [...frames];
				frames.unshift(-1);
				return { longTasks, frames: seen };
			});
			// `self` is a task of this page; others are of pages that share its process.
			const own = longTasks.filter(({ name }) => name === 'self' || name === 'multiple-contexts');
			const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at));
			return {
				longest: Math.max(0, ...own.map(({ duration }) => duration)),
				long: own.length,
				frames: frames.length,
				dropped: gaps.filter((gap) => gap > 34).length,
				ms: (frames.at(-1) ?? 0) - (frames[0] ?? 0),
			};
		},
	};
}
