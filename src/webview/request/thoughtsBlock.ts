import * as l10n from '@vscode/l10n';
import { element } from '../dom.ts';
import { MarkdownView } from '../markdown/markdownView.ts';

/** What the model thought, folded. It is drawn only while it is unfolded, so that it costs the answer nothing. */
export class ThoughtsBlock {
	readonly element = element('details', { className: 'thoughts', hidden: true });
	readonly #summary = element('summary', {});
	readonly #view = new MarkdownView();
	readonly #body = element('div', { className: 'thoughts-body', tabIndex: 0, ariaLabel: l10n.t('Thoughts') });
	#text = '';

	constructor() {
		this.#body.setAttribute('role', 'region');
		this.#body.append(this.#view.element);
		this.element.append(this.#summary, this.#body);
		this.element.addEventListener('toggle', () => this.#draw());
	}

	get text(): string {
		return this.#text;
	}

	/** Those of another answer have not been asked for yet. */
	fold(): void {
		this.element.open = false;
	}

	append(piece: string): void {
		this.show(this.#text + piece, undefined, true);
	}

	/** `ms`: how long it took, where that is known, in milliseconds. */
	show(text: string, ms: number | undefined, isThinking: boolean): void {
		this.#text = text;
		this.element.hidden = text === '';
		const label = isThinking
			? l10n.t('Thinking…')
			: ms === undefined || ms < 50
				? l10n.t('Thoughts')
				: l10n.t('Thoughts ({0} s)', (ms / 1000).toFixed(ms < 9_950 ? 1 : 0));
		if (this.#summary.textContent !== label) {
			this.#summary.textContent = label;
		}
		this.#draw();
	}

	#draw(): void {
		if (this.element.open) {
			this.#view.text = this.#text;
		} else if (!this.#text.startsWith(this.#view.text)) {
			this.#view.text = '';
		}
	}
}
