import { element } from '../dom.ts';

export type Tab = { readonly id: string; readonly label: string; readonly panel: HTMLElement };

/** Tabs as WAI-ARIA has them (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/): one tab stop, arrow keys between them. */
export class Tabs {
	readonly element = element('div', { className: 'tabs' });
	readonly #tabs: readonly Tab[];
	readonly #buttons: readonly HTMLButtonElement[];
	readonly #onChange: (id: string) => void;
	#chosen = '';

	constructor(label: string, tabs: readonly Tab[], onChange: (id: string) => void) {
		this.#tabs = tabs;
		this.#onChange = onChange;
		this.element.setAttribute('role', 'tablist');
		this.element.ariaLabel = label;
		this.#buttons = tabs.map(({ id, label: name, panel }) => {
			const button = element('button', { type: 'button', id: `tab-${id}`, onclick: () => this.choose(id) }, name);
			button.setAttribute('role', 'tab');
			button.setAttribute('aria-controls', `panel-${id}`);
			panel.id = `panel-${id}`;
			panel.setAttribute('role', 'tabpanel');
			panel.setAttribute('aria-labelledby', button.id);
			return button;
		});
		this.element.append(...this.#buttons);
		this.element.addEventListener('keydown', (event) => this.#onKey(event));
		this.choose(tabs[0]?.id ?? '');
	}

	get chosen(): string {
		return this.#chosen;
	}

	choose(id: string): void {
		const isNew = id !== this.#chosen && this.#chosen !== '';
		this.#chosen = id;
		for (const [index, button] of this.#buttons.entries()) {
			const { id: each, panel } = this.#tabs[index] as Tab;
			button.setAttribute('aria-selected', String(each === id));
			button.tabIndex = each === id ? 0 : -1;
			panel.hidden = each !== id;
		}
		if (isNew) {
			this.#onChange(id);
		}
	}

	#onKey(event: KeyboardEvent): void {
		const at = this.#tabs.findIndex(({ id }) => id === this.#chosen);
		const count = this.#tabs.length;
		const next = { ArrowRight: at + 1, ArrowLeft: at - 1 + count, Home: 0, End: count - 1 }[event.key];
		if (next !== undefined) {
			event.preventDefault();
			this.choose(this.#tabs[next % count]?.id ?? '');
			this.#buttons[next % count]?.focus();
		}
	}
}
