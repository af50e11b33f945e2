type Properties<E> = { readonly [K in keyof E]?: E[K] };

/** Makes an element. Text given as a child becomes a text node and never markup. */
export function element<N extends keyof HTMLElementTagNameMap>(
	name: N,
	properties: Properties<HTMLElementTagNameMap[N]> = {},
	...children: readonly (Node | string)[]
): HTMLElementTagNameMap[N] {
	const made = document.createElement(name);
	Object.assign(made, properties);
	made.append(...children);
	return made;
}

/** A widget under its name. The widget carries the name for screen readers too, so the visible one is hidden from them. */
export const labelled = (label: string, widget: HTMLElement): HTMLElement =>
	element('div', { className: 'field' }, element('span', { className: 'label', ariaHidden: 'true' }, label), widget);
