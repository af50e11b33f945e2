import * as l10n from '@vscode/l10n';
import type { Turn } from '../../core/panel/turn.ts';
import { element } from '../dom.ts';
import { icon } from '../icon.ts';
import { MarkdownView } from '../markdown/markdownView.ts';
import { attemptsBlock } from './attemptsBlock.ts';
import { countdown } from './countdown.ts';
import { type FailureDoors, failureBlock } from './failureBlock.ts';

/** The answer as it comes, how it ended, and why where it failed. */
export class AnswerBlock {
	readonly element: HTMLElement;
	readonly #status = element('p', { className: 'status quiet' });
	readonly #copy: HTMLButtonElement;
	readonly #text = new MarkdownView();
	readonly #answer: HTMLElement;
	readonly #attempts = element('div', {});
	readonly #failure = element('div', {});
	readonly #doors: FailureDoors;
	#turn = 0;
	#failureShown = '';
	#attemptsShown = 0;

	constructor(doors: FailureDoors) {
		this.#doors = doors;
		// Spoken when it changes; the text itself would be read out word by word while it streams.
		this.#status.setAttribute('role', 'status');
		this.#failure.setAttribute('role', 'alert');
		this.#copy = element(
			'button',
			{ className: 'copy-answer', title: l10n.t('Copy Answer'), ariaLabel: l10n.t('Copy Answer') },
			icon('copy'),
		);
		this.#copy.addEventListener('click', () => void this.#copyAnswer());
		this.#answer = element(
			'div',
			{ className: 'answer', tabIndex: 0, ariaLabel: l10n.t('Answer') },
			this.#text.element,
		);
		this.#answer.setAttribute('role', 'region');
		this.element = element(
			'section',
			{},
			element('div', { className: 'answer-head' }, this.#status, this.#copy),
			this.#attempts,
			this.#failure,
			this.#answer,
		);
		this.show(undefined);
	}

	/** Adds to the answer of a turn. Text of a turn that is not shown comes late and is passed over. */
	append(turn: number, text: string): void {
		if (turn === this.#turn) {
			this.#text.append(text);
			this.#answer.hidden = false;
			this.#status.textContent = l10n.t('Answering…');
		}
	}

	/** The turn with all of its answer that has come: the extension tells pieces one by one. */
	complete(turn: Turn): Turn {
		return turn.turn === this.#turn ? { ...turn, answer: this.#text.text } : turn;
	}

	/** Says something in place of the status, until that changes. */
	say(text: string): void {
		this.#status.textContent = text;
	}

	show(turn: Turn | undefined): void {
		const isOther = this.#turn !== (turn?.turn ?? 0);
		this.#turn = turn?.turn ?? 0;
		if (this.#text.text !== (turn?.answer ?? '')) {
			this.#text.text = turn?.answer ?? '';
		}
		this.#answer.hidden = !turn?.answer;
		this.#copy.hidden = !turn?.answer || turn.end === undefined;
		const status = turn ? statusOf(turn) : '';
		const attempts = turn?.attempts ?? [];
		if (isOther || attempts.length !== this.#attemptsShown) {
			this.#attemptsShown = attempts.length;
			this.#attempts.replaceChildren(...(attempts.length > 0 ? [attemptsBlock(attempts)] : []));
			this.#wait(turn);
		}
		if (!isWaiting(turn) && this.#status.textContent !== status) {
			this.#status.textContent = status;
		}
		const failure = turn?.end?.kind === 'failed' ? turn.end.failure : undefined;
		// Built anew it would fold what a person has opened, and be spoken once more.
		const shown = JSON.stringify([this.#turn, failure]);
		if (shown !== this.#failureShown) {
			this.#failureShown = shown;
			this.#failure.replaceChildren(...(failure ? [failureBlock(failure, this.#doors)] : []));
			// In a small window it would come below what is seen. Who reads a partial answer, or came back to a page, is left there.
			if (failure && !isOther && turn?.answer === '') {
				this.#failure.scrollIntoView({ block: 'nearest' });
			}
		}
	}

	/** Counts down to the next attempt. */
	#wait(turn: Turn | undefined): void {
		const last = turn?.attempts?.at(-1);
		if (!turn || !last || !isWaiting(turn)) {
			return;
		}
		const attempt = (turn.attempts?.length ?? 0) + 1;
		// Spoken once, and not each second anew. It is gone from the page when the status says something else.
		const seconds = element('span', { ariaLive: 'off' });
		const say = (left: number) => {
			seconds.textContent = left > 0 ? l10n.t(' in {0} s', left) : '';
		};
		const wait = Math.ceil(last.delayMs / 1000);
		this.#status.replaceChildren(l10n.t('{0}. Trying again (attempt {1})', last.words, attempt), seconds);
		say(wait);
		countdown(wait, seconds, say);
	}

	async #copyAnswer(): Promise<void> {
		try {
			await navigator.clipboard.writeText(this.#text.text);
			this.#status.textContent = l10n.t('The answer was copied, as Markdown.');
		} catch {
			// The browser gives no reason that would help, such as that the page has lost the focus meanwhile.
			this.#status.textContent = l10n.t('Not copied: the clipboard could not be written. Try again.');
		}
	}
}

/** After an attempt that failed, until the next one is answered or the turn ends. */
const isWaiting = (turn: Turn | undefined): boolean =>
	turn?.attempts !== undefined && turn.end === undefined && turn.answer === '';

function statusOf({ end, answer, usage, latency, model, profile }: Turn): string {
	const told = (text: string) => [text, usage, latency].filter((part) => part !== '').join(' · ');
	switch (end?.kind) {
		case undefined:
			return answer === '' ? l10n.t('Waiting for {0}…', model) : l10n.t('Answering…');
		case 'answered':
			return told(l10n.t('Answered by {0} with “{1}”', model, profile));
		case 'cancelled':
			return told(l10n.t('Stopped'));
		case 'declined':
			return l10n.t('Not sent');
		case 'interrupted':
			return told(l10n.t('Interrupted when the window was reloaded; what had arrived is kept'));
		case 'failed':
			return profile === '' ? usage : told(l10n.t('Failed: {0} with “{1}”', model, profile));
	}
}
