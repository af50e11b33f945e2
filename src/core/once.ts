/** Does it the first time it is asked, and gives what came of it every time. What failed is tried again when next asked. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return () => {
		if (!made) {
			made = make();
			// An import fails where the extension is just being updated: it must not fail until the window is reloaded.
			made.catch(() => {
				made = undefined;
			});
		}
		return made;
	};
}
