import * as l10n from '@vscode/l10n';
import { element } from '../dom.ts';
import { MarkdownView } from '../markdown/markdownView.ts';

/** Further answers to the same prompt, each under its number. */
export class OthersBlock {
	readonly element = element('div', { className: 'others' });
	readonly #views: MarkdownView[] = [];

	get texts(): readonly string[] {
		return this.#views.map(({ text }) => text);
	}

	/** `candidate`: from 1, which is the second answer. */
	append(candidate: number, text: string): void {
		this.#viewOf(candidate - 1).append(text);
	}

	show(texts: readonly string[]): void {
		while (this.#views.length > texts.length) {
			this.#views.pop();
			this.element.lastElementChild?.remove();
		}
		for (const [index, text] of texts.entries()) {
			const view = this.#viewOf(index);
			if (view.text !== text) {
				view.text = text;
			}
		}
	}

	#viewOf(index: number): MarkdownView {
		for (let known = this.#views[index]; !known; known = this.#views[index]) {
			const view = new MarkdownView();
			this.#views.push(view);
			const name = l10n.t('Answer {0}', this.#views.length + 1);
			const box = element('section', { className: 'answer', tabIndex: 0, ariaLabel: name });
			box.append(element('h2', { className: 'part-title' }, name), view.element);
			this.element.append(box);
		}
		return this.#views[index] as MarkdownView;
	}
}
