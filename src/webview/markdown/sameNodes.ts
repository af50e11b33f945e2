/**
 * Makes one node like another by changing only what differs, so that selection, focus and scroll position survive in all
 * the rest. Answers with the node that now stands there: the old one, or the other in its place.
 */
export function madeLike(old: ChildNode, fresh: ChildNode): ChildNode {
	if (old instanceof Text && fresh instanceof Text) {
		growText(old, fresh.data);
		return old;
	}
	if (!(old instanceof Element && fresh instanceof Element && sameTag(old, fresh))) {
		old.replaceWith(fresh);
		return fresh;
	}
	// A button may be saying for a moment what has come of it.
	if (!(old instanceof HTMLButtonElement)) {
		let next = old.firstChild;
		for (const child of [...fresh.childNodes]) {
			if (next) {
				next = madeLike(next, child).nextSibling;
			} else {
				old.append(child);
			}
		}
		removeFrom(next);
	}
	return old;
}

/** Removes a node and all that follow it in the same parent. */
export function removeFrom(first: ChildNode | null): void {
	for (let node = first; node; ) {
		const next = node.nextSibling;
		node.remove();
		node = next;
	}
}

/** Text that only grows is added to: replacing it would take the selection in it away. */
function growText(old: Text, text: string): void {
	if (text.startsWith(old.data)) {
		if (text.length > old.data.length) {
			old.appendData(text.slice(old.data.length));
		}
	} else {
		old.data = text;
	}
}

const sameTag = (old: Element, fresh: Element): boolean =>
	old.nodeName === fresh.nodeName &&
	old.attributes.length === fresh.attributes.length &&
	[...fresh.attributes].every(({ name, value }) => old.getAttribute(name) === value);
