import * as l10n from '@vscode/l10n';
import type { Turn } from '../../core/panel/requestProtocol.ts';
import { element } from '../dom.ts';
import { failureBlock } from './failureBlock.ts';

/** The answer as it comes, how it ended, and why where it failed. */
export class AnswerBlock {
	readonly element: HTMLElement;
	readonly #status = element('p', { className: 'status quiet' });
	readonly #text = element('div', { className: 'answer' });
	readonly #failure = element('div', {});
	#turn = 0;
	#failureShown = '';

	constructor() {
		// Spoken when it changes; the text itself would be read out word by word while it streams.
		this.#status.setAttribute('role', 'status');
		this.#failure.setAttribute('role', 'alert');
		this.#text.tabIndex = 0;
		this.#text.setAttribute('role', 'region');
		this.#text.ariaLabel = l10n.t('Answer');
		this.element = element('section', {}, this.#status, this.#failure, this.#text);
		this.show(undefined);
	}

	/** Adds to the answer of a turn. Text of a turn that is not shown comes late and is passed over. */
	append(turn: number, text: string): void {
		if (turn === this.#turn) {
			this.#text.append(text);
			this.#text.hidden = false;
			this.#status.textContent = l10n.t('Answering…');
		}
	}

	/** Says something in place of the status, until that changes. */
	say(text: string): void {
		this.#status.textContent = text;
	}

	show(turn: Turn | undefined): void {
		this.#turn = turn?.turn ?? 0;
		if (this.#text.textContent !== (turn?.answer ?? '')) {
			this.#text.textContent = turn?.answer ?? '';
		}
		this.#text.hidden = !turn?.answer;
		const status = turn ? statusOf(turn) : '';
		if (this.#status.textContent !== status) {
			this.#status.textContent = status;
		}
		const failure = turn?.end?.kind === 'failed' ? turn.end.failure : undefined;
		// Built anew it would fold what a person has opened, and be spoken once more.
		const shown = JSON.stringify([this.#turn, failure]);
		if (shown !== this.#failureShown) {
			this.#failureShown = shown;
			this.#failure.replaceChildren(...(failure ? [failureBlock(failure)] : []));
		}
	}
}

function statusOf({ end, answer, usage, model, profile }: Turn): string {
	const told = (text: string) => [text, ...(usage === '' ? [] : [usage])].join(' · ');
	switch (end?.kind) {
		case undefined:
			return answer === '' ? l10n.t('Waiting for {0}…', model) : l10n.t('Answering…');
		case 'answered':
			return told(l10n.t('Answered by {0} with “{1}”', model, profile));
		case 'cancelled':
			return told(l10n.t('Stopped'));
		case 'failed':
			return profile === '' ? usage : told(l10n.t('Sent to {0} with “{1}”', model, profile));
	}
}
