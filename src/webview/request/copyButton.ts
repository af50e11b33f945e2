import * as l10n from '@vscode/l10n';
import { element } from '../dom.ts';
import { icon } from '../icon.ts';

/** How long a button says what came of it, in milliseconds. */
const saidFor = 2000;

/** A small button that puts a text on the clipboard and says so. `label`: its name, such as `Copy Answer`. */
export function copyButton(label: string, text: () => string): HTMLButtonElement {
	const said = element('span', { className: 'spoken', ariaLive: 'polite' });
	const button = element('button', { className: 'icon-button', type: 'button', title: label, ariaLabel: label });
	const show = (name: string, words: string) => {
		button.replaceChildren(icon(name), said);
		said.textContent = words;
	};
	const say = (name: string, words: string) => {
		show(name, words);
		setTimeout(() => show('copy', ''), saidFor);
	};
	show('copy', '');
	button.addEventListener('click', () => {
		navigator.clipboard.writeText(text()).then(
			() => say('pass', l10n.t('Copied')),
			() => say('error', l10n.t('Not copied')),
		);
	});
	return button;
}
