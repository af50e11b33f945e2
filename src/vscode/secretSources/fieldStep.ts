import { askText } from '../quickInput/ask.ts';
import type { Step } from '../quickInput/steps.ts';
import type { SourceFrame } from './finding.ts';

type Field = {
	readonly prompt: string;
	readonly placeholder?: string;
	/** What stands in the box at first; after that, what was typed. */
	readonly value: string;
	/** Judges what was typed, without the spaces around it; a message refuses it. */
	readonly accept: (text: string, signal: AbortSignal) => Promise<string | undefined>;
	readonly next: Step;
};

/** One question about a place where a secret is kept. */
export function fieldStep(frame: SourceFrame, { prompt, placeholder, value, accept, next }: Field): Step {
	let typed = value;
	return async () => {
		const asked = await askText({
			...frame,
			prompt,
			...(placeholder === undefined ? {} : { placeholder }),
			value: typed,
			password: false,
			accept: (text, signal) => {
				typed = text.trim();
				return accept(typed, signal);
			},
		});
		return typeof asked === 'string' ? (asked === 'back' ? 'back' : 'end') : { next };
	};
}
