/** Calls back with the seconds left, each second until none is, for as long as the element is on the page. Answers what ends it. */
export function countdown(seconds: number, shownIn: HTMLElement, tick: (left: number) => void): () => void {
	const end = performance.now() + seconds * 1000;
	const timer = setInterval(() => {
		if (!shownIn.isConnected) {
			clearInterval(timer);
			return;
		}
		const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
		if (left === 0) {
			clearInterval(timer);
		}
		tick(left);
	}, 250);
	return () => clearInterval(timer);
}
