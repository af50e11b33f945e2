import { element } from '../dom.ts';

/** A button that does something, as VS Code draws its own; a secondary one stands back behind the one beside it. */
export const commandButton = (label: string, onclick: () => void, isSecondary = false): HTMLButtonElement =>
	element(
		'button',
		{ className: isSecondary ? 'command secondary' : 'command', type: 'button', onclick },
		...(label === '' ? [] : [label]),
	);
