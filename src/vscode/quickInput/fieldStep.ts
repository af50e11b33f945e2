import { askText } from './ask.ts';
import type { Step } from './steps.ts';

type Field = {
	readonly prompt: string;
	readonly placeholder?: string;
	/** What stands in the box at first; after that, what was typed. */
	readonly value: string;
	/** Hides what is typed. */
	readonly password?: boolean;
	/** Judges what was typed, without the spaces around it; a message refuses it. */
	readonly accept: (text: string, signal: AbortSignal) => Promise<string | undefined>;
	readonly next: Step;
};

/** One question among several that are answered by a line of text. */
export function fieldStep(
	frame: { readonly title: string; readonly canGoBack: boolean },
	{ prompt, placeholder, value, password = false, accept, next }: Field,
): Step {
	let typed = value;
	return async () => {
		const asked = await askText({
			...frame,
			prompt,
			...(placeholder === undefined ? {} : { placeholder }),
			value: typed,
			password,
			accept: (text, signal) => {
				typed = text.trim();
				return accept(typed, signal);
			},
		});
		return typeof asked === 'string' ? (asked === 'back' ? 'back' : 'end') : { next };
	};
}
