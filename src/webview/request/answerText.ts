import { MarkdownView } from '../markdown/markdownView.ts';
import { laidOutJson } from './laidOutJson.ts';

/** How an answer is drawn. */
export type AnswerForm = 'markdown' | 'code' | 'formatted';

/** Longer than any that JSON could hold at the beginning of a line, so that only the end of the text ends it. */
const fence = `${'`'.repeat(32)}json\n`;

/** A larger one is shown as it came, in UTF-16 units. */
const longestFormatted = 2 * 1024 * 1024;

/** The text of an answer, as Markdown or, where it is JSON, as code. */
export class AnswerText {
	readonly #view = new MarkdownView();
	readonly element = this.#view.element;
	#text = '';
	#form: AnswerForm = 'markdown';

	/** As it came. */
	get text(): string {
		return this.#text;
	}

	get form(): AnswerForm {
		return this.#form;
	}

	append(piece: string): void {
		// Not compared with what there is: an answer of many pieces is not to be read anew with each.
		if (this.#form === 'markdown' || (this.#form === 'code' && this.#view.text !== '')) {
			this.#text += piece;
			this.#view.append(piece);
		} else {
			this.show(this.#text + piece, this.#form);
		}
	}

	show(text: string, form: AnswerForm): void {
		const isMore = form === this.#form && form !== 'formatted' && text.startsWith(this.#text);
		const more = isMore ? text.slice(this.#text.length) : '';
		const isBegun = this.#view.text !== '';
		if (isMore && (isBegun || form === 'markdown')) {
			this.#text = text;
			this.#view.append(more);
			return;
		}
		if (text !== this.#text || form !== this.#form) {
			this.#text = text;
			this.#form = form;
			this.#view.text =
				text === '' ? '' : form === 'markdown' ? text : fence + (form === 'code' ? text : laidOutJson(text));
		}
	}
}

/** Whether a whole answer is an object or a list in JSON, of a length that can be laid out. */
export function isJsonDocument(text: string): boolean {
	if (text.length > longestFormatted || !/^\s*[[{]/.test(text)) {
		return false;
	}
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
