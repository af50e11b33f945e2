import * as l10n from '@vscode/l10n';
import { element } from '../dom.ts';
import { spelledOut } from './hidden.ts';

const saidFor = 2000;

/** A block of code with its language and a way to copy it. More may be added to its `code` in further chunks. */
export function codeBlock(info: string, text: string): HTMLElement {
	const language =
		info
			.trim()
			.split(/[\s{,]/, 1)[0]
			?.slice(0, 40) ?? '';
	const code = element(
		'pre',
		{ dir: 'ltr', tabIndex: 0, ariaLabel: l10n.t('Code') },
		element('code', {}, codeChunk(text)),
	);
	// A group, so that it may have a name; it takes the focus to be scrolled by keyboard.
	code.setAttribute('role', 'group');
	return element(
		'div',
		{ className: 'code' },
		element(
			'div',
			{ className: 'code-head' },
			element('span', { className: 'language', dir: 'ltr' }, spelledOut(language)),
			copyButton(),
		),
		code,
	);
}

/** A stretch of code as a block of its own: adding another one leaves the lines of this one where they are. */
const codeChunk = (text: string): HTMLElement => element('span', { className: 'chunk' }, spelledOut(text));

function copyButton(): HTMLElement {
	const button = element('button', { type: 'button', ariaLive: 'polite' }, l10n.t('Copy'));
	const say = (text: string) => {
		button.textContent = text;
		setTimeout(() => {
			button.textContent = l10n.t('Copy');
		}, saidFor);
	};
	button.addEventListener('click', () => {
		// Looked up when it is needed: the code may still grow. Without its last line end it does not run when pasted.
		const code = button.closest('.code')?.querySelector('code')?.textContent.replace(/\n$/, '') ?? '';
		navigator.clipboard.writeText(code).then(
			() => say(l10n.t('Copied')),
			() => say(l10n.t('Not copied')),
		);
	});
	return button;
}
