/** How long a page may take to have its height back, in milliseconds: a long answer is drawn over many frames. */
const patience = 20_000;

/** Scrolls to where a person had been as soon as the page is that long again, unless they begin to do something first. */
export function scrollBackTo(top: number, content: HTMLElement): void {
	const page = document.documentElement;
	const growing = new ResizeObserver(() => {
		if (page.scrollHeight - page.clientHeight >= top) {
			end();
			page.scrollTo(0, top);
		}
	});
	const end = () => {
		growing.disconnect();
		for (const type of ['keydown', 'pointerdown', 'wheel']) {
			document.removeEventListener(type, end);
		}
	};
	for (const type of ['keydown', 'pointerdown', 'wheel']) {
		document.addEventListener(type, end);
	}
	growing.observe(content);
	setTimeout(end, patience);
}
