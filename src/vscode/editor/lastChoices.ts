import type { AnswerPlace } from '../../core/editor/template.ts';

/** What was chosen last in this window, to be offered first. Places are remembered by the template they were chosen for. */
export const lastChoices: {
	templateKey?: string;
	target: string;
	profileId?: string;
	readonly places: Map<string, AnswerPlace>;
} = { target: '', places: new Map() };

/** The items with the one of before in front. */
export const lastFirst = <T>(items: readonly T[], isLast: (item: T) => boolean): readonly T[] => [
	...items.filter(isLast),
	...items.filter((item) => !isLast(item)),
];
