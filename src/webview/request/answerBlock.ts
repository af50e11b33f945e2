import * as l10n from '@vscode/l10n';
import type { AnswerExtra } from '../../core/gemini/answerExtra.ts';
import type { Turn } from '../../core/panel/turn.ts';
import type { TurnDetails } from '../../core/panel/turnDetails.ts';
import { element } from '../dom.ts';
import { icon } from '../icon.ts';
import { type AnswerForm, AnswerText, isJsonDocument } from './answerText.ts';
import { attemptsBlock } from './attemptsBlock.ts';
import { countdown } from './countdown.ts';
import { DetailsTabs } from './detailsTabs.ts';
import { ExtrasBlock } from './extrasBlock.ts';
import { FactsLine } from './factsLine.ts';
import { type FailureDoors, failureBlock } from './failureBlock.ts';
import { JsonBar } from './jsonBar.ts';
import { OthersBlock } from './othersBlock.ts';
import { Tabs } from './tabs.ts';
import { ThoughtsBlock } from './thoughtsBlock.ts';
import { withoutImages } from './withoutImages.ts';

type Doors = FailureDoors & {
	/** Asks for what was sent and what came back. */
	readonly askDetails: () => void;
};

/** The answer as it comes, how it ended, and why where it failed; what was sent and got for it stands beside it. */
export class AnswerBlock {
	readonly element: HTMLElement;
	readonly #status = element('p', { className: 'status quiet' });
	readonly #copy: HTMLButtonElement;
	readonly #text = new AnswerText();
	readonly #answer: HTMLElement;
	readonly #attempts = element('div', {});
	readonly #failure = element('div', {});
	readonly #facts = new FactsLine();
	readonly #thoughts = new ThoughtsBlock();
	readonly #others = new OthersBlock();
	readonly #extras = new ExtrasBlock();
	readonly #json: JsonBar;
	readonly #details = new DetailsTabs();
	readonly #tabs: Tabs;
	readonly #panels: HTMLElement;
	readonly #doors: Doors;
	#turn = 0;
	#last: Turn | undefined;
	#failureShown = '';
	#attemptsShown = 0;

