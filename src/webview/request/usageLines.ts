import * as l10n from '@vscode/l10n';
import { element } from '../dom.ts';

/** What the profile has used: the line that says most, and the others folded below it. Unfolded, it stays so when it changes. */
export class UsageLines {
	readonly element = element('details', { className: 'used quiet', hidden: true });
	readonly #first = element('summary', {});

	show(lines: readonly string[]): void {
		const [first, ...rest] = lines;
		this.element.hidden = first === undefined;
		this.#first.textContent = l10n.t('Used: {0}', first ?? '');
		this.element.replaceChildren(this.#first, ...rest.map((line) => element('p', {}, line)));
	}
}
