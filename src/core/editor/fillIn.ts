import { fenced } from './fence.ts';
import type { Template } from './template.ts';

/** What placeholders stand for. */
export type TemplateValues = {
	readonly selection: string;
	/** Id of the document's language, such as `typescript`. */
	readonly language: string;
	/** Base name of the file; where it lies is nobody's business. */
	readonly file: string;
	/** What the person is asked for, such as the language to translate into. */
	readonly target: string;
};

const placeholder = /\$\{(selection|language|file|target)\}/g;

/** Whether a template wants to know more than the editor can tell. */
export const asksForTarget = ({ prompt, system = '' }: Template): boolean =>
	`${prompt}\n${system}`.includes('${target}');

/** The prompt and system instruction of a template. Where its prompt does not say where the selection goes, it follows in a fenced block. */
export function fillIn({ prompt, system }: Template, values: TemplateValues): { prompt: string; system?: string } {
	const whole = prompt.includes('${selection}')
		? filled(prompt, values)
		: `${filled(prompt, values)}\n\n${fenced(values.selection, values.language)}`;
	return { prompt: whole, ...(system === undefined ? {} : { system: filled(system, values) }) };
}

/** One pass, by a function: what is filled in is never looked at again, nor are its `$&`. */
const filled = (text: string, values: TemplateValues): string =>
	text.replace(placeholder, (_, name: keyof TemplateValues) => values[name]);
