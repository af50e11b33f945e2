import * as l10n from '@vscode/l10n';
import type { RequestPanelState } from '../../core/panel/requestProtocol.ts';
import { element } from '../dom.ts';
import { plainButton } from './plainButton.ts';

/** After the last key. In milliseconds. */
const countAfter = 1_000;

/** In UTF-16 units: what is larger is counted when asked for, not sent with every pause. */
const mostByItself = 1_000_000;

type Doors = {
	/** Has the tokens counted of what stands in the fields. */
	readonly ask: (count: number) => void;
	/** How much that is, in UTF-16 units; 0 where there is no prompt. */
	readonly size: () => number;
};

/** How many tokens the request has, asked for before it is sent. */
export class TokenCountLine {
	readonly element: HTMLElement;
	readonly #doors: Doors;
	readonly #words = element('span', { className: 'quiet token-count' });
	/** Number of the question asked last. */
	#asked = 0;
	#isAwaited = false;
	#isByItself = false;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(doors: Doors) {
		this.#doors = doors;
		this.#words.setAttribute('role', 'status');
		this.element = element(
			'span',
			{ className: 'counting' },
			plainButton(l10n.t('Count Tokens'), () => this.ask()),
			this.#words,
		);
	}

	ask(): void {
		clearTimeout(this.#timer);
		this.#isAwaited = true;
		this.#words.textContent = l10n.t('Counting…');
		this.#words.classList.remove('fault');
		this.#doors.ask(++this.#asked);
	}

	/** What was counted is another text now. */
	onEdit(): void {
		clearTimeout(this.#timer);
		this.#isAwaited = false;
		this.#words.textContent = '';
		this.#words.classList.remove('fault');
		const size = this.#doors.size();
		if (this.#isByItself && size > 0 && size <= mostByItself) {
			this.#timer = setTimeout(() => this.ask(), countAfter);
		}
	}

	/** Takes the answer to the question asked last. */
	show({ tokenCount, countsTokens }: Pick<RequestPanelState, 'tokenCount' | 'countsTokens'>): void {
		this.#isByItself = countsTokens;
		if (this.#isAwaited && tokenCount?.count === this.#asked) {
			this.#isAwaited = false;
			this.#words.textContent = tokenCount.words;
			this.#words.classList.toggle('fault', tokenCount.isFault);
		}
	}
}