	constructor(doors: Doors) {
		this.#doors = doors;
		// Spoken when it changes; the text itself would be read out word by word while it streams.
		this.#status.setAttribute('role', 'status');
		this.#failure.setAttribute('role', 'alert');
		this.#copy = element(
			'button',
			{ className: 'icon-button', title: l10n.t('Copy Answer'), ariaLabel: l10n.t('Copy Answer') },
			icon('copy'),
		);
		this.#copy.addEventListener('click', () => void this.#copyAnswer());
		this.#answer = element(
			'div',
			{ className: 'answer', tabIndex: 0, ariaLabel: l10n.t('Answer') },
			this.#text.element,
		);
		this.#answer.setAttribute('role', 'region');
		this.#json = new JsonBar(() => this.#drawText(this.#text.text));
		const panel = element(
			'div',
			{ className: 'answer-parts' },
			this.#thoughts.element,
			this.#json.element,
			this.#answer,
			this.#others.element,
			this.#extras.element,
		);
		const { request, response } = this.#details;
		this.#tabs = new Tabs(
			l10n.t('Answer and what was sent for it'),
			[
				{ id: 'answer', label: l10n.t('Answer'), panel },
				{ id: 'request', label: l10n.t('Request'), panel: request },
				{ id: 'response', label: l10n.t('Response'), panel: response },
			],
			() => this.#askDetails(),
		);
		this.#panels = element('div', {}, this.#tabs.element, panel, request, response);
		this.element = element(
			'section',
			{},
			element('div', { className: 'answer-head' }, this.#status, this.#copy),
			this.#facts.element,
			this.#attempts,
			this.#failure,
			this.#panels,
		);
		this.show(undefined);
	}

	/** Adds to the answer of a turn. Text of a turn that is not shown comes late and is passed over. */
	append(turn: number, text: string): void {
		if (turn === this.#turn) {
			if (this.#text.text === '') {
				this.#thoughts.show(this.#thoughts.text, undefined, false);
			}
			this.#text.append(text);
			this.#answer.hidden = false;
			this.#say(l10n.t('Answering…'));
		}
	}

	appendThought(turn: number, text: string): void {
		if (turn === this.#turn) {
			this.#thoughts.append(text);
			if (this.#text.text === '') {
				this.#say(l10n.t('Thinking…'));
			}
		}
	}

	appendOther(turn: number, candidate: number, text: string): void {
		if (turn === this.#turn) {
			this.#others.append(candidate, text);
		}
	}

	appendExtras(turn: number, extras: readonly AnswerExtra[]): void {
		if (turn === this.#turn) {
			this.#extras.append(extras);
		}
	}

	/** What was asked for when a tab was opened. */
	showDetails(turn: number, details: TurnDetails | undefined): void {
		if (turn === this.#turn) {
			this.#details.show(details);
		}
	}

	/** The turn with all that has come of it: the extension tells pieces one by one. Images are too large to be kept over a reload. */
	complete(turn: Turn): Turn {
		if (turn.turn !== this.#turn) {
			return turn;
		}
		const { text: thoughts } = this.#thoughts;
		const { texts: others } = this.#others;
		const extras = withoutImages(this.#extras.all);
		return {
			...turn,
			answer: this.#text.text,
			...(thoughts === '' ? {} : { thoughts }),
			...(others.length === 0 ? {} : { others }),
			...(extras.length === 0 ? {} : { extras }),
		};
	}

	/** Says something in place of the status, until that changes. */
	say(text: string): void {
		this.#status.textContent = text;
	}

	show(turn: Turn | undefined): void {
		const isOther = this.#turn !== (turn?.turn ?? 0);
		this.#turn = turn?.turn ?? 0;
		const hasEnded = turn?.end !== undefined && (isOther || this.#last?.end === undefined);
		this.#last = turn;
		this.#drawText(turn?.answer ?? '');
		if (isOther) {
			this.#thoughts.fold();
		}
		this.#thoughts.show(
			turn?.thoughts ?? '',
			turn?.numbers?.firstTextMs ?? turn?.numbers?.totalMs,
			turn?.end === undefined && !turn?.answer,
		);
		this.#others.show(turn?.others ?? []);
		this.#extras.show(turn?.extras ?? []);
		this.#facts.show(turn?.facts, turn !== undefined && turn.end === undefined);
		this.#answer.hidden = !turn?.answer;
		this.#copy.hidden = !turn?.answer || turn.end === undefined;
		this.#panels.hidden = turn === undefined;
		if (isOther || hasEnded) {
			this.#askDetails();
		}
		const attempts = turn?.attempts ?? [];
		if (isOther || attempts.length !== this.#attemptsShown) {
			this.#attemptsShown = attempts.length;
			this.#attempts.replaceChildren(...(attempts.length > 0 ? [attemptsBlock(attempts)] : []));
			this.#wait(turn);
		}
		if (!isWaiting(turn)) {
			const [shown, spoken] = turn ? statusOf(turn) : ['', ''];
			this.#say(shown, spoken);
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

	/** `spoken`: what stands elsewhere on the page, and is read out with the rest. */
	#say(shown: string, spoken = ''): void {
		const parts = [...this.#status.childNodes].map(({ textContent }) => textContent);
		if (parts.join('\n') !== [shown, spoken].filter((part) => part !== '').join('\n')) {
			this.#status.replaceChildren(shown, ...(spoken === '' ? [] : [element('span', { className: 'spoken' }, spoken)]));
		}
	}

	/** As Markdown, or as code where it is, or was to be, JSON. */
	#drawText(text: string): void {
		const turn = this.#last;
		const isDocument = turn?.end !== undefined && isJsonDocument(text);
		this.#json.show(turn?.json, isDocument, isDocument || (turn?.end?.kind === 'answered' && text !== ''));
		const form: AnswerForm = isDocument
			? this.#json.isFormatted
				? 'formatted'
				: 'code'
			: turn?.json
				? 'code'
				: 'markdown';
		this.#text.show(text, form);
		this.#answer.classList.toggle('is-code', form !== 'markdown');
	}

	/** Only for who looks at it. */
	#askDetails(): void {
		if (this.#turn !== 0 && this.#tabs.chosen !== 'answer') {
			this.#doors.askDetails();
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

/** What is shown as the status, and what is only spoken with it since it is to be seen among the facts. */
function statusOf(turn: Turn): readonly [shown: string, spoken: string] {
	const { end, answer, thoughts = '', facts = [], usage, latency, model, profile } = turn;
	const numbers = [usage, latency].filter((part) => part !== '').map((part) => ` · ${part}`);
	const told = (text: string): readonly [string, string] =>
		facts.length > 0 ? [text, numbers.join('')] : [text + numbers.join(''), ''];
	switch (end?.kind) {
		case undefined:
			return [
				answer !== ''
					? l10n.t('Answering…')
					: thoughts !== ''
						? l10n.t('Thinking…')
						: (turn.queued ?? l10n.t('Waiting for {0}…', model)),
				'',
			];
		case 'answered':
			return told(l10n.t('Answered by {0} with “{1}”', model, profile));
		case 'cancelled':
			return told(l10n.t('Stopped'));
		case 'declined':
			return [l10n.t('Not sent'), ''];
		case 'interrupted':
			return told(l10n.t('Interrupted when the window was reloaded; what had arrived is kept'));
		case 'failed':
			return profile === '' ? [usage, ''] : told(l10n.t('Failed: {0} with “{1}”', model, profile));
	}
}
