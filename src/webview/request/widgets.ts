import { element } from '../dom.ts';

/** A choice of values, each with what it is called. */
export const choice = (options: readonly (readonly [value: string, label: string])[]): HTMLSelectElement =>
	element('select', {}, ...options.map(([value, label]) => element('option', { value }, label)));

/** A line for a number. Not of the browser's own kind, which gives no value where something else was typed. */
export const numberInput = (inputMode: 'numeric' | 'decimal', placeholder: string): HTMLInputElement =>
	element('input', { placeholder, inputMode, autocomplete: 'off' });
