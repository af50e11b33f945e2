import { element } from '../dom.ts';

/** One that looks like a link, since it leads away from what is being done. */
export const plainButton = (label: string, onclick: () => void): HTMLElement =>
	element('button', { className: 'plain', type: 'button', onclick }, label);
