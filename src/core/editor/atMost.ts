/** Does work on each item, on a few of them at a time; answers what came of each, in the order of the items. */
export async function atMost<T, R>(count: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	const waiting = items.map((item, index) => ({ item, index }));
	const lane = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			results[next.index] = await work(next.item);
		}
	};
	await Promise.all(Array.from({ length: count }, lane));
	return results;
}
