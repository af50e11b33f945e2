import * as l10n from '@vscode/l10n';
import type { AnswerExtra } from '../../core/gemini/answerExtra.ts';
import { element } from '../dom.ts';
import { icon } from '../icon.ts';
import { codeBlock } from '../markdown/codeBlock.ts';
import { spelledOut } from '../markdown/hidden.ts';
import { sourcesList } from './sourcesList.ts';

/** What came beside text, in its order; where the answer is from stands below that, as one list. */
export class ExtrasBlock {
	readonly element = element('div', { className: 'extras', hidden: true });
	readonly #parts = element('div', { className: 'parts' });
	readonly #sources = element('div', {});
	#extras: readonly AnswerExtra[] = [];
	#images = 0;

	constructor() {
		this.element.append(this.#parts, this.#sources);
	}

	get all(): readonly AnswerExtra[] {
		return this.#extras;
	}

	/** What is there already stays as it is, so that nothing moves that is being read. */
	append(more: readonly AnswerExtra[]): void {
		this.#extras = [...this.#extras, ...more];
		this.element.hidden = this.#extras.length === 0;
		this.#parts.append(...more.map((extra) => this.#partOf(extra)).filter((part) => part !== undefined));
		if (more.some(({ kind }) => kind === 'citation' || kind === 'source' || kind === 'search')) {
			this.#sources.replaceChildren(sourcesList(this.#extras));
		}
	}

	show(extras: readonly AnswerExtra[]): void {
		const known = this.#extras.length;
		if (JSON.stringify(extras.slice(0, known)) !== JSON.stringify(this.#extras)) {
			this.#extras = [];
			this.#images = 0;
			this.#parts.replaceChildren();
			this.#sources.replaceChildren();
		}
		this.append(extras.slice(this.#extras.length));
	}

	#partOf(extra: AnswerExtra): HTMLElement | undefined {
		switch (extra.kind) {
			case 'call':
				return part('symbol-method', l10n.t('Function call'), extra.name, codeBlock('json', extra.args));
			case 'code':
				return part('code', l10n.t('Code that was run'), '', codeBlock(extra.language.toLowerCase(), extra.code));
			case 'result':
				return resultPart(extra.outcome, extra.output);
			case 'image':
				this.#images += 1;
				return imagePart(extra.mimeType, extra.data, this.#images);
			case 'file':
				return part('file', l10n.t('File, not shown'), fileInWords(extra.mimeType, extra.bytes));
			default:
				return undefined;
		}
	}
}

function part(iconName: string, title: string, name: string, ...contents: readonly HTMLElement[]): HTMLElement {
	return element(
		'section',
		{ className: 'part markdown', ariaLabel: name === '' ? title : `${title}: ${name}` },
		element(
			'h2',
			{ className: 'part-title' },
			icon(iconName),
			title,
			...(name === '' ? [] : [element('code', { dir: 'ltr' }, spelledOut(name))]),
		),
		...contents,
	);
}

function resultPart(outcome: string, output: string): HTMLElement {
	const isGood = outcome === 'OUTCOME_OK';
	const words = outcome === 'OUTCOME_DEADLINE_EXCEEDED' ? l10n.t('Code ran for too long') : l10n.t('Code failed');
	return part(
		isGood ? 'pass' : 'error',
		isGood ? l10n.t('Output of the code') : words,
		'',
		...(output === '' ? [] : [codeBlock('', output)]),
	);
}

function imagePart(mimeType: string, data: string, number: number): HTMLElement {
	const name = l10n.t('Image {0} of the answer', number);
	// Nothing is loaded: all of the image is in its address, and its type is one that holds no program.
	const image = element('img', { src: `data:${mimeType};base64,${data}`, alt: name });
	const caption = element('figcaption', { className: 'quiet' }, fileInWords(mimeType, (data.length * 3) / 4));
	image.addEventListener('error', () => {
		image.remove();
		caption.textContent = l10n.t('{0}: it could not be drawn.', name);
	});
	return element('figure', { className: 'part' }, image, caption);
}

const fileInWords = (mimeType: string, bytes: number): string => {
	const type = spelledOut(mimeType) || l10n.t('unknown type');
	return bytes === 0 ? type : l10n.t('{0}, {1} KB', type, Math.ceil(bytes / 1024).toLocaleString());
};
