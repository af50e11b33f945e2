import * as l10n from '@vscode/l10n';
import type { Turn } from '../../core/panel/turn.ts';
import { element } from '../dom.ts';
import { MarkdownView } from '../markdown/markdownView.ts';

/** What was said before the latest prompt, each turn folded. An answer is drawn when it is unfolded first. */
export class ConversationBlock {
	readonly element = element('section', {
		className: 'conversation',
		ariaLabel: l10n.t('Earlier turns'),
		hidden: true,
	});
	#shown: readonly number[] = [];

	show(turns: readonly Turn[]): void {
		const numbers = turns.map(({ turn }) => turn);
		if (numbers.join() === this.#shown.join()) {
			return;
		}
		// Turns that stay keep what a person has unfolded.
		const kept = new Map(this.#shown.map((turn, index) => [turn, this.element.children[index]]));
		this.#shown = numbers;
		this.element.hidden = turns.length === 0;
		this.element.replaceChildren(...turns.map((turn) => kept.get(turn.turn) ?? folded(turn)));
	}
}

function folded({ prompt, answer, model }: Turn): HTMLDetailsElement {
	const fold = element(
		'details',
		{ className: 'earlier' },
		element(
			'summary',
			{},
			element('span', { className: 'asked' }, prompt.trim().split('\n', 1)[0]?.slice(0, 200) ?? ''),
			element('span', { className: 'quiet' }, model),
		),
	);
	fold.addEventListener(
		'toggle',
		() => {
			const text = new MarkdownView();
			text.text = answer;
			fold.append(element('p', { className: 'whole-prompt' }, prompt), text.element);
		},
		{ once: true },
	);
	return fold;
}
